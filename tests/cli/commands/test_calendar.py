"""`ctrack calendar`: a feed that other programs read, read back with the icalendar library."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner

HOSTILE = "Evil\r\nBEGIN:VEVENT;UID=x,\\n\x1b[31m‮ شريف"


def read(text: str | bytes) -> icalendar.Calendar:
    """The calendar in a file."""
    return icalendar.Calendar.from_ical(text)


def events(ctrack: Runner, *arguments: str) -> dict[str, Any]:
    """The events of a feed by their names."""
    feed = read(ctrack.ok("calendar", *arguments).out)
    found = {str(event["UID"]): event for event in feed.walk("VEVENT")}
    assert len(found) == len(feed.walk("VEVENT")), "each name is there once"
    return found


def begins(event: Any) -> date:
    """The day of an event, which must be a whole day."""
    day = event["DTSTART"].dt
    assert type(day) is date
    assert event["DTEND"].dt == day + timedelta(days=1)
    return day


def test_an_event_for_each_date(anywhere: Runner) -> None:
    """What is overdue, what comes, and each date of what comes round again, up to two years ahead."""
    anywhere.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2026-08-31")
    found = sorted((str(event["SUMMARY"])[:6], begins(event).isoformat()) for event in events(anywhere).values())
    assert found == [
        ("KWT-21", "2026-06-30"),
        ("KWT-22", "2026-06-30"),
        ("KWT-25", "2027-02-28"),
        ("KWT-25", "2027-08-31"),
        ("KWT-25", "2028-02-29"),
        ("KWT-25", "2028-08-31"),
        ("PVE-DA", "2027-02-12"),
        ("PVE-DA", "2028-02-12"),
    ]
    assert len(events(anywhere, "--next", "3m")) == 3


@pytest.mark.slow
@pytest.mark.parametrize("code", ["KWT-21", "KWT-25"])
def test_an_event_that_moves_keeps_its_name(ctrack: Runner, code: str) -> None:
    """A target moves the event; its UID stays and its SEQUENCE grows, also when that is undone."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2027-01-31")
    steps = [
        ("update", code, "--target", "2027-03-15"),
        ("update", code, "--target", "2027-04-15"),
        ("undo",),
        ("update", code, "--target", "none"),
    ]
    first, *others = (event for event in events(ctrack, f"code:{code}").values())
    days, sequences, name = [begins(first)], [first["SEQUENCE"]], str(first["UID"])
    kept = {str(event["UID"]) for event in others}
    for step in steps:
        ctrack.ok(*step)
        found = events(ctrack, f"code:{code}")
        assert found.keys() - {name} == kept
        days.append(begins(found[name]))
        sequences.append(found[name]["SEQUENCE"])
    march, april = date(2027, 3, 15), date(2027, 4, 15)
    assert days == [days[0], march, april, march, days[0]]
    assert sequences == sorted(set(sequences)), "SEQUENCE grows with every change"


