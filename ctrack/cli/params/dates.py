"""Dates as users type them: resolved once, and said back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import Deadline, DeadlineError
from ctrack.domain.failures import Message, Misused, marked
from ctrack.domain.frozen import replace
from ctrack.domain.periods import Hemisphere, add_months
from ctrack.domain.weeks import MONDAY, end_of_week, read_week

if TYPE_CHECKING:
    from ctrack.store.moments import Moment


class BadDate(Misused):
    """`reason` is the failure of whoever read the date; it quotes what was typed and says what to write."""

    message = marked("{option}: {reason}")


class NotOneDay(Misused):
    message = marked("{option}: {text} names more than one day. Give one, such as 2026-06-30.")


def find_first_weekday() -> int:
    """The weekday on which the week of the office begins, as the configuration of this run has it."""
    from ctrack.domain.workdays import WEEKENDS, first_weekday_after

    context = click.get_current_context(silent=True)
    console = context.find_root().obj if context is not None else None
    if console is None:
        return MONDAY
    return first_weekday_after(WEEKENDS[str(console.invocation.get("calendar.weekend"))])


def find_home_hemisphere() -> Hemisphere | None:
    """Where the seasons of the home State are; None without a register, or where nothing says it."""
    from ctrack.domain.failures import Failure
    from ctrack.services.states import find_hemisphere
    from ctrack.store.queries import read_home

    context = click.get_current_context(silent=True)
    console = context.find_root().obj if context is not None else None
    if console is None:
        return None
    try:
        return find_hemisphere(console.invocation.read(lambda unit: read_home(unit.connection)[1]))
    except Failure:
        return None


def read_date(text: str, today: date, option: str) -> Deadline:
    """The date that a user typed after an option, of a week its last working day; raises BadDate with the reason."""
    begins = find_first_weekday()
    week = read_week(text, today, begins)
    if week is not None:
        return replace(Deadline.from_day(end_of_week(week[0], begins)), text=text)
    try:
        return parse_date_words(text, today, week_begins=begins, find_hemisphere=find_home_hemisphere)
    except DeadlineError as error:
        raise BadDate(option=option, reason=Message(error.message, error.facts)) from error


def read_span(text: str, today: date, option: str) -> Deadline:
    """The same with all the days of a week, for what is asked of the time within it."""
    week = read_week(text, today, find_first_weekday())
    if week is None:
        return read_date(text, today, option)
    return replace(Deadline.from_day(week[0]), last=week[1], text=text)


def read_length(text: str, today: date, option: str) -> date:
    """The last day of a length of time from today on, such as 12m, or the day that a date word names."""
    from ctrack.domain.recurrence import parse_interval

    try:
        length = parse_interval(text)
    except DeadlineError:
        return read_date(text, today, option).last
    return add_months(today, length.months, length.days)


def read_today(text: str, today: date) -> date:
    """The day that --today names."""
    return read_day(text, today, "--today")


def read_day(text: str, today: date, option: str) -> date:
    """A single day that a user typed after an option."""
    found = read_date(text, today, option)
    if found.first != found.last or read_week(text, today, MONDAY) is not None:
        raise NotOneDay(option=option, text=text)
    return found.first


def read_moment(as_of: str | None, known_at: str | None, today: date) -> Moment | None:
    """The past moment that two options name: the day that counts, and the last day on which it was recorded.

    --known-at alone looks back from its own day; a day is meant to its end, in UTC as the journal counts.
    """
    if as_of is None and known_at is None:
        return None
    from ctrack.store.journal import END_OF_DAY
    from ctrack.store.moments import Moment

    known = read_date(known_at, today, "--known-at").last if known_at else None
    day = read_date(as_of, today, "--as-of").last if as_of else known
    assert day is not None
    return Moment(day, f"{known.isoformat()}{END_OF_DAY}" if known else None)


def span_reader(today: date) -> Callable[[str], tuple[date, date]]:
    """How a filter reads its dates; a week is its seven days."""
    begins = find_first_weekday()

    def read(text: str) -> tuple[date, date]:
        week = read_week(text, today, begins)
        if week is not None:
            return week
        found = parse_date_words(text, today, week_begins=begins, find_hemisphere=find_home_hemisphere)
        return found.first, found.last

    return read
