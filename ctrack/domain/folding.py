"""The one normal form in which texts are compared and searched; folding a folded text changes nothing.

What people vary without meaning it is gone: case, accents, hamzas, vowel marks, presentation forms, direction
marks, the script of the digits, the width of the blanks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, decimal, normalize

# Marks that sit on a letter, and characters that only format: none of them is seen when a text is compared.
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_TATWEEL = "ـ"
_HIGH_HAMZA = "ٴ"

# Letters typed for one another, and Latin letters whose accent Unicode does not take apart.
_ALIKE = {
    **dict.fromkeys("ٱٲٳ", "ا"),
    **dict.fromkeys("ىیۍېے", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةہھەۃ", "ه"),
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ł": "l",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
}


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    """What one decomposed and case folded character becomes."""
    if character in _ALIKE:
        return _ALIKE[character]
    if character in (_TATWEEL, _HIGH_HAMZA) or category(character) in _UNSEEN:
        return ""
    digit = decimal(character, None)
    return character if digit is None else str(digit)


_FOLDS = _Folds()
_FOREIGN = re.compile("[^\x00-\x7f]+")
LONGEST_WORD = 40


def fold(text: str) -> str:
    """The text as it is compared: compatibility forms (NFKD, UAX #15) taken apart, then case and marks dropped.

    Hamza forms become bare letters, taa marbuta a heh, alef maqsura a yeh; every decimal digit is an ASCII one;
    runs of white space are one blank, and none is left at the ends.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = _FOREIGN.sub(_fold_run, text).encode("utf-8", "surrogatepass")
    # In bytes the letters of ASCII alone are made small: the others are folded, which for some makes them large.
    return " ".join(plain.lower().decode("utf-8", "surrogatepass").split())


def _fold_run(found: re.Match[str]) -> str:
    """A run of characters that are not of ASCII, folded: nothing composes with, or changes by, one of ASCII."""
    run = found[0]
    return _fold_short(run) if len(run) <= LONGEST_WORD else _fold_foreign(run)


def _fold_foreign(run: str) -> str:
    bare = normalize("NFKD", run).casefold()
    return normalize("NFC", normalize("NFKD", bare).translate(_FOLDS))


# Words and accents come again and again.
_fold_short = lru_cache(maxsize=4096)(_fold_foreign)