def test_alarms(ctrack: Runner) -> None:
    """An alarm rings at eight in the morning of each threshold that is still to come."""
    ctrack.ok("config", "set", "remind.offsets", "[90, 7, 0]")
    (event,) = events(ctrack, "code:PVE-DAY", "--next", "12m").values()
    rings = [begins(event) + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert rings == [date(2027, 2, 12) - timedelta(days=7), date(2027, 2, 12)]
    assert {alarm["TRIGGER"].dt % timedelta(days=1) for alarm in event.walk("VALARM")} == {timedelta(hours=8)}
    ctrack.ok("update", "KWT-21", "--target", "2026-11-21")
    (today,) = events(ctrack, "code:KWT-21").values()
    assert [alarm["TRIGGER"].dt for alarm in today.walk("VALARM")] == [timedelta(hours=8)]


def test_nothing_that_a_title_brings_along(ctrack: Runner) -> None:
    """A hostile title is one text in one line of one event, in whatever direction it is written."""
    told = ("--kind", "action", "--addressee", "member_states", "--deadline", "2027-05")
    ctrack.ok("add", "EVIL-1", "--title", HOSTILE, *told)
    raw = ctrack.ok("calendar", "code:EVIL-1").out.encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\x1b" not in raw
    assert "‮".encode() not in raw
    (event,) = read(raw).walk("VEVENT")
    assert "BEGIN:VEVENT;UID=x,\\n" in str(event["SUMMARY"])
    assert str(event["SUMMARY"]).endswith("شريف")


def test_in_arabic(ctrack: Runner) -> None:
    """Titles come in the reader's language, in logical order."""
    (event,) = events(ctrack, "code:KWT-21", "--lang", "ar").values()
    assert str(event["SUMMARY"]) == "KWT-21 عقد مؤتمر رفيع المستوى بشأن أمن الحدود وإدارتها في نيويورك"


def test_of_one_person(ctrack: Runner) -> None:
    """--person gives what somebody answers for, of whatever party; nobody of that name is refused."""
    ctrack.ok("person", "add", "سالم")
    ctrack.ok("assign", "KWT-21", "PVE-DAY", "--person", "سالم")
    ctrack.ok("assign", "KWT-21", "--party", "UN", "--person", "سالم")
    names = {name.partition("@")[0] for name in events(ctrack, "--person", "سالم", "--next", "3m")}
    assert names == {"kwt-21-nfp", "kwt-21-un", "pve-day-nfp-2027-02-12"}
    refused(ctrack("calendar", "--person", "Nobody"), 3, "Nobody")


def test_into_a_file(ctrack: Runner, tmp_path: Path) -> None:
    """--output writes the file, and one that is there only with --force."""
    target = tmp_path / "dates.ics"
    outcome = ctrack.ok("calendar", "--output", str(target))
    assert (outcome.out, outcome.err) == ("", f"Written: {target}\n")
    first = target.read_bytes()
    ctrack.ok("update", "KWT-21", "--target", "2027-03-31")
    refused(ctrack("calendar", "--output", str(target)), 4, "--force")
    assert target.read_bytes() == first
    ctrack.ok("calendar", "--output", str(target), "--force")
    assert target.read_bytes() != first
    assert len(read(target.read_bytes()).walk("VEVENT")) == 4


def test_nothing_but_a_calendar(ctrack: Runner, tmp_path: Path) -> None:
    """Another format is refused, also where only the name of the file asks for it; nothing due is no event."""
    refused(ctrack("calendar", "--format", "csv"), 2, ".ics", "csv")
    refused(ctrack("calendar", "--output", str(tmp_path / "x.pdf")), 2, ".ics", "pdf")
    assert not (tmp_path / "x.pdf").exists()
    assert events(ctrack, "code:KWT-25") == {}


def test_what_nobody_spoke_of_begins_at_nought(ctrack: Runner) -> None:
    """An event of which nothing was said has the SEQUENCE with which RFC 5545 begins."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2027-03-31")
    text = ctrack.ok("calendar", "NAT-1").out.replace("\r\n ", "")
    assert "SEQUENCE:0" in text


def called_off(ctrack: Runner, *arguments: str) -> dict[str, int]:
    """The events that are called off, by code and day, with their SEQUENCE; none of them rings."""
    off = [event for event in events(ctrack, *arguments).values() if event.get("STATUS") == "CANCELLED"]
    assert [event for event in off if event.walk("VALARM")] == []
    return {f"{str(event['SUMMARY']).split()[0]} {begins(event)}": int(event["SEQUENCE"]) for event in off}


def test_what_is_none_any_more_is_called_off(ctrack: Runner) -> None:
    """What is done, or withdrawn, stays under its name as cancelled with a higher SEQUENCE, and comes back with one."""
    ctrack.ok("update", "KWT-21", "--target", "2027-03-31")
    (first,) = events(ctrack, "KWT-21").values()
    assert called_off(ctrack, "KWT-21") == {}
    ctrack.ok("done", "KWT-21")
    done = called_off(ctrack, "KWT-21")["KWT-21 2027-03-31"]
    assert events(ctrack, "KWT-21").keys() == {str(first["UID"])}
    ctrack.ok("start", "KWT-21")
    ctrack.ok("withdraw", "KWT-21", "--reason", "not ours")
    withdrawn = called_off(ctrack)["KWT-21 2027-03-31"]
    ctrack.ok("withdraw", "KWT-21", "--back")
    (back,) = events(ctrack, "KWT-21").values()
    assert called_off(ctrack, "KWT-21") == {}
    assert first["SEQUENCE"] < done < withdrawn < back["SEQUENCE"]
    assert events(ctrack, "KWT-21", "--today", "2028-06-30").keys() == {str(first["UID"])}


def test_dates_of_an_earlier_rule_are_called_off(ctrack: Runner) -> None:
    """Dates that a rule foresaw and the new one does not are cancelled, those that were met too; undo turns it all."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2027-01-31")
    before = events(ctrack, "KWT-25")
    assert called_off(ctrack, "KWT-25") == {}
    ctrack.ok("recur", "KWT-25", "--every", "1y")
    gone = called_off(ctrack, "KWT-25")
    assert set(gone) == {"KWT-25 2027-07-31", "KWT-25 2028-07-31"}
    assert events(ctrack, "KWT-25").keys() == before.keys()
    assert min(gone.values()) > max(event["SEQUENCE"] for event in before.values())
    ctrack.ok("undo")
    assert "KWT-25 2027-07-31" not in called_off(ctrack, "KWT-25")
    ctrack.ok("done", "KWT-25", "--today", "2027-01-30")
    assert set(called_off(ctrack, "KWT-25", "--today", "2027-02-01")) == {"KWT-25 2027-01-31"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed, and no other program stands in for it")
def test_khal_is_told_that_it_is_off(ctrack: Runner, tmp_path: Path) -> None:
    """khal has one event of the name after both files were read, without an alarm, and says that it is cancelled."""
    calendar = tmp_path / "calendar"
    calendar.mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[ctrack]]\npath = {calendar}\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal(*words: str) -> str:
        ended = subprocess.run(["khal", "-c", str(config), *words], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    ctrack.ok("update", "KWT-21", "--target", "2027-03-31")
    for number in (1, 2):
        file = tmp_path / f"{number}.ics"
        ctrack.ok("calendar", "KWT-21", "--output", str(file))
        khal("import", "--batch", str(file))
        if number == 1:
            ctrack.ok("done", "KWT-21")
    listed = khal("list", "2027-03-31", "1d", "--format", "{title} {status}{alarm-symbol}")
    assert listed.count("KWT-21") == 1
    assert "CANCELLED" in listed
    assert "VALARM" not in "".join(path.read_text("utf-8") for path in calendar.iterdir())
