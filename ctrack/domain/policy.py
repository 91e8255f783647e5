"""When somebody is reminded of a due date: so many days or working days before it, and every so many days after it.

A reminder is known by its threshold, a whole number that never changes for one place in the policy: N for N days
before the date, 10000 + N for N working days before it, -N for N days after it. A reminder that falls on a quiet day
comes on the last day before it that is not quiet, or, after the due date, on the next one. What is overdue shares its
day: of one weekday all that has fallen by then is told together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from ctrack.domain.failures import Misused, marked
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import list_all
from ctrack.domain.workdays import DAY, LONGEST_REST, WorkCalendar

Threshold = int

IN_WORKING_DAYS = 10_000
MOST_DAYS = 3650

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = "weekend"
HOLIDAYS = "holidays"
QUIET_WORDS = (*WEEKDAYS, WEEKEND, HOLIDAYS)

LAST_HOUR = 23
_HOURS = re.compile(r"(\d{1,2}) ?- ?(\d{1,2})", re.ASCII)
_OFFSET = re.compile(r"(\d{1,4})(?: ?(d|wd))?", re.ASCII)


class BadOffset(Misused):
    message = marked(
        '"{text}" is no time before a due date. Write a number of days from 0 to {most}, such as 30, or of working '
        "days, such as 5wd."
    )


class BadCount(Misused):
    message = marked("{text} is no number of days or reminders from 0 to {most}; 0 means never.")


class BadHours(Misused):
    message = marked('"{text}" are no hours of a day. Write the first and the last, such as 7-17, from 0 to 23.')


class BadQuietDay(Misused):
    message = marked('"{text}" is no quiet day. Quiet days are: {known}.')


class AlwaysQuiet(Misused):
    message = marked("Every day is quiet, so that no reminder could ever be sent; leave out one of: {days}.")


@dataclass(frozen=True, slots=True)
class Offset:
    """How long before a due date somebody is reminded, in days or in working days."""

    days: int
    in_working_days: bool = False

    @property
    def threshold(self) -> Threshold:
        """The number by which the outbox knows a reminder; working days are told from others by a constant."""
        return self.days + (IN_WORKING_DAYS if self.in_working_days else 0)

    def day_before(self, due: date, calendar: WorkCalendar) -> date:
        """The day on which it falls before a due date, quiet or not."""
        if self.in_working_days:
            return calendar.add_working_days(due, -self.days)
        return due - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Quiet:
    """The days on which nothing is sent: weekdays from Monday = 0, the weekend and the holidays of the calendar."""

    weekdays: frozenset[int] = frozenset()
    weekend: bool = False
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """When to remind: before the date, every `after` days after it, and from which unanswered one on the overseer.

    0 means never, for `after` and `escalate_after`. `weekday`, from Monday = 0, is the day on which what is overdue is
    told of, every `after` days the same for all; without one each date counts from its own day.
    """

    offsets: tuple[Offset, ...] = tuple(Offset(days) for days in (90, 30, 7, 1, 0))
    after: int = 7
    quiet: Quiet = Quiet()
    escalate_after: int = 3
    weekday: int | None = None

    @property
    def needs_holidays(self) -> bool:
        """Whether a holiday makes a difference to it."""
        return self.quiet.holidays or any(offset.in_working_days for offset in self.offsets)

    def __post_init__(self) -> None:
        for offset in self.offsets:
            if not 0 <= offset.days <= MOST_DAYS:
                raise BadOffset(text=str(offset.days), most=MOST_DAYS)
        for count in (self.after, self.escalate_after):
            if not 0 <= count <= MOST_DAYS:
                raise BadCount(text=str(count), most=MOST_DAYS)


def parse_offset(text: str | int) -> Offset:
    """The offset that a setting writes: 30, "30", "30d" or "5wd"; raises BadOffset."""
    match = None if isinstance(text, bool) else _OFFSET.fullmatch(fold(str(text)))
    if match is None or int(match[1]) > MOST_DAYS:
        raise BadOffset(text=str(text), most=MOST_DAYS)
    return Offset(int(match[1]), match[2] == "wd")


def parse_quiet(words: Iterable[str]) -> Quiet:
    """The quiet days that a setting lists: mon to sun, weekend, holidays; raises BadQuietDay."""
    listed = [fold(str(word)) for word in words]
    for word in listed:
        if word not in QUIET_WORDS:
            raise BadQuietDay(text=word, known=list_all(QUIET_WORDS))
    weekdays = frozenset(number for number, word in enumerate(WEEKDAYS) if word in listed)
    if len(weekdays) == len(WEEKDAYS):
        raise AlwaysQuiet(days=list_all(WEEKDAYS))
    return Quiet(weekdays, WEEKEND in listed, HOLIDAYS in listed)


def parse_hours(text: str) -> tuple[int, int] | None:
    """The first and the last hour of the day in which mails leave; None where that is any; raises BadHours."""
    if not text:
        return None
    match = _HOURS.fullmatch(fold(text))
    first, last = (int(match[1]), int(match[2])) if match else (24, 0)
    if not first <= last <= LAST_HOUR:
        raise BadHours(text=text)
    return first, last


def offset_of(threshold: Threshold) -> Offset:
    """The place in the policy that a threshold stands for; its days are negative after the due date."""
    if threshold >= IN_WORKING_DAYS:
        return Offset(threshold - IN_WORKING_DAYS, in_working_days=True)
    return Offset(threshold)


def is_quiet(day: date, quiet: Quiet, calendar: WorkCalendar) -> bool:
    """Whether nothing is to be sent on a day."""
    return (
        day.weekday() in quiet.weekdays
        or (quiet.weekend and calendar.is_weekend(day))
        or (quiet.holidays and calendar.is_holiday(day))
    )


def newest_threshold(due_last: date, today: date, policy: Policy, calendar: WorkCalendar) -> Threshold | None:
    """The newest threshold that a due date has reached by the end of `today`; None before the first.

    On a quiet day it is that of the last day that was not quiet: whoever sends asks `is_quiet` first.
    """
    spoken = _nearest_loud(today, -DAY, policy.quiet, calendar)
    passed = (_shared_day(spoken, policy) - due_last).days
    if policy.after and passed >= policy.after:
        return -(passed // policy.after * policy.after)
    # A reminder before the date was brought forward to today or earlier if it falls before the next day to speak on.
    upcoming = _nearest_loud(today + DAY, DAY, policy.quiet, calendar)
    fallen = ((offset.day_before(due_last, calendar), -offset.threshold) for offset in policy.offsets)
    newest = max((one for one in fallen if one[0] < upcoming), default=None)
    return None if newest is None else -newest[1]


def _shared_day(day: date, policy: Policy) -> date:
    """The last day up to this one on which what is overdue is told of; without a weekday every day is one."""
    if policy.weekday is None or not policy.after:
        return day
    # The first of January of the year 1 was a Monday.
    return day - timedelta(days=(day.toordinal() - 1 - policy.weekday) % policy.after)


def latest_due(today: date, policy: Policy, calendar: WorkCalendar) -> date:
    """The latest due date that has reached a threshold by `today`; what is due later need not be looked at."""
    first, past = today.toordinal() - MOST_DAYS - LONGEST_REST, today.toordinal() + 10 * MOST_DAYS
    while past - first > 1:
        middle = (first + past) // 2
        if newest_threshold(date.fromordinal(middle), today, policy, calendar) is None:
            past = middle
        else:
            first = middle
    return date.fromordinal(first)


def _nearest_loud(day: date, step: timedelta, quiet: Quiet, calendar: WorkCalendar) -> date:
    """The day itself where it is not quiet, else the next loud one in that direction; raises AlwaysQuiet."""
    for _ in range(LONGEST_REST):
        if not is_quiet(day, quiet, calendar):
            return day
        day += step
    raise AlwaysQuiet(days=list_all(_quiet_words(quiet)))


def _quiet_words(quiet: Quiet) -> list[str]:
    named = [WEEKDAYS[number] for number in sorted(quiet.weekdays)]
    return [*named, *[WEEKEND] * quiet.weekend, *[HOLIDAYS] * quiet.holidays]
