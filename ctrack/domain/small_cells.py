"""The suppression of small cells in a table of counts: nothing under the threshold is told, and no sum gives it back.

The last row and the last column hold the sums. What is hidden because it is small is between 0 and what is too small;
whatever else has to be hidden so that the small ones cannot be worked out is the smallest that does. A hidden cell is
safe where another table has the same cells to be seen and another value there, even for a reader who is told which
cells are the small ones: a cycle in the graph of rows and columns along which cells grow and shrink in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

THRESHOLD = 3
Counts = Sequence[Sequence[int]]
Cell = tuple[int, int]
Node = tuple[str, int]
# From one node to others, each by the cell whose value changes on the way.
Ways = dict[Node, list[tuple[Node, Cell]]]


def hide_small(counts: Counts) -> frozenset[Cell]:
    """The cells that are not told, by row and column."""
    small = frozenset(cell for cell in list_cells(counts) if value_of(counts, cell) < THRESHOLD)
    hidden = set(small)
    every = set(list_cells(counts))
    while hidden != every and (exposed := find_exposed(counts, hidden, small)) is not None:
        more = choose(counts, hidden, small, exposed)
        hidden |= more if more - hidden else every
    return frozenset(hidden)


def list_cells(counts: Counts) -> Iterator[Cell]:
    """Every cell, sums too."""
    return ((row, column) for row in range(len(counts)) for column in range(len(counts[row])))


def value_of(counts: Counts, cell: Cell) -> int:
    """What a cell holds."""
    return counts[cell[0]][cell[1]]


def find_exposed(counts: Counts, hidden: set[Cell], small: frozenset[Cell]) -> Cell | None:
    """The first hidden cell that can be worked out from what is to be seen."""
    ways = draw_ways(counts, hidden, small)
    return next((cell for cell in sorted(hidden) if not is_safe(counts, cell, small, ways)), None)


def draw_ways(counts: Counts, hidden: set[Cell], small: frozenset[Cell]) -> Ways:
    """How a change of one hidden cell may be made up for by others."""
    ways: Ways = {}
    for cell in hidden:
        start, end = span(counts, cell)
        if may_grow(counts, cell, small):
            ways.setdefault(start, []).append((end, cell))
        if may_shrink(counts, cell, small):
            ways.setdefault(end, []).append((start, cell))
    return ways


def span(counts: Counts, cell: Cell) -> tuple[Node, Node]:
    """The row and the column of a cell, in the direction in which it carries what it grows by.

    A sum grows with its parts, and so carries it on the other way round.
    """
    row, column = ("row", cell[0]), ("column", cell[1])
    is_sum = (cell[0] == len(counts) - 1) != (cell[1] == len(counts[0]) - 1)
    return (column, row) if is_sum else (row, column)


def may_grow(counts: Counts, cell: Cell, small: frozenset[Cell]) -> bool:
    """Whether a cell may hold more, as far as a reader knows."""
    return cell not in small or value_of(counts, cell) < THRESHOLD - 1


def may_shrink(counts: Counts, cell: Cell, small: frozenset[Cell]) -> bool:
    """Whether a cell may hold less, as far as a reader knows."""
    return value_of(counts, cell) > (0 if cell in small else THRESHOLD)


def is_safe(counts: Counts, cell: Cell, small: frozenset[Cell], ways: Ways) -> bool:
    """Whether the cell may hold something else while all that is to be seen stays as it is."""
    start, end = span(counts, cell)
    grows = may_grow(counts, cell, small) and is_reached(end, start, cell, ways)
    return grows or (may_shrink(counts, cell, small) and is_reached(start, end, cell, ways))


def is_reached(start: Node, goal: Node, but: Cell, ways: Ways) -> bool:
    """Whether there is a way from one node to another that does not go by a cell."""
    seen, waiting = {start}, [start]
    while waiting:
        for node, cell in ways.get(waiting.pop(), ()):
            if cell == but or node in seen:
                continue
            if node == goal:
                return True
            seen.add(node)
            waiting.append(node)
    return False


def choose(counts: Counts, hidden: set[Cell], small: frozenset[Cell], exposed: Cell) -> set[Cell]:
    """The cells to be hidden besides, which together make the exposed one safe and hold the least.

    All of its row and column, where nothing does.
    """
    ways = draw_ways(counts, set(list_cells(counts)), small)
    start, end = span(counts, exposed)
    found = []
    if may_grow(counts, exposed, small):
        found.append(find_cheapest(counts, (end, start), hidden, exposed, ways))
    if may_shrink(counts, exposed, small):
        found.append(find_cheapest(counts, (start, end), hidden, exposed, ways))
    paths = [path for path in found if path is not None]
    if not paths:
        return {cell for cell in list_cells(counts) if cell[0] == exposed[0] or cell[1] == exposed[1]}
    return set(min(paths)[1])


def find_cheapest(
    counts: Counts, ends: tuple[Node, Node], hidden: set[Cell], but: Cell, ways: Ways
) -> tuple[int, tuple[Cell, ...]] | None:
    """The way from one node to another whose cells cost the least to hide, with what it costs (Dijkstra)."""
    start, goal = ends
    waiting: list[tuple[int, tuple[Cell, ...], Node]] = [(0, (), start)]
    seen: set[Node] = set()
    while waiting:
        cost, path, node = heappop(waiting)
        if node == goal:
            return cost, path
        if node in seen:
            continue
        seen.add(node)
        for other, cell in ways.get(node, ()):
            if cell != but and other not in seen:
                heappush(waiting, (cost + weigh(counts, cell, hidden), (*path, cell), other))
    return None


def weigh(counts: Counts, cell: Cell, hidden: set[Cell]) -> int:
    """What hiding a cell costs: nothing where it is hidden already, and for a sum more than for any part."""
    if cell in hidden:
        return 0
    sums = (cell[0] == len(counts) - 1) + (cell[1] == len(counts[0]) - 1)
    return value_of(counts, cell) + 1 + sums * counts[-1][-1]
