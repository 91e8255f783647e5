"""Which way a text on paper reads, by the script that most of it is written in.

The first strong letter, by which UAX #9 (P2) goes, is often that of a code or a symbol before Arabic words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

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
