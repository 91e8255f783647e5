"""Due dates as an iCalendar feed (RFC 5545), all-day events that leave the day free.

The icalendar library is loaded when a calendar is written and not before: that takes 60 ms, and 0.4 ms an event. Events
are written one by one, so that a long feed is never held as objects. An alarm rings at eight in the morning of its day,
by the clock of whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from ctrack.domain.records.reminders import Notice

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

PRODUCT = "-//ctrack//Commitments//EN"
PUBLISHED = "PUBLISH"
ALARM_HOUR = 8
# What of an address may stand in a mailto as it is (RFC 6068, 2).
_IN_MAILTO = "@!$'*+-._~"
_END = b"END:VCALENDAR\r\n"
_LINE_END = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
# What people see of overrides, as elsewhere: a sign in place of letters that are turned round.
_OVERRIDES = str.maketrans({"\u202d": "⟨U+202D⟩", "\u202e": "⟨U+202E⟩"})
# No line of a calendar has a use for controls, lone surrogates, or what turns the direction of what follows.
_UNWELCOME = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write_calendar(
    notices: Iterable[Notice],
    *,
    written_at: datetime,
    name: str,
    alarms: Sequence[int],
    choose: Callable[[Mapping[str, str]], str],
    describe: Callable[[Notice], str] | None = None,
    organizer: str | None = None,
) -> bytes:
    """A calendar of one event a notice; `alarms` are days before, and those that have passed are left out.

    `choose` finds the text in the reader's language, `describe` says what else an event tells. `written_at` has a zone.
    With an `organizer`, an e-mail address, the calendar is one that is published to somebody (RFC 5546, 3.2.1).
    """
    stamp = written_at.astimezone(UTC)
    head = _make_head(clean(name), organizer).to_ical(sorted=False).removesuffix(_END)
    events = []
    for notice in notices:
        summary = clean(f"{notice.code} {choose(notice.title)}")
        event = _make_event(notice, summary, clean(describe(notice)) if describe else "", stamp, organizer)
        rings = () if notice.is_called_off else alarms
        for alarm in _make_alarms(notice.due_last, summary, rings, written_at.date()):
            event.add_component(alarm)
        events.append(event.to_ical(sorted=False))
    return b"".join((head, *events, _END))


def _make_head(name: str, organizer: str | None) -> Calendar:
    from icalendar import Calendar
    from icalendar.prop import vText

    facts = {"VERSION": "2.0", "PRODID": PRODUCT, "CALSCALE": "GREGORIAN"}
    # What is published names who does so, and what names nobody has no method (RFC 5546, 3.2.1).
    if organizer is not None:
        facts["METHOD"] = PUBLISHED
    return Calendar({key: vText(text) for key, text in {**facts, "NAME": name, "X-WR-CALNAME": name}.items()})


def _make_event(notice: Notice, summary: str, description: str, stamp: datetime, organizer: str | None) -> Event:
    from icalendar import Event
    from icalendar.prop import vCalAddress, vDDDTypes, vInt, vText

    day = notice.due_last
    event = Event({"UID": vText(clean(notice.uid)), "SEQUENCE": vInt(notice.sequence), "DTSTAMP": vDDDTypes(stamp)})
    if organizer is not None:
        event["ORGANIZER"] = vCalAddress(f"mailto:{quote(organizer, safe=_IN_MAILTO)}")
    event["DTSTART"] = vDDDTypes(day)
    if day < date.max:
        event["DTEND"] = vDDDTypes(day + timedelta(days=1))
    event["SUMMARY"] = vText(summary)
    if description:
        event["DESCRIPTION"] = vText(description)
    event["TRANSP"] = vText("TRANSPARENT")
    if notice.is_called_off:
        event["STATUS"] = vText("CANCELLED")
    return event


def _make_alarms(day: date, summary: str, alarms: Sequence[int], today: date) -> Iterator[Alarm]:
    from icalendar import Alarm
    from icalendar.prop import vDDDTypes, vText

    action, description = vText("DISPLAY"), vText(summary)
    for days in alarms:
        if (day - today).days >= days:
            yield Alarm({"ACTION": action, "DESCRIPTION": description, "TRIGGER": vDDDTypes(ring_before(days))})


def ring_before(days: int) -> timedelta:
    """From the midnight before the event to eight o'clock so many days before it."""
    return timedelta(hours=ALARM_HOUR) - timedelta(days=days)


def clean(text: str) -> str:
    """A text without what no line of a calendar has a use for; its own lines end in one way."""
    return _UNWELCOME.sub("", _LINE_END.sub("\n", text.translate(_OVERRIDES)))
