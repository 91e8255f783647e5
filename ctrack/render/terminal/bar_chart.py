"""Stacked bars over one scale, drawn by Rich between labels and words, and the key to their blocks."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ctrack.render.document import Bars
from ctrack.render.terminal.bar_fit import KEY_GAP, FittedBars, key_of_blocks
from ctrack.render.terminal.canvas import Brush
from ctrack.render.terminal.grids import bare_grid
from ctrack.render.terminal.reading_sides import runs_right_to_left
from ctrack.text.controls import FSI, PDI
from ctrack.text.safe import make_safe


def bar_grid(fitted: FittedBars, brush: Brush) -> Grid:
    """The bars, each with its label and its words."""
    rows = [(brush.label(row.label), brush.bar(row.parts), brush.text(row.words)) for row in fitted.rows]
    return bare_grid(rows, fitted.widths, brush)


def bar_key(bars: Bars, brush: Brush) -> RenderableType:
    """What each block stands for, a block never apart from its words."""
    key, room = key_of_blocks(bars), brush.screen.width
    lines = [Text()]
    is_mixed = brush.screen.layout == "rtl" or any(runs_right_to_left(share.label) for _block, share in key)
    for block, share in key:
        label = make_safe(share.label)
        isolated = FSI + label + PDI if is_mixed and brush.screen.bidi != "off" else label
        entry = Text.assemble((block, brush.style(share.tone)), " ", isolated)
        if lines[-1] and room is not None and lines[-1].cell_len + len(KEY_GAP) + entry.cell_len > room:
            lines.append(Text())
        lines[-1].append(KEY_GAP if lines[-1] else "").append_text(entry)
    return brush.turn(Text("\n").join(lines), base=1 if brush.screen.layout == "rtl" else None)
