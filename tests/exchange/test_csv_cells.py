"""Cells of CSV that are written a column at a time: to the byte what the library writes of the same cells."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from ctrack.domain import remembered
from ctrack.domain.vocabulary import Status
from ctrack.exchange.csv_cells import write_lines
from ctrack.exchange.csv_guard import make_cell

TEXTS = ("a", "", "a,b", 'a "b"', "a\nb", "a\r\nb", " a ", "=1+1", "'a", "\ta", "-5", "+x", "ا ب", "\x07\u2028", None)
COLUMNS: list[list[Any]] = [
    list(TEXTS),
    [number % 3 for number in range(len(TEXTS))],
    [None] * len(TEXTS),
    [Status.IN_PROGRESS] * len(TEXTS),
    [True, False, None] * 5,
    [date(2026, 11, 21 + number % 3) for number in range(len(TEXTS))],
    [number / 8 for number in range(len(TEXTS))],
]


@pytest.mark.parametrize("columns", [COLUMNS, COLUMNS[:1], COLUMNS[2:3], COLUMNS[:2], COLUMNS[2:5]])
@pytest.mark.parametrize(("known", "size"), [(2, 4), (2_048, 100)])
def test_cells_are_written_as_the_library_writes_them(
    monkeypatch: pytest.MonkeyPatch, columns: list[list[Any]], known: int, size: int
) -> None:
    """Whatever cells hold, and whether they stand alone in their rows: the bytes are the same."""
    monkeypatch.setattr(remembered, "MOST", known)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(
        [make_cell(value) for value in row] for row in zip(*columns, strict=True)
    )
    portions = ([column[at : at + size] for column in columns] for at in range(0, len(TEXTS), size))
    assert "".join(write_lines(portions)) == out.getvalue()
