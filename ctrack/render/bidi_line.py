"""Lines of text in either direction laid out without Rich: the fast way, for tables too long for it.

As in `bidi_cell`, a text is shaped, wrapped in logical order, and only then reordered, line by line.
"""

from __future__ import annotations

import re

from ctrack.text.bidi import Base, line_to_visual, resolve_levels
from ctrack.text.bidimode import BidiMode
from ctrack.text.controls import LRI, LRO, PDF, PDI, RLI, balance
from ctrack.text.shaping import shape
from ctrack.text.wrapping import wrap

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_right_to_left(text: str) -> bool:
    """Whether a text holds anything that runs from right to left or that directs."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def lay_out(text: str, width: int, mode: BidiMode) -> tuple[list[str], Base]:
    """The lines of a safe text as the terminal that `mode` is for must get them, and the text's direction."""
    shaped = shape(text)[0] if mode == "visual" else text
    levels, base = resolve_levels(shaped)
    spans = wrap(shaped, width)
    if mode == "visual":
        return [LRO + line_to_visual(shaped, levels, base, *span)[0] + PDF for span in spans], base
    isolate = RLI if base else LRI
    return [isolate + balance(shaped[start:stop]) + PDI for start, stop in spans], base
