"""Looking for a text in the texts of a commitment as a row of a file has them: a function of statements on SQLite.

The index of trigrams tells which rows may hold a text; whether they do is seen here. To fold all that a row says takes
fifty times as long as to look for the text as people write it, so that is done first, and only what is not found so is
looked for in the folded texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ctrack.domain.searched_texts import SEARCHED, fold_texts

# How else people write a letter that folding leaves, so far as no other letter beside it matters.
OTHERWISE = {
    "a": "àâäá", "c": "ç", "e": "éèêë", "i": "îïí", "o": "ôöó", "u": "ùûüú",
    "ا": "أإآٱ", "ي": "ىئی", "و": "ؤ", "ه": "ة", "ك": "ک",
}  # fmt: skip
# Vowels and doublings that people may write above a letter, or leave out.
MARKS = "\u064b-\u0652"
LETTERS = "".join(OTHERWISE.values())
# Texts of these signs fold sign by sign, and none of them is a sign of JSON.
PLAIN = re.compile(r"[a-z0-9\u0621-\u063a\u0641-\u064a]+(?:[ -][a-z0-9\u0621-\u063a\u0641-\u064a]+)*")
# Maps of languages, without escapes, of signs that each fold to one that is known here, or to none of a plain text: a
# word that is not found in them as people write it is not in them.
SIMPLE = re.compile(
    rf"[\x00-\x5b\x5d-\x7f{LETTERS}{LETTERS.upper()}\u0621-\u063a\u0641-\u064a\xa0\u202f«»‘’“”–—…،؛؟{MARKS}]*"
)


def holds_text(wanted: str, code: str, *columns: str | None) -> bool:
    """Whether a commitment holds a folded text, by its code and its columns of texts, each as it is stored."""
    written = spell_search(wanted)
    if written is not None:
        simple = True
        for column in columns:
            if column:
                if "\\" not in column and written.search(column):
                    return True
                simple = simple and SIMPLE.fullmatch(column) is not None
        if simple and " " not in wanted:
            return wanted in fold_columns(code, "{}")
    return wanted in fold_columns(code, *columns)


def fold_columns(code: str, *columns: str | None) -> str:
    """The folded texts of a commitment, by its code and its columns of texts, each as it is stored."""
    texts = (json.loads(column) if column else None for column in columns)
    return fold_texts(dict(zip(SEARCHED, (code, *texts), strict=False)))


def fold_stored(rows: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """The key and the folded texts of each commitment, by its key, its code and its columns of texts."""
    return ((key, fold_columns(*columns)) for key, *columns in rows)


@lru_cache(maxsize=64)
def spell_search(wanted: str) -> re.Pattern[str] | None:
    """What finds a folded text in maps of languages without escapes, as most people write it; None where none may.

    What it finds is what folding would find. Names of languages, which a colon follows, are no text.
    """
    if not PLAIN.fullmatch(wanted):
        return None
    signs = (
        f"[{sign}{sign.upper()}{(other := OTHERWISE.get(sign, ''))}{other.upper()}]" if sign.isalnum() else sign
        for sign in wanted
    )
    return re.compile(f"[{MARKS}]*".join(signs) + r'(?![^"]*":)')


def spell_pattern(typed: str) -> str:
    """What finds a text in maps of languages by LIKE, as somebody typed it; "" where nothing may.

    What begins with a letter of ASCII is found after a blank alone: then it is no end of an escape, and no language.
    """
    typed = " ".join(typed.split())
    if not PLAIN.fullmatch(typed.lower()):
        return ""
    return f"% {typed}%" if typed[0].isascii() else f"%{typed}%"
