"""Dates of the Hijri calendar, and the days on which Umm al-Qura, the calendar of Saudi Arabia, puts them.

Elsewhere a month may begin a day or two apart, with the moon that is seen.
"""

from __future__ import annotations

from datetime import date, timedelta

from ctrack.domain.frozen import dataclass

# The years for which the days are known: 1924 to 2077.
YEARS = range(1343, 1501)
MONTHS = range(1, 13)
DAYS = range(1, 31)

# How far two of its calendars are apart.
TOLERANCE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A day, a month (`day` is 0) or a year (`month` is 0 too); of the years, months and days that there can be."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day; the thirtieth day of a month that has 29 is the day after its last."""
        # Few dates are of this calendar, and its table is nothing that every start should load.
        from hijridate import Hijri

        month = Hijri(self.year, self.month or 1, 1)
        first = date(*month.to_gregorian().datetuple())
        if self.day:
            day = first + timedelta(days=self.day - 1)
            return day, day
        length = month.month_length() if self.month else month.year_length()
        return first, first + timedelta(days=length - 1)

    @property
    def exists(self) -> bool:
        """Whether its month is so long."""
        return not self.day or self.span[1] <= HijriDate(self.year, self.month).span[1]

    def may_be(self, first: date, last: date) -> bool:
        """Whether it can be among some days of ours, by whichever of its calendars."""
        own_first, own_last = self.span
        return own_first - TOLERANCE <= last and first <= own_last + TOLERANCE
