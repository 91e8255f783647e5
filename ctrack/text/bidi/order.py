"""Visual order of a line (UAX #9, L2-L4); maps go from visual to logical positions, left to right.

Two liberties that the standard leaves: marks are put after their base in every direction (L3), because a
terminal draws them on the cell before, and so is an emoji sequence kept whole, with its joiners (5.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ctrack.text.bidi.classes import Base
from ctrack.text.bidi.levels import Levels, line_levels, resolve_levels
from ctrack.text.cells import clusters
from ctrack.text.controls import DIRECTION_CONTROLS
from ctrack.text.mirroring import mirror_image

_PARAGRAPH = re.compile("([\n\r\x1c-\x1e\x85\u2029])")
_ZWJ = "\u200d"


def visual_order(levels: Sequence[int | None]) -> list[int]:
    """L2: the positions that have a level, from left to right on the screen."""
    order = [position for position, level in enumerate(levels) if level is not None]
    present = {level for level in levels if level is not None}
    lowest_odd = min((level for level in present if level & 1), default=None)
    if lowest_odd is not None:
        for threshold in range(max(present), lowest_odd - 1, -1):
            _turn_round(order, levels, threshold)
    return order


def _turn_round(order: list[int], levels: Sequence[int | None], threshold: int) -> None:
    """Reverse in place every stretch of characters at the threshold's level or above."""
    first = 0
    for is_reached, stretch in groupby(order[:], key=lambda position: (levels[position] or 0) >= threshold):
        members = list(stretch)
        if is_reached:
            order[first : first + len(members)] = members[::-1]
        first += len(members)


def to_visual(text: str, base: Base | None = None) -> tuple[str, list[int]]:
    """The text as a terminal without bidi must be given it, and the logical position of each character.

    Every paragraph is laid out on its own as one line, and its separator stays after it (P1). Direction
    controls have done their work and are left out, as is what rule X9 removes. Arabic is shaped before; lines
    are broken before, and each is laid out by `line_to_visual`.
    """
    visual: list[str] = []
    sources: list[int] = []
    start = 0
    for piece in _PARAGRAPH.split(text):
        if _PARAGRAPH.match(piece):
            visual.append(piece)
            sources.append(start)
        else:
            levels, resolved = resolve_levels(piece, base)
            line, positions = line_to_visual(piece, levels, resolved)
            visual.append(line)
            sources.extend(start + position for position in positions)
        start += len(piece)
    return "".join(visual), sources


def line_to_visual(
    text: str, levels: Levels, base: Base, start: int = 0, stop: int | None = None
) -> tuple[str, list[int]]:
    """One line, text[start:stop], of a paragraph whose levels are known; positions are the paragraph's."""
    stop = len(text) if stop is None else stop
    line = line_levels(text, levels, base, start, stop)
    order = visual_order(line)
    if order != list(range(stop - start)):
        order = list(_l3_marks(text[start:stop], order))
    kept = [position for position in order if text[start + position] not in DIRECTION_CONTROLS]
    visual = (_l4_glyph(text[start + position], line[position]) for position in kept)
    return "".join(visual), [start + position for position in kept]


def _l3_marks(line: str, order: list[int]) -> Iterator[int]:
    """L3: the order with the marks of a character after it, and joined emoji as they were written."""
    cluster_at = [number for number, (start, stop) in enumerate(clusters(line)) for _ in range(start, stop)]
    for _, stretch in groupby(order, key=cluster_at.__getitem__):
        members = set(stretch)
        for position in range(min(members), max(members) + 1):
            if position in members or line[position] == _ZWJ:
                yield position


def _l4_glyph(character: str, level: int | None) -> str:
    """L4: the mirror image of a character in right-to-left text."""
    return mirror_image(character) if level and level & 1 else character
