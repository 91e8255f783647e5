"""Names of sheets as Excel takes them: at most 31 UTF-16 units, none twice in any case, none of its signs."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"


class SheetNames:
    """The names given so far in one workbook."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wish: str) -> str:
        """The name nearest to the wish that is free and valid."""
        stem = _valid(wish)
        name, number = stem, 1
        while name.casefold() in self._taken or name.casefold() == _RESERVED:
            number += 1
            name = _cut(stem, LONGEST - len(f" {number}")).rstrip() + f" {number}"
        self._taken.add(name.casefold())
        return name


def _valid(wish: str) -> str:
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in wish)
    bare = " ".join(_FORBIDDEN.sub(" ", seen).split()).strip("' ")
    return _cut(bare, LONGEST).strip("' ") or "Sheet"


def _cut(text: str, most: int) -> str:
    """As much of the text as UTF-16 holds in this many units."""
    return text.encode("utf-16-le", "replace")[: 2 * most].decode("utf-16-le", "ignore")
