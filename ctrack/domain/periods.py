"""A day, month, season, quarter, half or year, and its EDTF form; a period holds its first and last day.

EDTF level 2 numbers the groups of months 33 to 36 (quarters) and 40 to 41 (halves): `2026-34` is the second quarter. It
numbers seasons 25 to 28 in the northern hemisphere and 29 to 32 in the southern one, each from spring to winter. A
season is three whole months, as meteorologists count, of the year in which it begins: `2026-28` begins in December.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from ctrack.domain.frozen import dataclass, field

EARLIEST_YEAR = 1945
LATEST_YEAR = 2200

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class Span(IntEnum):
    """How long a period is, in months; a day is none."""

    DAY = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12

    @property
    def parts(self) -> int:
        """How many of these a year has; not for days."""
        return 12 // self


class Hemisphere(StrEnum):
    """Where a season is that of its months."""

    NORTH = "north"
    SOUTH = "south"


# The first month of each season, from spring to winter, in the order of the EDTF numbers.
_FIRST_MONTHS = {Hemisphere.NORTH: (3, 6, 9, 12), Hemisphere.SOUTH: (9, 12, 3, 6)}
_SEASONS = {
    (hemisphere, month): 25 + 4 * row + column
    for row, (hemisphere, months) in enumerate(_FIRST_MONTHS.items())
    for column, month in enumerate(months)
}
_BY_NUMBER = {number: key for key, number in _SEASONS.items()}

# What is added to the number of a group of months to make its EDTF number.
_OFFSETS = {Span.MONTH: 0, Span.QUARTER: 32, Span.HALF: 39}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period that begins on `first`, which is the first day of such a period; one with a `hemisphere` is a season."""

    first: date
    span: Span
    hemisphere: Hemisphere | None = field(default=None, compare=False)

    @property
    def last(self) -> date:
        """The last day that belongs to the period."""
        if self.span is Span.DAY:
            return self.first
        from dateutil.relativedelta import relativedelta

        # A month has no day after its last: 31 stands for that, in the last month of the calendar too.
        return self.first + relativedelta(months=self.span - 1, day=31)

    @property
    def is_within_bounds(self) -> bool:
        """Whether a deadline may lie in it: the United Nations exist, and the year is no slip of the pen."""
        return EARLIEST_YEAR <= self.first.year <= LATEST_YEAR

    @property
    def edtf(self) -> str:
        """The period in EDTF, at its own precision."""
        if self.span is Span.DAY:
            return self.first.isoformat()
        if self.span is Span.YEAR:
            return f"{self.first.year:04}"
        if self.hemisphere is not None:
            return f"{self.first.year:04}-{_SEASONS[self.hemisphere, self.first.month]}"
        return f"{self.first.year:04}-{_OFFSETS[self.span] + self.number:02}"

    @property
    def number(self) -> int:
        """Which one of its year it is, from 1; for months, quarters and halves."""
        return (self.first.month - 1) // max(self.span, 1) + 1

    @property
    def before(self) -> Period:
        """The period of the same span that ends where this one begins; OverflowError before year 1."""
        return self.like(self.first - timedelta(days=1))

    @property
    def after(self) -> Period:
        """The period of the same span that begins where this one ends; OverflowError past year 9999."""
        return self.like(self.last + timedelta(days=1))

    def like(self, day: date) -> Period:
        """The period of this kind in which the day lies."""
        return season_of(day, self.hemisphere) if self.hemisphere else containing(day, self.span)


def add_months(day: date, months: int, days: int = 0) -> date:
    """The same day some months on, or the last of that month where it is shorter, and some days after that.

    Raises ValueError or OverflowError past year 9999.
    """
    # Help and completion load these modules, and not what counts.
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months, days=days)


def months_between(first: date, last: date) -> int:
    """How many whole months lie between two days, from the first on; negative where the last comes before it."""
    from dateutil.relativedelta import relativedelta

    between = relativedelta(last, first)
    return between.years * Span.YEAR + between.months


def containing(day: date, span: Span) -> Period:
    """The period of that span in which the day lies."""
    if span is Span.DAY:
        return Period(day, span)
    return Period(date(day.year, (day.month - 1) // span * span + 1, 1), span)


def season_of(day: date, hemisphere: Hemisphere) -> Period:
    """The season in which the day lies; ValueError before March of year 1."""
    month = day.month // Span.QUARTER * Span.QUARTER
    first = date(day.year, month, 1) if month else date(day.year - 1, Span.YEAR, 1)
    return Period(first, Span.QUARTER, hemisphere)


def name_season(number: int, hemisphere: Hemisphere, year: int) -> Period:
    """A season by its number, from 0 for spring to 3 for winter, that begins in the year."""
    return Period(date(year, _FIRST_MONTHS[hemisphere][number], 1), Span.QUARTER, hemisphere)


def season_number(period: Period) -> int:
    """Which season a period is, from 0 for spring to 3 for winter; it must be one."""
    assert period.hemisphere is not None
    return _FIRST_MONTHS[period.hemisphere].index(period.first.month)


def part_of_year(year: int, span: Span, number: int) -> Period:
    """The month, quarter, half or year with that number, from 1; ValueError where a year has no such one."""
    return Period(date(year, (number - 1) * span + 1, 1), span)


def period_from_edtf(edtf: str) -> Period | None:
    """The period that an EDTF text names, or None where it is another kind of EDTF, or none at all."""
    match = _EDTF.fullmatch(edtf)
    if match is None:
        return None
    year, group, day = match.groups()
    try:
        if group is None:
            return part_of_year(int(year), Span.YEAR, 1)
        return part_from_code(int(year), int(group)) if day is None else Period(date.fromisoformat(edtf), Span.DAY)
    except ValueError:
        return None


def part_from_code(year: int, code: int) -> Period | None:
    """The month (1-12), season (25-32), quarter (33-36) or half (40, 41) of a year by its EDTF number; else None."""
    if code in _BY_NUMBER:
        hemisphere, month = _BY_NUMBER[code]
        return Period(date(year, month, 1), Span.QUARTER, hemisphere)
    for span, offset in _OFFSETS.items():
        if offset < code <= offset + span.parts:
            return part_of_year(year, span, code - offset)
    return None


def month_ends(today: date, months: int = 12) -> list[date]:
    """The last days of the months before today, and today."""
    this_month = today.year * 12 + today.month - 1
    firsts = (divmod(this_month - back, 12) for back in range(months - 1, -1, -1))
    return [date(year, month + 1, 1) - timedelta(days=1) for year, month in firsts] + [today]
