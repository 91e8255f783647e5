"""The grids that Rich draws: a table's rows, and labels with what belongs to them.

Widths are settled here, not by Rich, so that a code is never cut; a right-to-left layout mirrors the columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import Box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ctrack.render.bars import fill
from ctrack.render.brush import Brush
from ctrack.render.document import Fact, Table, Tone
from ctrack.render.fitting import BAR_WIDTH, GAP_WIDTH, Fitted
from ctrack.render.widths import Need, share_room
from ctrack.text.cells import cell_width, pad
from ctrack.text.safe import make_safe

_BOX = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
_SHORTEST_LINE = 24


def table_grid(table: Table, columns: Sequence[Fitted], brush: Brush) -> Grid:
    """A table's rows under its headings, with a rule before a row that sums up those above it."""
    grid = Grid(
        box=_BOX, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), border_style="dim", header_style=""
    )
    for fitted in columns:
        heading = brush.text(fitted.heading, brush.style(Tone.HEADING), fitted.side)
        grid.add_column(heading, width=fitted.width + fitted.bar_room, overflow="fold")
    for index in range(len(table.rows)):
        is_sum = index in table.emphasis
        cells = (_cell(fitted, index, brush, is_sum) for fitted in columns)
        grid.add_row(*cells, end_section=not is_sum and index + 1 in table.emphasis)
    return grid


def _cell(fitted: Fitted, index: int, brush: Brush, is_strong: bool) -> RenderableType:
    text, value = fitted.cells[index], fitted.values[index]
    tone = fitted.column.tone(value)
    style = brush.style(Tone.STRONG if is_strong else tone)
    if not fitted.has_bar:
        return brush.text(text, style, fitted.side)
    share = fitted.column.bar(value) if fitted.column.bar else None
    words = (pad(text, fitted.width, "left" if fitted.side == "left" else "right"), style)
    filled, empty = fill(share, BAR_WIDTH)
    bar = Text.assemble((filled, brush.style(tone)), (empty, brush.style(Tone.FAINT)), " ", words)
    return brush.turn(bar, base=1 if brush.screen.layout == "rtl" else None)


def facts_grid(facts: Sequence[Fact], brush: Brush) -> Grid | None:
    """Facts as labels with texts beside them, short ones close by; None where a line has no room for both."""
    widths = pair_widths([(fact.label, fact.text) for fact in facts], brush.screen.width)
    if widths is None:
        return None
    grid = label_grid(widths, brush)
    for fact in facts:
        side = "start" if cell_width(fact.text) > widths[1] else brush.near_side
        text = brush.text(fact.text, brush.style(fact.tone), side, is_long=True)
        add_labelled(grid, brush, fact.label, text)
    return grid


def pair_widths(pairs: Sequence[tuple[str, str]], width: int | None, taken: int = 0) -> list[int] | None:
    """The widths of labels and of texts beside them, where this much of the line is taken."""
    labels = max((cell_width(make_safe(label)) for label, _ in pairs), default=0)
    lines = (line for _, text in pairs for line in make_safe(text, multiline=True).split("\n"))
    texts = max(map(cell_width, lines), default=0)
    needs = [Need(labels, min(labels, _SHORTEST_LINE)), Need(texts, min(texts, _SHORTEST_LINE))]
    return share_room(needs, None if width is None else width - taken - GAP_WIDTH)


def label_grid(widths: Sequence[int], brush: Brush) -> Grid:
    """A grid without lines whose first column, from where reading begins, is for labels."""
    grid = Grid.grid(padding=(0, GAP_WIDTH, 0, 0))
    for width in widths[::-1] if brush.screen.layout == "rtl" else widths:
        grid.add_column(width=width, overflow="fold")
    return grid


def add_labelled(grid: Grid, brush: Brush, label: str, *cells: RenderableType) -> None:
    """Add a row to a grid of labels."""
    row = (brush.text(label, brush.style(Tone.FAINT), brush.near_side), *cells)
    grid.add_row(*(row[::-1] if brush.screen.layout == "rtl" else row))
