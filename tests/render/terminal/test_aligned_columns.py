"""Aligned columns: what is made once for many rows stands in each of them as if it were made for that."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest

from ctrack.domain.vocabulary import Status
from ctrack.render.document import Align, Column, Table
from ctrack.render.terminal.aligned_columns import GAP, lines_of, show_cells
from ctrack.text.cells import pad
from ctrack.text.safe import make_safe

COLUMNS: dict[str, list[Any]] = {
    "words": ["b", "a", "b", "", "a\x1b[1m", "ت\u202e", "b"],
    "statuses": [Status.IMPLEMENTED, None, Status.IMPLEMENTED],
    "numbers": [3, None, 3, 0],
    "days": [date(2026, 1, 2), date(2026, 1, 2), None],
    "equal and not the same": [1, True, 1.0, 0, False, "1", None],
    "what no set holds": [{"en": "x"}, {"en": "y\nz"}, {"en": "x"}],
}


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("keeps_lines", [False, True])
def test_each_value_is_shown_as_itself(name: str, keeps_lines: bool) -> None:
    """A value that was shown before is shown as it would be alone; what only counts as equal is not taken for it."""
    values = COLUMNS[name]
    assert show_cells(repr, values, keeps_lines=keeps_lines) == [
        make_safe(repr(value), multiline=keeps_lines) for value in values
    ]


@pytest.mark.parametrize("last", [Align.START, Align.END])
def test_last_column_is_measured_only_where_that_shows(last: Align) -> None:
    """Lines are those of columns that are all filled up, without blanks at their ends."""
    rows = [["ab", "قرار", "x"], ["", "", ""], ["abc", "قرار بشأن", "xyz  "], ["ab", "قرار", ""]]
    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C", align=last))
    side: Literal["left", "right"] = "right" if last is Align.END else "left"
    first, second, third = zip(["A", "B", "C"], *rows, strict=True)
    filled = [
        [pad(cell, 3) for cell in first],
        [pad(cell, 9) for cell in second],
        [pad(cell, 5, side) for cell in third],
    ]
    assert list(lines_of(Table("rows", columns, rows))) == [GAP.join(row).rstrip() for row in zip(*filled, strict=True)]
