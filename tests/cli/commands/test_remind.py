"""`ctrack remind` as people type it: what is told, what is asked, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.offices import WITH_NOBODY
from tests.support.registers import copy_kept, keep_register
from tests.support.runner import Outcome, Runner


def staff(ctrack: Runner) -> None:
    """Let two people answer for three things, two of them overdue."""
    ctrack.ok("person", "add", "Noura", "--email", "noura@moi.gov.kw")
    ctrack.ok("person", "add", "سالم", "--email", "salem@moi.gov.kw", "--language", "ar")
    ctrack.ok("assign", "KWT-21", "--person", "Noura")
    ctrack.ok("assign", "KWT-22", "PVE-DAY", "--person", "سالم")


kept = keep_register(staff)


@pytest.fixture
def staffed(kept: Path, ctrack: Runner) -> Runner:
    """Two people who answer for three things, two of them overdue."""
    return copy_kept(kept, ctrack)


@pytest.fixture
def sending(staffed: Runner) -> Runner:
    """The same, with a folder that mails go into."""
    folder = staffed.home / "out"
    folder.mkdir()
    staffed.ok("config", "set", "remind.channel", "eml")
    staffed.ok("config", "set", "eml.folder", str(folder))
    staffed.ok("config", "set", "remind.from", "ctrack <focal@mofa.gov.kw>")
    return staffed


def mails(ctrack: Runner) -> int:
    """How many files lie in the folder."""
    return len(list((ctrack.home / "out").iterdir()))


def test_nobody_to_remind(ctrack: Runner) -> None:
    """Where nobody is to be reminded nothing is printed and all is well; somebody who looks on is told."""
    ctrack.ok("snooze", *WITH_NOBODY, "--until", "2099-12-31")
    for words in (("remind",), ("remind", "--dry-run"), ("remind", "KWT-21")):
        assert ctrack(*words) == Outcome(0, "", "")
    assert ctrack("remind", terminal=True).err.strip() == "There is nobody to remind."
    assert ctrack.data("remind") == {"rows": [], "total": 0}


def test_a_dry_run_prints_what_would_go_to_whom(staffed: Runner) -> None:
    """Each mail is printed whole, in the recipient's language, and nothing is queued."""
    with nothing_recorded(staffed):
        out = staffed.ok("remind", "--dry-run").out
    assert "Noura <noura@moi.gov.kw>" in out
    assert "سالم <salem@moi.gov.kw>" in out
    assert "      ctrack done KWT-21" in out
    assert "استعراض تنفيذ نتائج مرحلة الكويت" in out
    assert staffed.data("remind", "log")["rows"] == []
    rows = staffed.data("remind", "--dry-run", "code:KWT-21")["rows"]
    assert [(row["to"]["name"], [item["code"] for item in row["notices"]]) for row in rows] == [("Noura", ["KWT-21"])]


def test_once_and_in_the_log(sending: Runner) -> None:
    """What was sent is not sent again, prints nothing, and stands in the log."""
    outcome = sending.ok("remind")
    assert (outcome.out, outcome.err, mails(sending)) == ("", "", 2)
    assert sending.ok("remind", "--format", "json").data["total"] == 0
    assert mails(sending) == 2
    rows = sending.data("remind", "log")["rows"]
    assert [(row["name"], row["state"], row["channel"]) for row in rows] == [
        ("سالم", "sent", "eml"),
        ("Noura", "sent", "eml"),
    ]
    assert [item["code"] for item in rows[0]["reminders"]] == ["KWT-22", "PVE-DAY"]
    assert len(sending.data("remind", "log", "--limit", "1")["rows"]) == 1
    assert sending.ok("remind", "log").out.splitlines()[0].split() == [
        "When", "To", "Delivery", "Attempts", "Commitments", "Reason"
    ]  # fmt: skip
    assert sending.ok("remind", "retry").out == ""


def test_what_is_told_on_a_terminal(sending: Runner) -> None:
    """Somebody who looks on sees what went to whom."""
    outcome = sending.ok("remind", terminal=True, NO_COLOR="1")
    assert "2 mails were sent." in outcome.err
    assert "Noura <noura@moi.gov.kw>" in outcome.out


def test_an_empty_log(sending: Runner) -> None:
    """No reminder at all and none in a state are two things, and neither is data."""
    outcome = sending.ok("remind", "log", "--format", "csv")
    assert (outcome.out, outcome.err) == ("", "No reminder was made yet.\n")
    sending.ok("remind")
    outcome = sending.ok("remind", "log", "--state", "failed")
    assert outcome.out == ""
    assert outcome.err
    assert "No reminder was made yet." not in outcome.err
    refused(sending("remind", "log", "--state", "lost"), 2, "queued", "sent", "failed")


