"""A sketch as the templates take it: plain marks whose x is that of the page, texts made safe, colours as RRGGBB."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctrack.render.document import Tone
from ctrack.render.print_colours import INKS, fill_of, ink_on
from ctrack.render.sketch import Anchor, Box, Dot, Mark, Sketch, Stroke, Word
from ctrack.text.safe import make_safe

Data = dict[str, Any]
_BOLD = (Tone.STRONG, Tone.HEADING, Tone.ALARM)
_SIDES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def lay_sketch(sketch: Sketch, clean: Callable[[str], str], *, is_mirrored: bool) -> Data:
    """The marks of a sketch, turned round for a page that is read from the right."""
    marks = [_lay_mark(mark, clean, sketch.width if is_mirrored else None) for mark in sketch.marks]
    return {
        "width": sketch.width,
        "height": sketch.height,
        "marks": marks,
        "told": clean(make_safe(sketch.told)).strip() or "–",
    }


def _lay_mark(mark: Mark, clean: Callable[[str], str], turned: float | None) -> Data:
    """`turned` is the width of a picture that is mirrored."""
    match mark:
        case Box():
            x = mark.x if turned is None else turned - mark.x - mark.width
            fill = fill_of(mark.tone, mark.shade)
            return {"is": "box", "x": x, "y": mark.y, "width": mark.width, "height": mark.height, "fill": fill}
        case Stroke():
            points = [[x if turned is None else turned - x, y] for x, y in mark.points]
            fill = fill_of(mark.tone, mark.shade)
            return {"is": "stroke", "points": points, "width": mark.width, "dash": mark.dash.value, "fill": fill}
        case Dot():
            x, fill = mark.x if turned is None else turned - mark.x, fill_of(mark.tone, mark.shade)
            return {"is": "dot", "x": x, "y": mark.y, "radius": mark.radius, "fill": fill}
        case Word():
            side = _SIDES[mark.anchor]
            return {
                "is": "word",
                "x": mark.x if turned is None else turned - mark.x,
                "y": mark.y,
                "text": clean(make_safe(mark.text)),
                "back": side if turned is None else 1 - side,
                "size": mark.size,
                "fill": ink_on(fill_of(*mark.on)) if mark.on else INKS[mark.tone],
                "bold": mark.tone in _BOLD,
            }
