"""A table too long for Rich, on a terminal: aligned columns, running text wrapped at words, no colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from ctrack.domain.frozen import replace
from ctrack.render.document import Table
from ctrack.render.screen import Screen
from ctrack.render.terminal.aligned_columns import GAP
from ctrack.render.terminal.reading_sides import runs_right_to_left
from ctrack.render.terminal.table_fit import Fitted, Side, fit_table, show_columns
from ctrack.text.cells import Align, cell_width, character_width, pad
from ctrack.text.wrapping import wrap


def lines_of(table: Table, screen: Screen) -> Iterator[str]:
    """The headings and the rows; where the columns do not fit, the terminal itself breaks their lines."""
    columns = _fit(table, screen)
    margin = ""
    if screen.bidi != "off" and screen.width and any(map(runs_right_to_left, _leftmost(columns))):
        # A control in the first cell of a line is lost in VTE and tmux.
        columns, margin = _fit(table, replace(screen, width=screen.width - 1)), " "
    blanks = [" " * fitted.width for fitted in columns]
    for row in zip(*(_column_lines(fitted, screen) for fitted in columns), strict=True):
        for line in zip_longest(*row) if max(map(len, row)) > 1 else zip(*row, strict=True):
            yield (margin + GAP.join([cell or blank for cell, blank in zip(line, blanks, strict=True)])).rstrip()


def _fit(table: Table, screen: Screen) -> list[Fitted]:
    return fit_table(table, screen, with_bars=False) or show_columns(table, screen.layout)


def _leftmost(columns: list[Fitted]) -> Iterator[str]:
    """The texts of the column on the left edge."""
    for fitted in columns[:1]:
        yield from (fitted.heading, *fitted.cells)


def _column_lines(fitted: Fitted, screen: Screen) -> Iterator[list[str]]:
    """The heading and the cells of a column, each as lines that fill its width; a text that is met again, once."""
    filled: dict[str, list[str]] = {}
    for cell in (fitted.heading, *fitted.cells):
        if cell not in filled:
            parts = cell.split("\n")
            filled[cell] = [line for part in parts for line in _fill(part, fitted.width, fitted.side, screen)]
        yield filled[cell]


def _fill(cell: str, width: int, side: Side, screen: Screen) -> list[str]:
    """A text as lines that fill a width."""
    if not cell.isascii():
        return _fill_beyond_ascii(cell, width, side, screen)
    fill = str.rjust if side == "right" else str.ljust
    return [fill(line, width) for line in (_wrap_even(cell, width) if len(cell) > width else (cell,))]


def _fill_beyond_ascii(cell: str, width: int, side: Side, screen: Screen) -> list[str]:
    """A text beyond ASCII as lines that fill a width."""
    lines, base = [cell], 0
    if screen.bidi != "off" and runs_right_to_left(cell):
        from ctrack.render.terminal.bidi_line import lay_out

        lines, base = lay_out(cell, width, screen.bidi, screen.layout)
    elif set(map(character_width, set(cell))) == {1}:
        lines = list(_wrap_even(cell, width))
    elif cell_width(cell) > width:
        lines = [cell[start:stop] for start, stop in wrap(cell, width)]
    align: Align = "right" if side == "right" or (side == "start" and base) else "left"
    return [pad(line, width, align) for line in lines]


def _wrap_even(text: str, width: int) -> Iterator[str]:
    """Lines broken at blanks, the quick way where every character takes one cell."""
    while len(text) > width:
        end = text.rfind(" ", 1, width + 1)
        end = end if end > 0 else width
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text
