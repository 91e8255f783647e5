"""A sketch as a PNG image, set by Typst as on the page of a PDF: what a program that takes no SVG is given."""

from __future__ import annotations

import json
import os
import struct
from importlib.resources import files

from ctrack.render.document import Picture
from ctrack.render.pdf.drawn_marks import lay_sketch
from ctrack.render.sketch import Sketch
from ctrack.text.direction import Direction

DOTS = 200.0
"""The dots of an inch."""
_SIZE = slice(16, 24)


def draw_png(sketch: Sketch, language: str, direction: Direction) -> Picture:
    """The image, the same for the same sketch."""
    import typst

    from ctrack.render.pdf.fonts import FAMILIES, find_glyphs

    is_mirrored = direction == "rtl"
    glyphs = find_glyphs(mark.text for mark in sketch.marks if hasattr(mark, "text"))
    families = (FAMILIES[1], FAMILIES[0], *FAMILIES[2:]) if is_mirrored else FAMILIES
    inputs = {
        "sketch": json.dumps(lay_sketch(sketch, glyphs.clean, is_mirrored=is_mirrored), ensure_ascii=False),
        "fonts": json.dumps(families),
        "language": language,
        "dir": direction,
    }
    folder = str(files("ctrack.render.pdf"))
    template = os.path.join(folder, "picture.typ")
    compiler = typst.Compiler(template, root=folder, font_paths=glyphs.fonts, sys_inputs=inputs)
    data = compiler.compile(format="png", ppi=DOTS)
    assert isinstance(data, bytes)
    return Picture(data, *struct.unpack(">II", data[_SIZE]))
