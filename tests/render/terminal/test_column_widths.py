"""How columns share the cells of a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctrack.render.terminal.column_widths import Need, need_of_running, need_of_whole, need_of_words, share_room

needs = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Need(max(pair), min(pair))), max_size=6
)


@given(needs, st.integers(0, 200))
def test_widths_fit_and_nobody_is_starved(needs: list[Need], room: int) -> None:
    """Widths fill no more than the room, each between the least and the most; None only where that cannot be."""
    widths = share_room(needs, room)
    if widths is None:
        assert sum(need.least for need in needs) > room
        return
    assert sum(widths) <= room
    assert all(need.least <= width <= need.most for need, width in zip(needs, widths, strict=True))
    assert sum(widths) == min(room, sum(need.most for need in needs))


@given(needs)
def test_without_end_everyone_has_the_most(needs: list[Need]) -> None:
    """Lines without end hold every column as it is."""
    assert share_room(needs, None) == [need.most for need in needs]


def test_the_small_wishes_come_first() -> None:
    """The column of running text takes the rest."""
    assert share_room([Need(10, 10), Need(12, 8), Need(90, 24)], 60) == [10, 12, 38]


def test_needs() -> None:
    """A code stays whole, a heading and several words may break, running text narrows to its width."""
    assert need_of_whole("Last update", ["KWT-21", "HLC-2396-30"]) == Need(11, 11)
    assert need_of_whole("Last update", ["KWT-21"]) == Need(11, 6)
    assert need_of_words("Status", ["partially implemented"]) == Need(21, 11)
    assert need_of_running("Commitment", ["x" * 50], 24) == Need(50, 24)
    assert need_of_running("Commitment", ["x"], 24) == Need(10, 10)
    assert need_of_whole("", []) == Need(0, 0)
    assert need_of_whole("", ["決議"]) == Need(4, 4)
