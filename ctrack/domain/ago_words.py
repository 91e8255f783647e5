"""Days that people count back from today in words: 3 days ago, il y a deux semaines, منذ أسبوعين."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ctrack.domain.folding import fold
from ctrack.domain.periods import add_months

# Of each unit its months and days, and its names; of Arabic ones also those of two, which are one word.
_UNITS = (
    (0, 1, "day days jour jours يوم يوما أيام", "يومين"),
    (0, 7, "week weeks semaine semaines أسبوع أسبوعا أسابيع", "أسبوعين"),
    (1, 0, "month months mois شهر شهرا أشهر شهور", "شهرين"),
    (12, 0, "year years an ans année années سنة سنوات سنين عام عاما أعوام", "سنتين عامين"),
)
_COUNTS = (
    "",
    "a an one un une",
    "two deux",
    "three trois ثلاث ثلاثة",
    "four quatre أربع أربعة",
    "five cinq خمس خمسة",
    "six ست ستة",
    "seven sept سبع سبعة",
    "eight huit ثماني ثمانية",
    "nine neuf تسع تسعة",
    "ten dix عشر عشرة",
)
_LENGTHS = {
    fold(name): (months * times, days * times)
    for months, days, names, pairs in _UNITS
    for times, listed in ((1, names), (2, pairs))
    for name in listed.split()
}
_NUMBERS = {fold(word): number for number, words in enumerate(_COUNTS) for word in words.split()}
_AGO = re.compile(rf"(?:(?P<lead>il y a|{fold('منذ')}|{fold('قبل')}) )?(?:(?P<count>\w+) )?(?P<unit>\w+)(?P<ago> ago)?")


def read_ago(word: str, today: date) -> date | None:
    """The day that folded words count back to, or None where they count nothing; OverflowError past the calendar."""
    found = _AGO.fullmatch(word)
    if found is None or found["unit"] not in _LENGTHS or bool(found["lead"]) == bool(found["ago"]):
        return None
    count = found["count"] or "1"
    number = int(count) if count.isdecimal() and len(count) < 5 else _NUMBERS.get(count)
    if number is None or not (found["count"] or not found["unit"].isascii()):
        return None
    months, days = (each * number for each in _LENGTHS[found["unit"]])
    return add_months(today, -months) - timedelta(days=days)
