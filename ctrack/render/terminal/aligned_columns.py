"""Tables as aligned columns of plain text: the fast writer, for lines without end, in logical order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ctrack.domain.long_lists import Columns
from ctrack.render.document import Align, Column, Table
from ctrack.render.terminal.column_widths import is_simple, widest
from ctrack.text.cells import pad
from ctrack.text.safe import is_safe, make_safe

GAP = "  "
WIDEST_PADDING = 200
"""A cell wider than this pushes the rest of its own line aside, and not that of every other line."""


def lines_of(table: Table) -> Iterator[str]:
    """The headings and the rows; nothing is wrapped or cut, and no line ends in blanks.

    Running text keeps its own lines: further ones stand below the first, in rows of their own.
    """
    columns = spread_columns(table.columns, list(zip(*table.rows, strict=True)))
    padded = [pad_column(column, cells, min(widest(cells), WIDEST_PADDING)) for column, cells in columns[:-1]]
    # Blanks at the end of a line are taken away again: of a last column that leans to the left nothing is measured.
    last = [
        cells if column.align is Align.START else pad_column(column, cells, min(widest(cells), WIDEST_PADDING))
        for column, cells in columns[-1:]
    ]
    return (GAP.join(row).rstrip() for row in zip(*padded, *last, strict=True))


def pairs_of(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names with what they are, one a line; further lines of a text stand under its first."""
    shown = [(make_safe(name), make_safe(text, multiline=True).split("\n")) for name, text in pairs]
    width = min(widest([name for name, _ in shown]), WIDEST_PADDING)
    gap = GAP if width else ""
    for name, lines in shown:
        for number, line in enumerate(lines):
            yield (pad("" if number else name, width) + gap + line).rstrip()


def show_cells(show: Callable[[Any], str], values: Iterable[Any], *, keeps_lines: bool = False) -> list[str]:
    """The values as safe texts, of one line each or with their own lines."""
    values = list(values)
    if not _are_alike(values):
        texts = [show(value) for value in values]
        is_harmless = is_safe("".join(texts), multiline=keeps_lines)
        return texts if is_harmless else [make_safe(text, multiline=keeps_lines) for text in texts]
    # Of ten thousand rows few have a status or a day of their own.
    shown = {value: make_safe(show(value), multiline=keeps_lines) for value in set(values)}
    return [shown[value] for value in values]


def _are_alike(values: Sequence[Any]) -> bool:
    """Whether values that are equal are one value to whoever sees them: True is not 1, nor 1.0."""
    kinds = set(map(type, values)) - {type(None)}
    return len(kinds) < 2 and all(kind is date or issubclass(kind, str | int) for kind in kinds)


def lines_within(cells: Iterable[str]) -> list[str]:
    """Every line of every cell."""
    return [line for cell in cells for line in cell.split("\n")]


def spread_columns(columns: Sequence[Column], values: Columns) -> list[tuple[Column, list[str]]]:
    """The columns with their headings and cells, each line of a cell by itself; no values where there is no row."""
    return _spread(list(_show_columns(columns, values or [()] * len(columns))))


def _spread(columns: list[tuple[Column, list[str]]]) -> list[tuple[Column, list[str]]]:
    """The columns with each line of a cell in a row of its own; what has one line only is left empty below it."""
    if not any("\n" in "".join(cells) for _column, cells in columns):
        return columns
    split = [[cell.split("\n") for cell in cells] for _column, cells in columns]
    heights = [max(map(len, row)) for row in zip(*split, strict=True)]
    return [
        (column, [line for lines, height in zip(rows, heights, strict=True) for line in _fill_up(lines, height)])
        for (column, _cells), rows in zip(columns, split, strict=True)
    ]


def _fill_up(lines: list[str], height: int) -> list[str]:
    return lines + [""] * (height - len(lines))


def _show_columns(columns: Sequence[Column], values: Columns) -> Iterator[tuple[Column, list[str]]]:
    for column, column_values in zip(columns, values, strict=True):
        cells = show_cells(column.show, column_values, keeps_lines=column.wraps)
        yield column, [make_safe(column.heading), *cells]


def pad_column(column: Column, cells: Sequence[str], width: int) -> list[str]:
    """The cells of a column, each as wide as it is."""
    is_at_end = column.align is Align.END
    if is_simple("".join(cells)):
        return [cell.rjust(width) for cell in cells] if is_at_end else [cell.ljust(width) for cell in cells]
    padded = {cell: pad(cell, width, "right" if is_at_end else "left") for cell in set(cells)}
    return [padded[cell] for cell in cells]
