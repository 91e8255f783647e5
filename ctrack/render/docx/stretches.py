"""A line as stretches that each run one way, and the marks without which a reader's program would turn them otherwise.

Word orders a line by its runs, LibreOffice by UAX #9 alone, and both leave isolates out. So levels are resolved with
the isolates, and where the plain algorithm would find others, a stretch against its paragraph gets a mark of its own
direction before and after it.
"""

from __future__ import annotations

import re

from ctrack.text.bidi import resolve_levels
from ctrack.text.controls import DIRECTION_CONTROLS, LRI, LRM, PDI, RLI, RLM
from ctrack.text.direction import Direction, direction_of

Stretch = tuple[str, Direction]

_LEFT_ALONE = re.compile("[\x20-\x7e\u00a0-\u00ac\u00ae-\u058f\u1e00-\u1fff\u2010-\u2027\u2190-\u2bff]*")
_DIRECTED = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings and isolates, whose work the stretches do; Word shows some of them as boxes."""
_MARKED = re.compile(r"(?P<before>.*\S)(?P<gap>\s)(?P<text>\[[a-z]{2,3}\] .*)")
_MARKS: dict[Direction, str] = {"ltr": LRM, "rtl": RLM}
_OPENERS: dict[Direction, str] = {"ltr": LRI, "rtl": RLI}


def stretches_of(line: str, way: Direction) -> list[Stretch]:
    """The stretches of a line in a paragraph of this direction, in logical order, without embeddings and isolates."""
    if way == "ltr" and _LEFT_ALONE.fullmatch(line):
        return [(line, "ltr")] if line else []
    isolated = _isolate(line, way)
    wanted = _resolve(isolated, way)
    if isolated == line and not DIRECTION_CONTROLS & set(line):
        return wanted
    found = _resolve("".join(piece for piece, _ in wanted), way)
    return wanted if wanted == found else [_guard(piece, turn, way) for piece, turn in wanted]


def _isolate(line: str, way: Direction) -> str:
    """What stands before the mark of another language ("20 November 2026: [ar] ...") is a thing of its own."""
    found = _MARKED.fullmatch(line)
    before = direction_of(found["before"], way) if found else way
    return f"{_OPENERS[before]}{found['before']}{PDI}{found['gap']}{found['text']}" if found and before != way else line


def _resolve(line: str, way: Direction) -> list[Stretch]:
    """Neighbours of one direction as one stretch; in a left-to-right line figures stay with the Arabic around them."""
    levels, base = resolve_levels(line, 1 if way == "rtl" else 0)
    stretches: list[Stretch] = []
    turn = way
    for sign, level in zip(line.translate(_KEPT), levels, strict=True):
        if level is not None:
            turn = way if level == base else _turned(way)
        if sign == _DROPPED:
            continue
        if stretches and stretches[-1][1] == turn:
            stretches[-1] = (stretches[-1][0] + sign, turn)
        else:
            stretches.append((sign, turn))
    return stretches


_DROPPED = "\ufdd0"
_KEPT = dict.fromkeys(_DIRECTED, _DROPPED)


def _turned(way: Direction) -> Direction:
    return "ltr" if way == "rtl" else "rtl"


def _guard(piece: str, turn: Direction, way: Direction) -> Stretch:
    return (piece, turn) if turn == way else (_MARKS[turn] + piece + _MARKS[turn], turn)