def test_check(staffed: Runner) -> None:
    """--check sends nothing and ends with 10 when something is overdue, also what nobody answers for."""
    for code in ("NAT-1", "NAT-2"):
        staffed.ok("add", code, "--title", "x", "--deadline", "2026-06")
    assert staffed("remind", "--check").code == 10
    assert staffed("remind", "--check").err == "National focal point (NFP): 2 commitments are overdue.\n"
    assert staffed("remind", "--check", "--quiet").err == ""
    assert staffed("remind", "--check", "code:PVE-DAY", "--today", "2026-01-01").code == 0
    assert staffed.data("remind", "log")["rows"] == []


def test_what_is_missing_is_named(staffed: Runner) -> None:
    """Without a way to send, or with one that lacks a setting, the key to set is named and nothing is queued."""
    refused(staffed("remind"), 2, "remind.channel", "remind --dry-run", "docs/cron.md")
    for channel, key in (
        ("smtp", "smtp.host"),
        ("eml", "eml.folder"),
        ("webhook", "webhook.url"),
        ("command", "command.run"),
    ):
        staffed.ok("config", "set", "remind.channel", channel)
        refused(staffed("remind"), 2, key, "ctrack config set")
    assert staffed.data("remind", "log")["rows"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("remind.channel", "pigeon"),
        ("remind.offsets", "soon"),
        ("remind.after", "weekly"),
        ("remind.quiet", "someday"),
        ("smtp.port", "99999"),
    ],
)
def test_a_wrong_setting_is_refused(ctrack: Runner, name: str, value: str) -> None:
    """A value that a setting cannot have is refused with its name."""
    refused(ctrack("config", "set", name, value), 2, name, value)


def test_a_fallback_whom_nobody_knows(sending: Runner) -> None:
    """Where the person who stands in for all is none of the register, the setting is named."""
    sending.ok("config", "set", "remind.fallback", "Nobody")
    refused(sending("remind"), 2, "Nobody")
    assert mails(sending) == 0


def test_its_commands_among_options(sending: Runner) -> None:
    """A command is found behind global options, and is none where it is an option's value or quoted."""
    sending.ok("remind")
    log = sending.ok("remind", "log").out
    assert sending.ok("remind", "--quiet", "log").out == log
    assert sending.ok("--lang", "en", "remind", "log").out == log
    assert sending.ok("remind", "--lang=en", "--color", "never", "log").out == log
    assert sending.ok("remind", "--user", "log", "--dry-run").out == ""
    assert sending.ok("remind", '"log"').out == ""
    assert sending.ok("remind", "--", "log").out == ""


def test_a_mistyped_command_sends_nothing(sending: Runner) -> None:
    """A word that is nearly a command is refused with its name: mails cannot be called back."""
    refused(sending("remind", "logg"), 2, "logg", "Did you mean log?", "'\"logg\"'")
    refused(sending("remind", "retri", "--quiet"), 2, "Did you mean retry?")
    refused(sending("remind", "schedul"), 2, "schedule")
    refused(sending("remind", "--chekc"), 2, "Did you mean '--check'?")
    refused(sending("remind", "party:XX"), 3, "party add")
    refused(sending("remind", "log", "--dry-run"), 2, "--dry-run")
    assert mails(sending) == 0
    assert sending.ok("remind", "code:KWT-21").out == ""
    assert mails(sending) == 1


def test_help_lists_its_commands(ctrack: Runner) -> None:
    """Help tells the options of the command and the commands below it; each has help of its own."""
    out = ctrack.ok("remind", "--help").out
    assert ctrack.ok("remind", "-h").out == out
    assert all(word in out for word in ("--dry-run", "--check", "log ", "retry ", "schedule ", "Examples:"))
    for name in ("log", "retry", "schedule"):
        assert ctrack.ok("remind", name, "--help").out.startswith(f"Usage: ctrack remind {name}")


def test_retry_of_somebody(sending: Runner, tmp_path: Path) -> None:
    """What waits is tried again at once, of one person only where one is named."""
    (sending.home / "out").rmdir()
    assert sending("remind").code == 6
    assert {row["state"] for row in sending.data("remind", "log")["rows"]} == {"queued"}
    (sending.home / "out").mkdir()
    refused(sending("remind", "retry", "--person", "Nobody"), 3, "Nobody")
    assert sending.ok("remind", "retry").out == ""
    assert mails(sending) == 2


def test_a_target_of_ones_own_is_what_reminds(staffed: Runner) -> None:
    """Reminders follow the target, say what the date of the text was, and stay away from both once it is done."""
    staffed.ok("add", "NAT-1", "--title", "A law", "--deadline", "2026-06")
    staffed.ok("assign", "NAT-1", "--person", "Noura")
    staffed.ok("update", "NAT-1", "--target", "2026-12-05")
    (row,) = staffed.data("remind", "--dry-run", "code:NAT-1")["rows"]
    (notice,) = row["notices"]
    assert notice["due"] == "2026-12-05"
    out = staffed.ok("remind", "--dry-run", "code:NAT-1").out
    assert "Own target: 5 December 2026 (14 days left)" in out
    assert "Deadline of the text: June 2026 (144 days late)" in out
    staffed.ok("update", "NAT-1", "--target", "2027-06")
    assert staffed.data("remind", "--dry-run", "code:NAT-1")["rows"] == []
    staffed.ok("update", "NAT-1", "--target", "2026-12-05")
    staffed.ok("update", "NAT-1", "--status", "implemented")
    assert staffed.data("remind", "--dry-run", "code:NAT-1")["rows"] == []


