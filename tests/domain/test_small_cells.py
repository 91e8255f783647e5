"""The suppression of small cells: what a reader can work out from what is left."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.domain.small_cells import THRESHOLD, hide_small

PARTS = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2)


def add_sums(parts: list[list[int]]) -> list[list[int]]:
    """The table with its sums in the last row and column."""
    rows = [[*row, sum(row)] for row in parts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def list_tables(rows: int, columns: int, most: int, fixed: dict[tuple[int, int], int]) -> list[list[list[int]]]:
    """Every table of that size whose parts are at most so large and which has these cells to be seen."""
    found = []
    free = [range(most + 1) if (row, column) not in fixed else (fixed[row, column],)
            for row in range(rows) for column in range(columns)]  # fmt: skip
    for values in product(*free):
        table = add_sums([list(values[row * columns : (row + 1) * columns]) for row in range(rows)])
        if all(table[row][column] == value for (row, column), value in fixed.items()):
            found.append(table)
    return found


@settings(max_examples=20, deadline=None)
@given(PARTS)
def test_nothing_is_given_back(parts: list[list[int]]) -> None:
    """Every table that fits what is to be seen is tried: each hidden cell may hold more than one value."""
    counts = add_sums(parts)
    hidden = hide_small(counts)
    seen = {(row, column): value for row, line in enumerate(counts) for column, value in enumerate(line)
            if (row, column) not in hidden}  # fmt: skip
    assert all(value >= THRESHOLD for value in seen.values())
    fitting = list_tables(len(parts), 2, 8, seen)
    for row, column in hidden:
        assert len({table[row][column] for table in fitting}) > 1, (counts, sorted(hidden), (row, column))


def test_a_bridge_is_found() -> None:
    """A cell between two groups of hidden ones, which the sum of several rows and columns gives back, is not safe."""
    counts = add_sums([[1, 2, 9, 9], [2, 1, 2, 9], [9, 9, 2, 1], [9, 9, 1, 2]])
    hidden = hide_small(counts)
    assert len(hidden - {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}) > 0


def test_what_is_large_is_told() -> None:
    """A table without small cells is told whole, and one small cell takes three others with it at most."""
    assert hide_small(add_sums([[5, 6], [7, 8]])) == frozenset()
    hidden = hide_small(add_sums([[1, 6, 9], [7, 8, 9], [9, 9, 9]]))
    assert (0, 0) in hidden
    assert len(hidden) == 4


def test_zeros_are_small() -> None:
    """That there is none of a kind is as telling as that there is one; where both are hidden neither is known."""
    hidden = hide_small(add_sums([[0, 0, 9], [5, 6, 7]]))
    assert {(0, 0), (0, 1)} < hidden


def test_a_reader_who_knows_the_rule_learns_no_more() -> None:
    """What hides a 2 has to fit other tables in which it is small and what is hidden with it is not."""
    assert hide_small(add_sums([[5, 3], [2, 5]])) == {(1, 0), (1, 1), (2, 0), (2, 1)}
