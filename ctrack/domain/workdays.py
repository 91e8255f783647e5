"""Which days are worked: a weekend, holidays of one year, and holidays of every year.

Weekdays count from Monday = 0, as in `date.weekday`. Working days are counted from a day to another: the day that
the count starts from does not count, the day that it ends on does.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from ctrack.domain.failures import Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.periods import EARLIEST_YEAR, LATEST_YEAR

FRIDAY_SATURDAY = frozenset({4, 5})
SATURDAY_SUNDAY = frozenset({5, 6})
# The weekends that the configuration knows, by the name that it gives them.
WEEKENDS = {"fri-sat": FRIDAY_SATURDAY, "sat-sun": SATURDAY_SUNDAY}


def first_weekday_after(weekend: frozenset[int]) -> int:
    """The weekday on which a week begins: the day after the weekend."""
    return next(day for day in range(7) if day not in weekend and (day - 1) % 7 in weekend)


DAY = timedelta(days=1)
LONGEST_REST = 366
_LEAP_YEAR = 2024
_LONGEST_QUOTATION = 80

_LINE = re.compile(r"(\d{4}-\d\d-\d\d)(?: ?\.{2,3} ?(\d{4}-\d\d-\d\d))?(?: .*)?", re.ASCII)
_YEARLY = re.compile(r"(\d\d)-(\d\d)(?: .*)?", re.ASCII)


class NoWorkingDay(Refused):
    message = marked("From {date} on there is no working day for a whole year; correct the weekend or the holidays.")


class BadHoliday(Refused):
    message = marked(
        'Line {number} of the holidays, "{line}", is not understood. Write 2026-02-25 National Day, '
        "2026-03-20..2026-03-22 for several days, or 02-25 for every year."
    )


class NoSuchHoliday(BadHoliday):
    message = marked('Line {number} of the holidays, "{line}", names a day that no calendar has.')


class HolidayOutOfRange(BadHoliday):
    message = marked('Line {number} of the holidays, "{line}", lies outside the years {earliest} to {latest}.')


class HolidaysBackwards(BadHoliday):
    message = marked('Line {number} of the holidays, "{line}", ends before it begins.')


class HolidaysTooLong(BadHoliday):
    message = marked('Line {number} of the holidays, "{line}", holds more than {most} days.')


class Holidays(NamedTuple):
    """Days off: those of one year, and those of every year as month and day."""

    dates: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days that are worked; raises NoWorkingDay where a year would have none."""

    weekend: frozenset[int] = FRIDAY_SATURDAY
    holidays: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        self.first_working(date(_LEAP_YEAR, 1, 1))
        for day in self.holidays:
            if day - DAY not in self.holidays:
                self.first_working(day)

    def is_weekend(self, day: date) -> bool:
        """Whether the day is one of the weekend."""
        return day.weekday() in self.weekend

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a holiday; one of 29 February is kept in leap years alone."""
        return day in self.holidays or (day.month, day.day) in self.yearly

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return not self.is_weekend(day) and not self.is_holiday(day)

    def first_working(self, day: date) -> date:
        """The day itself where it is worked, else the next that is; raises NoWorkingDay."""
        return self._nearest(day, DAY)

    def last_working(self, day: date) -> date:
        """The day itself where it is worked, else the last one before it that is; raises NoWorkingDay."""
        return self._nearest(day, -DAY)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it where n is negative; the day itself where n is 0.

        Raises OverflowError at the ends of the calendar.
        """
        step = DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day = self._nearest(day + step, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lead from `start` to `end`: negative where the end comes first."""
        step = 1 if end >= start else -1
        days = range(start.toordinal() + step, end.toordinal() + step, step)
        return step * sum(self.is_working(date.fromordinal(day)) for day in days)

    def _nearest(self, day: date, step: timedelta) -> date:
        found = day
        for _ in range(LONGEST_REST):
            if self.is_working(found):
                return found
            found += step
        raise NoWorkingDay(date=min(day, found).isoformat())


def read_holidays(text: str) -> Holidays:
    """The holidays of a file: a day, or a range of days, a line; what follows # is a comment.

    `2026-02-25 National Day`, `2026-03-20..2026-03-22 Eid`, `02-25` for every year; the digits may be Arabic. Raises a
    BadHoliday that names the line.
    """
    dates: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    for number, written in enumerate(text.split("\n"), 1):
        line = fold(written.partition("#")[0])
        facts = {"number": number, "line": written.strip()[:_LONGEST_QUOTATION]}
        if match := _YEARLY.fullmatch(line):
            yearly.add(_read_day_of_year(int(match[1]), int(match[2]), facts))
        elif match := _LINE.fullmatch(line):
            dates.update(_read_range(match[1], match[2] or match[1], facts))
        elif line:
            raise BadHoliday(**facts)
    return Holidays(frozenset(dates), frozenset(yearly))


def _read_day_of_year(month: int, day: int, facts: dict[str, object]) -> tuple[int, int]:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError as error:
        raise NoSuchHoliday(**facts) from error
    return month, day


def _read_range(first: str, last: str, facts: dict[str, object]) -> list[date]:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise NoSuchHoliday(**facts) from error
    if not EARLIEST_YEAR <= start.year <= end.year <= LATEST_YEAR and start <= end:
        raise HolidayOutOfRange(**facts, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    length = (end - start).days + 1
    if length < 1:
        raise HolidaysBackwards(**facts)
    if length > LONGEST_REST:
        raise HolidaysTooLong(**facts, most=LONGEST_REST)
    return [start + timedelta(days=days) for days in range(length)]
