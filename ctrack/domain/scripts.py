"""Which language a text may be in, seen from the script of its letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from ctrack.domain.failures import marked

# The language that a script stands for where the reader's own is written in another one.
LANGUAGES = {"ARABIC": "ar", "CYRILLIC": "ru", "CJK": "zh", "LATIN": "en"}
# A word of the program in whose translation the script of a language is seen.
WORD_OF_LANGUAGE = marked("in progress")
LONGEST_LOOKED_AT = 2000


def guess_language(text: str, spoken: str, sample: str) -> str:
    """The language spoken, whose script a `sample` shows, unless most letters of the text are of another script."""
    script = find_script(text)
    if not script or script == find_script(sample):
        return spoken
    return LANGUAGES.get(script, spoken)


def find_script(text: str) -> str:
    """The script of more than half of the letters, by the first word of their names; "" where none has so many."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text[:LONGEST_LOOKED_AT])) else ""
    counts: dict[str, int] = {}
    for sign, count in Counter(text[:LONGEST_LOOKED_AT]).items():
        script = name_script(sign)
        if script is not None:
            counts[script] = counts.get(script, 0) + count
    total = sum(counts.values())
    return next((script for script, count in counts.items() if count * 2 > total), "")


@cache
def name_script(sign: str) -> str | None:
    """The script of a letter; None of what is no letter."""
    return unicodedata.name(sign, " ").partition(" ")[0] if sign.isalpha() else None
