"""The grids that Rich draws: a table's rows, and labels with what belongs to them.

Widths are settled here, not by Rich, so that a code is never cut; a right-to-left layout mirrors the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from rich.box import Box
from rich.console import RenderableType
from rich.table import Table as Grid

from ctrack.render.bars import fill
from ctrack.render.document import Fact, Table, Tone
from ctrack.render.terminal.canvas import Brush
from ctrack.render.terminal.table_fit import BAR_WIDTH, GAP_WIDTH, Fitted, Side
from ctrack.text.cells import cell_width

_BOX = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")


def table_grid(table: Table, columns: Sequence[Fitted], brush: Brush) -> Grid:
    """A table's rows under its headings, with a rule before a row that sums up those above it."""
    grid = Grid(box=_BOX, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), border_style="dim", header_style="")
    for fitted in columns:
        heading = brush.text(fitted.heading, brush.style(Tone.HEADING), fitted.side)
        for part, width in _parts(fitted, heading, "", brush):
            grid.add_column(part, width=width, justify="default", overflow="fold")
    for index in range(len(table.rows)):
        is_sum = index in table.emphasis
        parts = (part for fitted in columns for part, _ in _cell(fitted, index, brush, is_sum))
        grid.add_row(*parts, end_section=not is_sum and index + 1 in table.emphasis)
    return grid


def _cell(fitted: Fitted, index: int, brush: Brush, is_strong: bool) -> Iterable[tuple[RenderableType, int]]:
    """A cell, and where its column has one the bar before it."""
    value = fitted.values[index]
    tone = fitted.column.tone(value)
    style = brush.style(Tone.STRONG if is_strong else tone)
    words = brush.text(fitted.cells[index], style, fitted.side, is_long=fitted.column.wraps)
    share = fitted.column.bar(value) if fitted.has_bar and fitted.column.bar else None
    filled, empty = fill(share, BAR_WIDTH)
    return _parts(fitted, words, brush.bar([(filled, tone), (empty, Tone.FAINT)]), brush)


def _parts(
    fitted: Fitted, words: RenderableType, bar: RenderableType, brush: Brush
) -> Iterable[tuple[RenderableType, int]]:
    """Bar and words with their widths, from the left of the screen."""
    parts = ((bar, BAR_WIDTH), (words, fitted.width)) if fitted.has_bar else ((words, fitted.width),)
    return parts[::-1] if brush.screen.layout == "rtl" else parts


def facts_grid(facts: Sequence[Fact], widths: Sequence[int], brush: Brush) -> Grid:
    """Facts as labels with texts beside them, short ones close by, in columns of these widths."""
    rows = ((brush.label(fact.label), _fact_text(fact, widths[1], brush)) for fact in facts)
    return bare_grid(rows, widths, brush)


def _fact_text(fact: Fact, width: int, brush: Brush) -> RenderableType:
    side: Side = "start" if cell_width(fact.text) > width else brush.near_side
    return brush.text(fact.text, brush.style(fact.tone), side, is_long=True)


def bare_grid(rows: Iterable[tuple[RenderableType, ...]], widths: Sequence[int], brush: Brush) -> Grid:
    """Rows without lines around them, from where reading begins; a column of no width is left out."""
    order = slice(None, None, -1 if brush.screen.layout == "rtl" else 1)
    grid = Grid.grid(padding=(0, GAP_WIDTH, 0, 0))
    for width in filter(None, widths[order]):
        grid.add_column(width=width, justify="default", overflow="fold")
    for row in rows:
        grid.add_row(*compress(row[order], widths[order]))
    return grid
