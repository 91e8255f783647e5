"""The pictures of charts for Word, where SVG is seldom taken: images in dots, where Typst is there to draw them."""

from __future__ import annotations

from ctrack.render.document import Picture
from ctrack.render.sketch import Sketch
from ctrack.text.direction import Direction


def draw_if_able(sketch: Sketch, language: str, direction: Direction) -> Picture | None:
    """The image; None where there is nothing to draw, or nothing to draw it with."""
    if not sketch.marks:
        return None
    try:
        from ctrack.render.pdf.png_picture import draw_png

        return draw_png(sketch, language, direction)
    except ImportError:
        return None
