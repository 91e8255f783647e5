"""Weeks as an office counts them: seven days that begin after its weekend, with the last working day as their end.

Weekdays count from Monday = 0. The week of a number (2027-W05) is the one that holds the Monday of ISO 8601's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ctrack.domain.folding import fold

DAYS = 7
WORKING_DAYS = 5
# The first day of a week after a weekend of Saturday and Sunday.
MONDAY = 0

_NUMBERED = re.compile(r"(\d{4})-?w(\d\d?)")
_BY_OFFSET = {
    -1: "last week; previous week; الأسبوع الماضي; الأسبوع السابق; semaine dernière; la semaine dernière",
    0: "this week; هذا الأسبوع; الأسبوع الحالي; الأسبوع الجاري; cette semaine",
    1: "next week; الأسبوع القادم; الأسبوع المقبل; semaine prochaine; la semaine prochaine",
}
_OFFSETS = {fold(word): offset for offset, words in _BY_OFFSET.items() for word in words.split(";")}


def end_of_week(today: date, begins: int) -> date:
    """The last working day of the week, which may be today; on the weekend, that of the week to come."""
    return today + timedelta(days=(begins + WORKING_DAYS - 1 - today.weekday()) % DAYS)


def read_week(text: str, today: date, begins: int) -> tuple[date, date] | None:
    """The first and the last of the seven days of the week that a text names, if it names one: next week, 2027-W05."""
    word = fold(text)
    found = _NUMBERED.fullmatch(word)
    try:
        if found is not None:
            day = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        elif word in _OFFSETS:
            day = today + timedelta(days=DAYS * _OFFSETS[word])
        else:
            return None
        first = day - timedelta(days=(day.weekday() - begins) % DAYS)
        return first, first + timedelta(days=DAYS - 1)
    except (ValueError, OverflowError):
        return None
