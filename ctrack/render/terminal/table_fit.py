"""A table fitted to a screen: which texts its cells show, how wide its columns are, and where they lean.

Columns are in the order of the screen, from the left; a right-to-left layout mirrors them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from ctrack.domain.frozen import dataclass, replace
from ctrack.render.document import Align, Column, Table
from ctrack.render.screen import Layout, Screen
from ctrack.render.terminal.aligned_columns import lines_within, show_cells
from ctrack.render.terminal.column_widths import (
    LEGIBLE,
    READABLE,
    Need,
    need_of_running,
    need_of_whole,
    need_of_words,
    share_room,
    widest,
)
from ctrack.render.terminal.reading_sides import runs_right_to_left
from ctrack.text.safe import make_safe

GAP_WIDTH = 2
BAR_WIDTH = 10

Side = Literal["start", "left", "right"]
"""Where a cell leans; `start` is where its own text begins."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A column as a screen shows it; `width` is that of heading and texts, a bar has room of its own."""

    column: Column
    heading: str
    cells: Sequence[str]
    values: Sequence[Any]
    side: Side
    has_bar: bool
    width: int = 0

    @property
    def bar_room(self) -> int:
        """The cells that the bar and the gap beside it take."""
        return BAR_WIDTH + GAP_WIDTH if self.has_bar else 0


def fit_table(table: Table, screen: Screen, *, with_bars: bool = True) -> list[Fitted] | None:
    """The columns as they fit best, None if they cannot.

    Given up in this order: the longer texts, the bars, that several words stay on one line, an ample width
    for running text. A word is never divided but in running text.
    """
    columns: list[Fitted] = []
    for is_short, has_bars in _variants(table, with_bars):
        columns = show_columns(table, screen.layout, is_short=is_short, with_bars=has_bars)
        fitted = _fit(columns, screen.width)
        if fitted is not None:
            return fitted
    ample = _fit(columns, screen.width, may_break=True)
    return ample or _fit(columns, screen.width, may_break=True, least=LEGIBLE)


def _fit(
    columns: list[Fitted], width: int | None, *, may_break: bool = False, least: int = READABLE
) -> list[Fitted] | None:
    taken = GAP_WIDTH * (len(columns) - 1) + sum(fitted.bar_room for fitted in columns)
    needs = [_need(fitted, may_break, least) for fitted in columns]
    widths = share_room(needs, None if width is None else width - taken)
    if widths is None:
        return None
    return [replace(fitted, width=given) for fitted, given in zip(columns, widths, strict=True)]


def show_columns(table: Table, layout: Layout, *, is_short: bool = False, with_bars: bool = False) -> list[Fitted]:
    """The columns in the order of the screen, each as wide as its widest text; none that is empty in every row."""
    values = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    shown = [
        _show(column, list(column_values), layout, is_short, with_bars)
        for column, column_values in zip(table.columns, values, strict=True)
    ]
    columns = [fitted for fitted in shown if fitted.has_bar or any(fitted.cells)] or shown
    return columns[::-1] if layout == "rtl" else columns


def _variants(table: Table, with_bars: bool) -> Iterator[tuple[bool, bool]]:
    """Short texts or not, bars or not: the richest first, and none twice."""
    has_short = any(column.short for column in table.columns)
    has_bars = with_bars and any(column.bar for column in table.columns)
    yield False, has_bars
    if has_short:
        yield True, has_bars
    if has_bars:
        yield has_short, False


def _show(column: Column, values: list[Any], layout: Layout, is_short: bool, with_bars: bool) -> Fitted:
    show = column.short if is_short and column.short else column.show
    cells = show_cells(show, values, keeps_lines=column.wraps)
    width = widest([column.heading, *lines_within(cells)])
    side, has_bar = _side(column, cells, layout), with_bars and column.bar is not None
    return Fitted(column, make_safe(column.heading), cells, values, side, has_bar, width)


def _side(column: Column, cells: Sequence[str], layout: Layout) -> Side:
    """Running text leans by its own direction, figures to the right in either layout: units line up."""
    if layout == "ltr":
        return "right" if column.align is Align.END else "start"
    if column.align is Align.END:
        return "left" if any(map(runs_right_to_left, cells)) else "right"
    return "start" if column.wraps else "right"


def _need(fitted: Fitted, may_break: bool, least: int) -> Need:
    """What a column needs; figures stay on one line in any case."""
    column = fitted.column
    if column.wraps:
        return need_of_running(fitted.heading, lines_within(fitted.cells), column.min_width or least)
    if may_break and column.align is Align.START:
        return need_of_words(fitted.heading, fitted.cells)
    return need_of_whole(fitted.heading, fitted.cells)
