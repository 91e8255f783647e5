"""Widths of columns with which a table takes the fewest lines: what runs on has the room that nothing else needs.

Tried on a sample of rows, because what matters is the length of most rows and not the one long word of a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ctrack.render.docx.measures import PADDING, Want, share

SAMPLE = 80
_SWEEPS = 2
_BROKEN = 0.4
"""What one more line of a code, a date or a status costs beside one more line of the row: they read best on one."""
_LOOSE = 1.06
"""Lines end before their edge, for words are not divided."""

Cells = Sequence[int]
"""How wide each text of a column is on one line."""


def settle(wants: Sequence[Want], cells: Sequence[Cells], room: int) -> list[int]:
    """Widths that fill the room; each column has its longest word, as far as the page allows."""
    usual = share(wants, room)
    short = [at for at, want in enumerate(wants) if not want.is_running]
    if len(short) == len(wants) or not short or sum(want.least for want in wants) >= room:
        return usual
    best, cost = usual, _cost(usual, wants, cells)
    for at in chain.from_iterable([short] * _SWEEPS):
        for width in _options(wants[at]):
            tried = _with(best, at, width, wants, cells, room)
            found = _cost(tried, wants, cells) if tried else cost
            if tried and found < cost:
                best, cost = tried, found
    return best


def _options(want: Want) -> list[int]:
    """As narrow as its longest word, as wide as half of its longest line, or as all of it."""
    half = (want.most - PADDING) // 2 + PADDING
    return sorted({want.least, max(half, want.least), want.most})


def _with(
    widths: list[int], at: int, width: int, wants: Sequence[Want], cells: Sequence[Cells], room: int
) -> list[int] | None:
    """The widths with this one changed, and what runs on in the rest by how much it says; None where it has no room."""
    fixed = {place: widths[place] for place, want in enumerate(wants) if not want.is_running} | {at: width}
    spare = room - sum(fixed.values()) - sum(want.least for want in wants if want.is_running)
    if spare < 0:
        return None
    said = {place: sum(cells[place]) + 1 for place, want in enumerate(wants) if want.is_running}
    whole = sum(said.values())
    return [
        wants[place].least + spare * said[place] // whole if place in said else fixed[place]
        for place in range(len(wants))
    ]


def _cost(widths: Sequence[int], wants: Sequence[Want], cells: Sequence[Cells]) -> float:
    """The lines of all rows, and something for each short text that stands on more than one."""
    lines = [[_lines(cell, width) for cell in column] for column, width in zip(cells, widths, strict=True)]
    short = [column for column, want in zip(lines, wants, strict=True) if not want.is_running]
    broken = sum(count - 1 for column in short for count in column)
    return float(sum(max(row) for row in zip(*lines, strict=True))) + _BROKEN * broken


def _lines(cell: int, width: int) -> int:
    inner = width - PADDING
    return 1 if cell <= inner else -int(-cell * _LOOSE // inner)
