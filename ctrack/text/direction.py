"""Which way a text reads: on a terminal by each of its signs, on paper by the script that most of it is written in.

The first strong letter, by which UAX #9 (P2) goes, is often that of a code or a symbol before Arabic words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from ctrack.text.controls import LRM, RLM
from ctrack.text.language import RIGHT_TO_LEFT

Direction = Literal["ltr", "rtl"]

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
MARKS: dict[str, Direction] = {LRM: "ltr", RLM: "rtl"}
# Letters, signs and figures that are all read from the left where nothing among them runs from the right or directs.
PLAIN = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2bff]*"
)
_MARKER = re.compile(r"\[[a-z]{2,3}\] ")


def is_left_to_right(text: str) -> bool:
    """Whether every terminal shows the text as it is: nothing in it runs from the right, nothing directs."""
    if text.isascii() or PLAIN.fullmatch(text):
        return True
    # Loaded for what only the algorithm can tell.
    from ctrack.text.bidi import resolve_levels

    levels, _ = resolve_levels(text, 0)
    return not any(levels) and None not in levels


def direction_of(text: str, otherwise: Direction) -> Direction:
    """The direction of most of its letters; `otherwise` where they are equal, or there are none.

    A text that begins with a mark of direction says its own.
    """
    if text[:1] in MARKS:
        return MARKS[text[0]]
    text = _MARKER.sub("", text, count=1)
    if otherwise == "ltr" and not _RIGHT.search(text):
        return "ltr"
    letters = [unicodedata.bidirectional(sign) for sign in text if sign.isalpha()]
    right = sum(kind in ("R", "AL") for kind in letters)
    left = letters.count("L")
    return "rtl" if right > left else "ltr" if left > right else otherwise


def way_of(text: str, otherwise: Direction, language: str = "") -> Direction:
    """The direction of a text that is known to be in a language: that of the language, whatever names stand in it.

    A text without any letter of that direction, or of no known language, goes by most of its letters.
    """
    if not language or text[:1] in MARKS:
        return direction_of(text, otherwise)
    wanted: Direction = "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    is_written_so = ("R" if wanted == "rtl" else "L") in _strong_kinds(_MARKER.sub("", text, count=1))
    return wanted if is_written_so else direction_of(text, otherwise)


def keep_apart(before: str, after: str, page: Direction) -> str:
    """Two texts on a line of a page as two runs: what both would make one run of is parted by a mark of the page.

    In a page from the right, `x.db – Nora` would be one stretch from the left, with Nora before the file.
    """
    other = "L" if page == "rtl" else "R"
    runs_on = next(_strong_kinds(after), "") == other and other in _strong_kinds(before)
    mark = (RLM if page == "rtl" else LRM) if runs_on else ""
    return f"{before}{mark} {after}"


def _strong_kinds(text: str) -> Iterator[str]:
    """The direction of each letter, L or R; Arabic digits join what runs from the right (UAX #9, N1)."""
    kinds = map(unicodedata.bidirectional, text)
    return ("L" if kind == "L" else "R" for kind in kinds if kind in ("L", "R", "AL", "AN"))