def test_each_date_of_what_comes_round_is_told_for_itself(sending: Runner) -> None:
    """A missed date is told as missed, its status is that of the date, and the next one has reminders of its own."""
    sending.ok("add", "NAT-1", "--title", "A yearly report")
    sending.ok("recur", "NAT-1", "--every", "1y", "--anchor", "2024-11-14", "--today", "2024-11-01")
    sending.ok("update", "NAT-1", "--status", "implemented", "--on", "2024-11-10")
    sending.ok("assign", "NAT-1", "--person", "Noura")
    (row,) = sending.data("remind", "--dry-run", "code:NAT-1")["rows"]
    (notice,) = row["notices"]
    assert notice["due"] == "2026-11-14"
    assert "Status: · not reported" in sending.ok("remind", "--dry-run", "code:NAT-1").out
    sending.ok("remind", "code:NAT-1")
    sending.ok("update", "NAT-1", "--status", "implemented")
    later = {"CTRACK_NOW": "2027-11-14T09:00:00+00:00"}
    (row,) = sending.data("remind", "--dry-run", "code:NAT-1", **later)["rows"]
    assert [notice["due"] for notice in row["notices"]] == ["2027-11-14"]


def test_the_fallback_is_told_of_what_nobody_answers_for(staffed: Runner) -> None:
    """What the home party owes and nobody answers for goes to the fallback, and nothing that is another party's."""
    staffed.ok("add", "NAT-1", "--title", "A law", "--deadline", "2026-06", "--addressee", "both")
    staffed.ok("person", "add", "Hind", "--email", "hind@moi.gov.kw")
    unheard = staffed("remind", "--dry-run", "code:NAT-1", "party:NFP,UN", "--format", "json")
    assert (unheard.code, unheard.data["rows"]) == (6, [])
    assert "Nobody hears of NAT-1: " in unheard.json["messages"][0]
    staffed.ok("config", "set", "remind.fallback", "Hind")
    (row,) = staffed.data("remind", "--dry-run", "code:NAT-1", "party:NFP,UN")["rows"]
    assert (row["to"]["name"], [item["party"] for item in row["notices"]]) == ("Hind", ["NFP"])


def test_the_channel_is_tried(ctrack: Runner, tmp_path: Path) -> None:
    """`remind test` leaves one mail that reminds nobody, tells each step, and says what is wrong with 1."""
    unset = ctrack("remind", "test")
    assert (unset.code, "remind.channel: it must be one of command, eml" in " ".join(unset.out.split())) == (1, True)
    for key, value in (("remind.channel", "eml"), ("remind.from", "focal@mofa.example"), ("eml.folder", str(tmp_path))):
        ctrack.ok("config", "set", key, value)
    steps = ctrack.data("remind", "test", "--to", "me@example.org")
    assert [(row["check"], row["is_good"]) for row in steps["rows"]] == [
        ("settings", True), ("ready", True), ("mail", True),
    ]  # fmt: skip
    (file,) = tmp_path.glob("*.eml")
    mail = file.read_text("utf-8")
    assert "To: <me@example.org>" in mail
    assert "This is a test: reminders leave by the channel eml" in " ".join(mail.split())
    assert ctrack.data("remind", "log")["rows"] == []
    assert "taken for focal@mofa.example" in ctrack.ok("remind", "test").out
    assert "Channel" in ctrack.ok("doctor").out
    refused(ctrack("remind", "test", "--to", "nobody"), 4, "is not an e-mail address")
    ctrack.ok("config", "set", "eml.folder", str(tmp_path / "gone"))
    failed = ctrack("remind", "test")
    assert (failed.code, "There is no folder" in failed.out) == (1, True)
    assert "There is no folder" in ctrack("doctor").out


def test_holidays_that_cannot_be_read(sending: Runner) -> None:
    """They stop the reminders that depend on them, and no others; late days are said alike wherever they are said."""
    (sending.home / "holidays.txt").write_text("32-13 no day\n")
    sending.ok("config", "set", "calendar.holidays", str(sending.home / "holidays.txt"))
    sending.ok("add", "NAT-1", "--title", "A law", "--deadline", "2026-06-30")
    sending.ok("assign", "NAT-1", "--person", "Noura")
    out = sending.ok("remind", "NAT-1", "--dry-run", "--today", "2026-11-25").out
    assert "148 days after" in out
    assert "148 days late" in out
    sending.ok("config", "set", "remind.quiet", "holidays")
    refused(sending("remind", "--dry-run"), 2, "holidays.txt")
