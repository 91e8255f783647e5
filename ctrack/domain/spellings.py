"""Spellings of one word that a search takes for one another: names in the press, in the United Nations and in Arabic.

What folding makes alike needs no line here. A hamza is written on whichever letter a school of spelling gives it; of a
word that is searched with its hamza every carrier is tried.
"""

from __future__ import annotations

import re
from itertools import product

from ctrack.domain.folding import fold

# Each line: what one thing is called, by whom ever.
GROUPS = (
    ("دوشانبه", "دوشانبي", "دوشنبه", "دوشانبيه"),
    ("الاتفاق العالمي", "الميثاق العالمي"),
    ("اتفاق الأمم المتحدة العالمي", "ميثاق الأمم المتحدة العالمي"),
    ("أجهزة مكافحة الإرهاب", "وكالات مكافحة الإرهاب"),
    ("الأسبوع الافتراضي لمكافحة الإرهاب", "أسبوع مكافحة الإرهاب الافتراضي"),
    ("تنقل الإرهابيين", "حركة الإرهابيين"),
    ("الإنكليزية", "الإنجليزية"),
    ("dushanbe", "douchanbe", "duschanbe", "dushanbeh"),
)
_FOLDED = tuple(tuple(dict.fromkeys(map(fold, group))) for group in GROUPS)
_CARRIED = re.compile("(?<=[\u0621-\u064a])[أؤئء](?=[\u0621-\u064a])")
# As folding leaves them.
_CARRIERS = ("ا", "و", "ي", "ء")
_MOST_HAMZAS = 2


def list_spellings(text: str) -> list[str]:
    """The folded text first, and after it what else may be written for it."""
    found = {fold(text): None}
    for hamzas in _carry_otherwise(text):
        found.setdefault(fold(hamzas))
    for folded in list(found):
        for group in _FOLDED:
            for name in group:
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
                    found |= dict.fromkeys(folded.replace(name, other) for other in group)
    return list(found)


def list_written(text: str) -> list[str]:
    """The text as it was typed, and after it what else may be written for it, folded."""
    return [text, *list_spellings(text)[1:]]


def _carry_otherwise(text: str) -> list[str]:
    """The text with each hamza within its words on every carrier; the text alone where it has none, or many."""
    pieces = _CARRIED.split(text)
    if not 1 < len(pieces) <= _MOST_HAMZAS + 1:
        return [text]
    choices = product(_CARRIERS, repeat=len(pieces) - 1)
    return ["".join(part for pair in zip(pieces, (*choice, ""), strict=True) for part in pair) for choice in choices]
