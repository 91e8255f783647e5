"""Lines of text in either direction laid out without Rich: the fast way, for tables too long for it.

As in `bidi_cell`, a text is shaped, wrapped in logical order, and only then reordered, line by line.
"""

from __future__ import annotations

import re

from ctrack.render.screen import Layout
from ctrack.render.terminal.reading_sides import is_to_be_mirrored
from ctrack.text.bidi import Base, base_direction, resolve_levels
from ctrack.text.bidimode import VISUAL, BidiMode
from ctrack.text.controls import LRI, PDI, RLI, balance
from ctrack.text.prose import isolate_commands, logical_line, visual_line
from ctrack.text.shaping import shape
from ctrack.text.wrapping import wrap

_RIGHT_TO_LEFT_WORD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+")
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f][\\w.:/-]*")


def base_of(text: str, layout: Layout) -> Base:
    """The direction of a text: that of its first letter (UAX #9, P2).

    Where reading begins on the right, it is right to left as well if no fewer of its words run so than do not:
    `KWT-21` before an Arabic title stands on the right.
    """
    if is_to_be_mirrored(text, layout):
        return 1
    if layout == "rtl":
        from_right = len(_RIGHT_TO_LEFT_WORD.findall(text))
        if from_right and from_right >= len(_LATIN_WORD.findall(text)):
            return 1
    return base_direction(text)


def lay_out(text: str, width: int, mode: BidiMode, layout: Layout = "ltr") -> tuple[list[str], Base]:
    """The lines of a safe text as the terminal that `mode` is for must get them, and the text's direction."""
    base = base_of(text, layout)
    text = isolate_commands(text) if base else text
    shaped = shape(text)[0] if mode in VISUAL else text
    levels, _ = resolve_levels(shaped, base)
    spans = wrap(shaped, width)
    if mode in VISUAL:
        return [visual_line(shaped, levels, base, span, mode) for span in spans], base
    isolate = RLI if base else LRI
    lines = (balance(shaped[start:stop]) for start, stop in spans)
    return [isolate + logical_line(line, base, mode) + PDI for line in lines], base
