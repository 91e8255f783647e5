"""Bars as cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.render.bars import blocks_of, divide, fill
from ctrack.render.document import Bars, Share, Tone

counts = st.lists(st.integers(0, 500), min_size=1, max_size=6)


@given(counts, st.integers(0, 500), st.integers(6, 40))
def test_no_part_is_lost(counts: list[int], rest: int, width: int) -> None:
    """A part has a cell if and only if it is there, and the bar stays in its width."""
    cells = divide(counts, sum(counts) + rest, width)
    assert [cell > 0 for cell in cells] == [count > 0 for count in counts]
    assert sum(cells) <= width


@given(counts, st.integers(6, 40))
def test_the_whole_fills_the_width(counts: list[int], width: int) -> None:
    """The longest bar is as long as there is room."""
    assert sum(divide(counts, sum(counts), width)) == (width if sum(counts) else 0)


@given(st.lists(st.integers(100, 500), min_size=1, max_size=6), st.integers(12, 40))
def test_rounding_is_by_less_than_a_cell(counts: list[int], width: int) -> None:
    """Each part has the cells of its share, but for what rounding takes or gives."""
    whole = sum(counts)
    cells = divide(counts, whole, width)
    assert all(abs(cell - count * width / whole) < 1 for cell, count in zip(cells, counts, strict=True))


@pytest.mark.parametrize(
    ("share", "filled"), [(0, 0), (0.001, 1), (0.34, 3), (0.5, 5), (0.999, 9), (1, 10), (-1, 0), (7, 10)]
)
def test_a_bar_is_full_only_at_one(share: float, filled: int) -> None:
    """A little is seen, and all but a little is not all."""
    assert fill(share, 10) == ("█" * filled, "░" * (10 - filled))


def test_no_share_no_bar() -> None:
    """Where there is nothing to count, the room stays blank."""
    assert fill(None, 10) == ("", " " * 10)


def test_blocks_tell_parts_apart() -> None:
    """Parts of one tone have blocks of their own, and a part has the same in every bar."""
    first = tuple(Share(key, key, 1, Tone.PLAIN) for key in ("a", "b", "c"))
    second = (Share("d", "d", 1, Tone.GOOD), Share("a", "a", 1, Tone.PLAIN))
    blocks = blocks_of(Bars("bars", (("", first, ""), ("", second, ""))))
    assert len(set(blocks.values())) == 4
    assert blocks["d"] == "█"
