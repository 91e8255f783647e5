"""Which texts of a terminal have to be laid out: what runs from the right, and marks where reading begins there.

What lays them out (`bidi_line`, `bidi_cell`) is loaded for these alone.
"""

from __future__ import annotations

import re

from ctrack.render.screen import Layout

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_MARKS_ALONE = re.compile(r"(?=.*(?:[\u25a0-\u25ff]|[\u00b7\u2013\u00d7]\d))[\u25a0-\u25ff\u00b7\u2013\u00d7\d\s]+")
"""Counts under their marks: `●2 –1 ×3 ·25`."""


def runs_right_to_left(text: str) -> bool:
    """Whether a text holds anything that runs from right to left or that directs."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def is_to_be_mirrored(text: str, layout: Layout) -> bool:
    """Whether it is a row of marks and counts, on a screen where reading begins on the right."""
    return layout == "rtl" and _MARKS_ALONE.fullmatch(text) is not None
