"""Direction controls (embeddings, overrides, isolates) and how they nest: no pair outlives its line.

Nesting is that of UAX #9: PDF closes an embedding or override (BD11), PDI closes an isolate and whatever was
opened inside it (BD9, X6a), and neither reaches out of the isolate that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

EMBEDDINGS = frozenset((LRE, RLE, LRO, RLO))
ISOLATES = frozenset((LRI, RLI, FSI))
DIRECTION_CONTROLS = EMBEDDINGS | ISOLATES | {PDF, PDI, LRM, RLM, ALM}
"""Bidi_Control: characters that do nothing but direct."""
_CONTROL = re.compile("([\u202a-\u202e\u2066-\u2069])")


class Nesting:
    """The controls that are open at one point of a text, outermost first."""

    __slots__ = ("_isolates", "opened")

    def __init__(self, opened: Iterable[str] = ()) -> None:
        self.opened = list(opened)
        self._isolates = sum(control in ISOLATES for control in self.opened)

    def open(self, control: str) -> None:
        """Enter an embedding, an override or an isolate."""
        self.opened.append(control)
        self._isolates += control in ISOLATES

    def close(self, control: str) -> list[str]:
        """Leave by a PDF or a PDI; returns the openers it closed, outermost first, none when it is stray."""
        if control == PDF:
            is_match = bool(self.opened) and self.opened[-1] in EMBEDDINGS
            return [self.opened.pop()] if is_match else []
        return self._close_isolate() if self._isolates else []

    def _close_isolate(self) -> list[str]:
        closed: list[str] = []
        while not closed or closed[-1] not in ISOLATES:
            closed.append(self.opened.pop())
        self._isolates -= 1
        return closed[::-1]


def closers(opened: Iterable[str]) -> str:
    """The controls that close these openers, innermost first."""
    return "".join(PDF if control in EMBEDDINGS else PDI for control in reversed(list(opened)))


def unclosed(text: str, opened: str = "") -> str:
    """The openers still open at the end of a text, given those that were open before it."""
    nesting = Nesting(opened)
    for control in _CONTROL.findall(text):
        if control in (PDF, PDI):
            nesting.close(control)
        else:
            nesting.open(control)
    return "".join(nesting.opened)


def balance(line: str) -> str:
    """The line with every opener closed and every stray closer dropped; doing it twice changes nothing."""
    nesting, kept = Nesting(), []
    for piece in _CONTROL.split(line):
        if piece in (PDF, PDI):
            kept.append(closers(nesting.close(piece)))
            continue
        if piece in EMBEDDINGS or piece in ISOLATES:
            nesting.open(piece)
        kept.append(piece)
    return "".join(kept) + closers(nesting.opened)
