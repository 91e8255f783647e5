"""Which language a text may be in, seen from the script of its letters."""

from __future__ import annotations

import unicodedata
from collections import Counter

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
    letters = [character for character in text[:LONGEST_LOOKED_AT] if character.isalpha()]
    counted = Counter(unicodedata.name(letter, " ").partition(" ")[0] for letter in letters).most_common(1)
    return counted[0][0] if counted and counted[0][1] * 2 > len(letters) else ""
