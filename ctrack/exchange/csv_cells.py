"""Cells of CSV by RFC 4180, as the library writes them, and guarded: of most columns few differ, each written once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ctrack.domain.column_texts import write_columns
from ctrack.domain.long_lists import Columns
from ctrack.domain.remembered import Remembered
from ctrack.exchange.csv_guard import make_cell

_has_meaning = re.compile('[",\r\n]').search


def write_lines(portions: Iterable[Columns]) -> Iterator[str]:
    """The rows of a table, a text for each portion; the values of a column are of one type, or nothing."""
    writers: list[Callable[[Any], str]] = []
    for columns in portions:
        if not writers:
            write = write_cell if len(columns) > 1 else write_only_cell
            writers = [Remembered(write).__getitem__ for _column in columns]
        yield "\r\n".join(write_columns(writers, columns, ",")) + "\r\n"


def write_cell(value: Any) -> str:
    """The cell of a value, in quotes where it holds what has a meaning."""
    cell = make_cell(value)
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return '"' + cell.replace('"', '""') + '"' if _has_meaning(cell) else cell


def write_only_cell(value: Any) -> str:
    """The only cell of a row, which has its quotes where it is empty."""
    return write_cell(value) or '""'
