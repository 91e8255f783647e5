"""Values of rows are read alike, whether the rows come one by one or as a list that is read by its columns."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.store.row_readers import read_values

KINDS = ("", "date", "json", "flag", "float")
ROWS = [
    ("a", "2026-01-02", '{"en": "x"}', 1, 2),
    ("b", None, None, None, None),
    ("c", "2026-01-02", "[]", 0, 1.5),
]
READ = [
    ("a", date(2026, 1, 2), {"en": "x"}, True, 2.0),
    ("b", None, None, None, None),
    ("c", date(2026, 1, 2), [], False, 1.5),
]


def test_by_rows_and_by_columns() -> None:
    """Each value is what the type of its column asks for; what stands behind the columns stays as it is."""
    assert [tuple(row) for row in read_values(iter(ROWS), KINDS)] == READ
    assert [tuple(row) for row in read_values(ROWS, KINDS)] == READ
    beside = [(*row, "beside", None) for row in ROWS]
    assert [tuple(row) for row in read_values(beside, KINDS)] == [(*row, "beside", None) for row in READ]


@pytest.mark.parametrize("kinds", [(), KINDS])
def test_no_rows(kinds: tuple[str, ...]) -> None:
    """Of no rows there are no values."""
    assert list(read_values([], kinds)) == []


def test_a_value_that_is_none_is_refused() -> None:
    """A date that is none fails in either way, and so is read again in the ordinary one."""
    for rows in (iter([("a", "soon")]), [("a", "soon")]):
        with pytest.raises(ValueError, match="soon"):
            list(read_values(rows, ("", "date")))
