"""Calendars, read back by two libraries that did not write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import unquote

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.domain.records.reminders import Notice
from ctrack.domain.vocabulary import Status
from ctrack.exchange.ics import clean, ring_before, write_calendar

WRITTEN = datetime(2026, 11, 21, 6, 0, tzinfo=timezone(timedelta(hours=3)))
ARABIC = "إنشاء فريق خبراء معني بأمن الحدود، يجتمع كل سنة ويقدم تقريرا إلى المؤتمر العام"


def make_notice(day: date = date(2027, 6, 30), **facts: object) -> Notice:
    """A notice due on a day."""
    plain: dict[str, object] = {
        "code": "KWT-21",
        "party": "KW",
        "instrument": {"en": "Kuwait Declaration"},
        "title": {"en": "Establish an expert group", "ar": ARABIC},
        "status": Status.IN_PROGRESS,
        "progress": 40,
        "due": day.isoformat(),
        "due_last": day,
        "days_left": (day - WRITTEN.date()).days,
        "threshold": 7,
        "uid": "kwt-21-kw@ctrack",
        "sequence": 3,
    }
    return Notice(**plain | facts)  # type: ignore[arg-type]


def write(*notices: Notice, alarms: Sequence[int] = (7, 1, 0), language: str = "en", **facts: str) -> bytes:
    """The calendar of these notices in a language."""
    return write_calendar(
        notices,
        written_at=WRITTEN,
        name=facts.get("name", "Register of Kuwait"),
        alarms=alarms,
        choose=lambda words: words.get(language, words["en"]),
        describe=lambda _: facts.get("description", ""),
    )


def test_a_calendar_as_a_whole() -> None:
    """Every line, in order."""
    assert write(make_notice(date(2026, 11, 24))).decode().split("\r\n") == WHOLE.split("\n")


def test_read_by_icalendar() -> None:
    """An all-day event that leaves the day free, with the alarms at eight of their days."""
    raw = write(make_notice(), language="ar", description="one\ntwo, three; four\\five")
    calendar = icalendar.Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    assert event.decoded("dtstart") == date(2027, 6, 30)
    assert event.decoded("dtend") == date(2027, 7, 1)
    assert event.decoded("dtstamp") == datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    assert (event["uid"], event["sequence"], event["transp"]) == ("kwt-21-kw@ctrack", 3, "TRANSPARENT")
    assert event["summary"] == f"KWT-21 {ARABIC}"
    assert event["description"] == "one\ntwo, three; four\\five"
    midnight = datetime(2027, 6, 30)
    moments = [midnight + alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert moments == [datetime(2027, 6, 23, 8), datetime(2027, 6, 29, 8), datetime(2027, 6, 30, 8)]
    assert (calendar["x-wr-calname"], calendar["name"]) == ("Register of Kuwait",) * 2


def test_what_is_published_says_by_whom() -> None:
    """There is a method just where there is an organizer of every event, in ASCII; libical refuses one without."""
    assert b"METHOD" not in write(make_notice())
    assert b"ORGANIZER" not in write(make_notice())
    raw = write_calendar(
        [make_notice(), make_notice(uid="b")],
        written_at=WRITTEN,
        name="Kuwait",
        alarms=(),
        choose=lambda words: words["en"],
        organizer="أميرة;x:y@mofa.example",
    )
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["method"] == "PUBLISH"
    told = {unquote(event["organizer"]) for event in calendar.walk("VEVENT")}
    assert told == {"mailto:أميرة;x:y@mofa.example"}
    assert raw.isascii()


def test_read_by_vobject() -> None:
    """Another reader, which is strict, finds the same."""
    calendar = vobject.readOne(write(make_notice(), make_notice(uid="b"), language="ar").decode())
    assert [event.uid.value for event in calendar.vevent_list] == ["kwt-21-kw@ctrack", "b"]
    event = calendar.vevent_list[0]
    assert event.dtstart.value == date(2027, 6, 30)
    assert event.summary.value == f"KWT-21 {ARABIC}"
    assert next(alarm.trigger.value for alarm in event.valarm_list) == timedelta(days=-7, hours=8)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2027, 2, 1)),
    ],
)
def test_an_event_ends_on_the_next_day(day: date, end: date) -> None:
    """At the ends of months and years, and in a leap year."""
    (event,) = icalendar.Calendar.from_ical(write(make_notice(day))).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (day, end)


def test_the_last_day_there_is() -> None:
    """It has no next day; an all-day event without an end lasts one day all the same."""
    assert b"DTSTART;VALUE=DATE:99991231\r\n" in write(make_notice(date.max))
    assert b"DTSTART;VALUE=DATE:00010101\r\n" in write(make_notice(date.min))


def test_alarms_that_have_passed() -> None:
    """Nothing rings for a day that is over: not late, and not on the way."""
    assert write(make_notice(date(2026, 11, 18))).count(b"BEGIN:VALARM") == 0
    assert write(make_notice(date(2026, 11, 22))).count(b"BEGIN:VALARM") == 2
    assert write(make_notice(date(2026, 11, 28))).count(b"BEGIN:VALARM") == 3


@pytest.mark.parametrize("days", [0, 1, 2, 7, 30, 90, 400])
def test_triggers(days: int) -> None:
    """A duration in the grammar of RFC 5545, that is so many days before eight o'clock."""
    (trigger,) = re.findall(r"\r\nTRIGGER:(\S+)\r\n", write(make_notice(date(2028, 6, 30)), alarms=[days]).decode())
    assert re.fullmatch(r"-?P(\d+D)?T\d+H", trigger)
    assert icalendar.vDDDTypes.from_ical(trigger) == timedelta(days=-days, hours=8) == ring_before(days)


