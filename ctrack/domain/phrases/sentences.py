"""The grammar of a whole deadline: what leads to it, the end of which period it is, and what may follow.

"By X" holds X, and "before X" ends where X begins; but before the end of X is the whole of X, since the end of
a period is in the period.
"""

from __future__ import annotations

from datetime import date

from ctrack.domain.periods import EARLIEST_YEAR, LATEST_YEAR, Period, Span
from ctrack.domain.phrases.counts import read_anchor, read_length
from ctrack.domain.phrases.cursor import Cursor, Start
from ctrack.domain.phrases.days_and_months import read_period
from ctrack.domain.phrases.double_dates import check_hijri, refuse_alone, settle_figures, take_hijri
from ctrack.domain.phrases.reasons import explain, refuse_other_calendars
from ctrack.domain.phrases.refusals import (
    CountedFromNothing,
    DeadlineError,
    EmptyDeadline,
    WeekdayDisagrees,
    YearOutOfRange,
)
from ctrack.domain.phrases.remarks import LEADS, read_clock, read_closing, read_haste, read_place, read_share
from ctrack.domain.phrases.years import read_biennium, read_mid

LONGEST_TEXT = 300

_EXCLUSIVE = (frozenset({"by", "in"}), frozenset({"by", "before"}))
_LENGTH_LEADS = frozenset({"in", "max"})
_LEADS_WITH_OF = frozenset({"label", "span", "max", "limit"})

Leads = frozenset[str]


def read_deadline(text: str, today: date, start: Start | None = None) -> Period:
    """The period at whose end the deadline lies that `text` names; lengths of time count from `today`.

    In the text of an instrument they count from what it says, for which `start` gives the day, and else from nothing.
    Raises a DeadlineError that says why where the text is not wholly understood.
    """
    if len(text) > LONGEST_TEXT:
        raise DeadlineError(text)
    cursor = Cursor(text, today, start)
    if not cursor.tokens:
        raise EmptyDeadline(text)
    hijri = take_hijri(cursor)
    refuse_other_calendars(cursor)
    refuse_alone(hijri, cursor)
    settle_figures(hijri, cursor)
    try:
        period = cursor.attempt(_read_dated, _read_counted)
    except (OverflowError, ValueError) as error:
        if isinstance(error, DeadlineError):
            raise
        raise _out_of_range(text) from error
    if period is None:
        raise explain(cursor)
    if hijri:
        check_hijri(hijri, cursor.named, text)
    if not period.is_within_bounds:
        raise _out_of_range(text)
    return period


def _out_of_range(text: str) -> YearOutOfRange:
    return YearOutOfRange(text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)


def _read_dated(cursor: Cursor) -> Period | None:
    """A deadline that names its date."""
    leads = _read_leads(cursor)
    if any(pair <= leads for pair in _EXCLUSIVE):
        return None
    period = _read_bounded(cursor, is_before="before" in leads)
    if period is not None and period.span is Span.DAY:
        _read_tail_of_day(cursor, period)
    elif "clock" in leads:
        return None
    cursor.skip(",", "limit", "max")
    return period if cursor.at_end else None


def _read_counted(cursor: Cursor) -> Period | None:
    """A deadline that is a length of time away from a day."""
    leads = _read_leads(cursor)
    cursor.named = None
    is_later = not leads and cursor.take("later") is not None
    length = read_length(cursor) if "before" not in leads else None
    anchor = read_anchor(cursor) if length is not None else None
    cursor.skip(",", "limit", "max")
    if length is None or length.is_nothing or not cursor.at_end:
        return None
    # بعد ثلاثة أشهر is three months from now; three months after another day is when something begins.
    is_counted = anchor in (None, cursor.today) if is_later else anchor or leads & _LENGTH_LEADS
    if not is_counted:
        return None
    if anchor is None and cursor.start is not None:
        raise CountedFromNothing(cursor.text)
    if length.is_too_far:
        raise _out_of_range(cursor.text)
    return Period(length.count_from(anchor or cursor.today), Span.DAY)


def _read_leads(cursor: Cursor) -> Leads:
    """The parts played by the words before the date, none of them twice."""
    leads: set[str] = set()
    cursor.attempt(read_haste)
    cursor.attempt(read_share)
    while True:
        cursor.skip(",", ":", "the")
        if cursor.attempt(read_clock):
            leads.add("clock")
        cursor.attempt(_read_article)
        lead = next((part for part in LEADS if cursor.plays(part) and part not in leads), None)
        if lead is None:
            return frozenset(leads)
        leads.add(lead)
        cursor.skip_one()
        if lead in _LEADS_WITH_OF:
            cursor.skip("of", "fixed", ":", "-")


def _read_article(cursor: Cursor) -> bool | None:
    """The article of "a period of" and "un délai de", which is not a count."""
    return True if cursor.skip("one") and cursor.plays("span", "max") else None


def _read_bounded(cursor: Cursor, *, is_before: bool) -> Period | None:
    """A period, its end or its last day; or what lies before it."""
    edge = next((part for part in ("last_day", "end", "start") if cursor.take(part) is not None), None)
    if edge is not None:
        cursor.skip("of", "the")
        cursor.skip("by", "in", "the")
    if edge == "start" and not is_before:
        return None
    if edge is None and (mid := cursor.attempt(read_mid)) is not None:
        cursor.named = mid
        return mid
    biennium = cursor.attempt(read_biennium)
    # What lies before a biennium is one of the same length, which is no period of the calendar.
    if biennium is not None and is_before and edge != "end":
        return None
    period = cursor.named = biennium or read_period(cursor)
    if period is not None and edge == "last_day":
        period = Period(period.last, Span.DAY)
    return period.before if period is not None and is_before and edge != "end" else period


def _read_tail_of_day(cursor: Cursor, day: Period) -> None:
    """What may follow a day: its name in the week, in brackets, a time and a place, each but once."""
    weekday = cursor.attempt(_read_bracketed_weekday)
    if weekday is not None and weekday != day.first.weekday():
        raise WeekdayDisagrees(cursor.text, date=day.edtf)
    cursor.attempt(read_clock, read_closing)
    cursor.attempt(read_place)


def _read_bracketed_weekday(cursor: Cursor) -> int | None:
    weekday = cursor.take("weekday") if cursor.take("(") is not None else None
    return weekday if weekday is not None and cursor.take(")") is not None else None
