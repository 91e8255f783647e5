"""SVG, one picture to paste: its words stay words, and it tells what it shows to those who cannot see it."""

from __future__ import annotations

from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.render.document import Document
from ctrack.render.drawn_svg import draw_file
from ctrack.render.page_frame import is_mirrored
from ctrack.render.pictured import find_sketch
from ctrack.render.screen import Screen
from ctrack.text.direction import Direction

DESCRIPTION = marked("one picture, drawn in lines (for 'report chart')")
ENDINGS = ("svg",)
IS_BINARY = False
IS_OF_ROWS = False


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the picture; raises NoPicture."""
    sketch, title = find_sketch(document, "svg")
    direction: Direction = "rtl" if is_mirrored(document) else "ltr"
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(draw_file(sketch, title, document.language, direction) + "\n")
