"""Which way a text on paper reads, by the script that most of it is written in.

The first strong letter, by which UAX #9 (P2) goes, is often that of a code or a symbol before Arabic words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from ctrack.text.bidi import resolve_levels

Direction = Literal["ltr", "rtl"]

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MARKER = re.compile(r"\[[a-z]{2,3}\] ")


def direction_of(text: str, otherwise: Direction) -> Direction:
    """The direction of most of its letters; `otherwise` where they are equal, or there are none."""
    text = _MARKER.sub("", text, count=1)
    if otherwise == "ltr" and not _RIGHT.search(text):
        return "ltr"
    letters = [unicodedata.bidirectional(sign) for sign in text if sign.isalpha()]
    right = sum(kind in ("R", "AL") for kind in letters)
    left = letters.count("L")
    return "rtl" if right > left else "ltr" if left > right else otherwise


def runs_of(line: str, base: Direction) -> list[tuple[str, Direction]]:
    """A line of one direction as runs that each run one way (UAX #9, odd levels from the right), in logical order.

    What the algorithm takes out (X9: the direction controls) stays with the run before it.
    """
    if base == "ltr" and not _RIGHT.search(line) and line.isprintable():
        return [(line, "ltr")] if line else []
    levels, _ = resolve_levels(line, 1 if base == "rtl" else 0)
    runs: list[tuple[str, Direction]] = []
    start, way = 0, base
    for index, level in enumerate(levels):
        here: Direction = way if level is None else "rtl" if level % 2 else "ltr"
        if here != way:
            if index > start:
                runs.append((line[start:index], way))
            start, way = index, here
    return [*runs, (line[start:], way)] if line[start:] else runs