def test_overrides_are_shown_as_signs() -> None:
    """What would turn letters round in somebody's calendar is seen there as what it is."""
    raw = write(make_notice(title={"en": "Pay \u202e001\u202c"})).replace(b"\r\n ", b"").decode()
    assert "Pay ⟨U+202E⟩001" in raw


@settings(deadline=None)
@given(title=st.text(max_size=200), uid=st.text(min_size=1, max_size=50), name=st.text(max_size=80))
def test_no_text_makes_a_line(title: str, uid: str, name: str) -> None:
    """Whatever stands in a title, a code or a name: the lines are ours, short, and whole in UTF-8."""
    hostile = f"{title}\r\nATTACH:file:///etc/passwd\nBEGIN:VEVENT\u2028END:VCALENDAR\x85X:1"
    raw = write(make_notice(title={"en": hostile}, code=hostile, uid=uid + hostile), name=name + hostile)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert all(line.decode("utf-8") is not None for line in raw.split(b"\r\n"))
    lines = raw.replace(b"\r\n ", b"").split(b"\r\n")
    names = [re.split(b"[:;]", line)[0].decode() for line in lines]
    assert names == NAMES
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\n]", raw.decode().replace("\r\n", ""))
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert "attach" not in event


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=400))
def test_folding(text: str) -> None:
    """At most 75 octets a line, no character divided, and unfolded it is as it was."""
    raw = write(make_notice(title={"en": f"x{text}x"}))
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert event["summary"] == f"KWT-21 x{clean(text)}x"


WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ctrack//Commitments//EN
CALSCALE:GREGORIAN
NAME:Register of Kuwait
X-WR-CALNAME:Register of Kuwait
BEGIN:VEVENT
UID:kwt-21-kw@ctrack
SEQUENCE:3
DTSTAMP:20261121T030000Z
DTSTART;VALUE=DATE:20261124
DTEND;VALUE=DATE:20261125
SUMMARY:KWT-21 Establish an expert group
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:KWT-21 Establish an expert group
TRIGGER:-PT16H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:KWT-21 Establish an expert group
TRIGGER:PT8H
END:VALARM
END:VEVENT
END:VCALENDAR
"""
NAMES = [
    *["BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME"],
    *["BEGIN", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"],
    *["BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END"] * 3,
    *["END", "END"],
    "",
]
