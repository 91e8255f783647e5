"""Due dates as an iCalendar feed (RFC 5545), all-day events that leave the day free.

Written by hand: the icalendar library takes 0.7 ms for each event with its alarms, and a run makes thousands; this
takes a twentieth. Lines are folded at 75 octets and never within a character (3.1). An alarm rings at eight in the
morning of its day, by the clock of whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from ctrack.domain.records.reminders import Notice

PRODUCT = "-//ctrack//Commitments//EN"
ALARM_HOUR = 8
_LINE_END = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
# No line of a calendar has a use for controls, lone surrogates, or what turns the direction of what follows.
_UNWELCOME = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_OCTETS = 75


def write_calendar(
    notices: Iterable[Notice],
    *,
    written_at: datetime,
    name: str,
    alarms: Sequence[int],
    choose: Callable[[Mapping[str, str]], str],
    describe: Callable[[Notice], str] | None = None,
) -> bytes:
    """A calendar of one event a notice; `alarms` are days before, and those that have passed are left out.

    `choose` finds the text in the reader's language, `describe` says what else an event tells. `written_at` has a zone.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escape_text(name)}",
        f"X-WR-CALNAME:{escape_text(name)}",
    ]
    for notice in notices:
        summary = escape_text(f"{notice.code} {choose(notice.title)}")
        lines += _write_event(notice, summary, escape_text(describe(notice)) if describe else "", written_at)
        lines += _write_alarms(notice.due_last, summary, alarms, written_at.date())
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return b"".join(map(fold, lines))


def _write_event(notice: Notice, summary: str, description: str, written_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape_text(notice.uid)}"
    yield f"SEQUENCE:{notice.sequence}"
    yield f"DTSTAMP:{written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{write_date(notice.due_last)}"
    if notice.due_last < date.max:
        yield f"DTEND;VALUE=DATE:{write_date(notice.due_last + timedelta(days=1))}"
    yield f"SUMMARY:{summary}"
    if description:
        yield f"DESCRIPTION:{description}"
    yield "TRANSP:TRANSPARENT"


def _write_alarms(day: date, summary: str, alarms: Sequence[int], today: date) -> Iterator[str]:
    for days in alarms:
        if (day - today).days >= days:
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}")
            yield from (f"TRIGGER:{write_trigger(days)}", "END:VALARM")


def write_date(day: date) -> str:
    """A day as RFC 5545 has it, with four digits of the year in every place."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def write_trigger(days: int) -> str:
    """A duration from the midnight before the event to eight o'clock so many days before it."""
    if days <= 0:
        return f"PT{ALARM_HOUR}H"
    whole = f"{days - 1}D" if days > 1 else ""
    return f"-P{whole}T{24 - ALARM_HOUR}H"


def escape_text(text: str) -> str:
    """A value of type TEXT (3.3.11) that cannot begin a line of its own."""
    return _UNWELCOME.sub("", _LINE_END.sub("\n", text)).translate(_SPECIAL)


def fold(line: str) -> bytes:
    """A content line with its end, continued on lines that begin with a blank."""
    raw = line.encode("utf-8")
    if len(raw) <= _OCTETS:
        return raw + b"\r\n"
    pieces, start = [], 0
    while start < len(raw):
        stop = start + _OCTETS - (start > 0)
        # A byte 10xxxxxx is inside a character.
        while stop < len(raw) and raw[stop] & 0xC0 == 0x80:
            stop -= 1
        pieces.append(raw[start:stop])
        start = stop
    return b"\r\n ".join(pieces) + b"\r\n"
