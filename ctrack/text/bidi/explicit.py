"""Explicit levels and isolating run sequences (UAX #9, P2-P3, X1-X10); positions count from 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ctrack.text.bidi.classes import EMBEDDING_INITIATORS, INITIATORS, REMOVED, Base

MAX_DEPTH = 125
"""The deepest explicit level (BD2)."""

_OVERRIDE = {"LRO": "L", "RLO": "R"}


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str
    is_isolate: bool


@dataclass(frozen=True, slots=True)
class RunSequence:
    """An isolating run sequence (BD13): its positions, its level and the directions around it (X10)."""

    positions: list[int]
    level: int
    start_direction: str
    end_direction: str

    @property
    def direction(self) -> str:
        """The embedding direction: L or R."""
        return direction_of(self.level)


def direction_of(level: int) -> str:
    """L for an even level, R for an odd one (BD2)."""
    return "R" if level & 1 else "L"


def match_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: each isolate initiator that has a matching PDI, to the position of that PDI."""
    matches: dict[int, int] = {}
    open_initiators: list[int] = []
    for position, kind in enumerate(classes):
        if kind in INITIATORS:
            open_initiators.append(position)
        elif kind == "PDI" and open_initiators:
            matches[open_initiators.pop()] = position
    return matches


def first_strong(
    classes: Sequence[str], matches: Mapping[int, int], start: int = 0, stop: int | None = None
) -> Base | None:
    """P2, P3: the direction of the first strong character outside isolates, none when there is none."""
    position, stop = start, len(classes) if stop is None else stop
    while position < stop:
        kind = classes[position]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in INITIATORS:
            position = matches.get(position, stop)
        position += 1
    return None


class _Walker:
    """Rules X1 to X8 over one paragraph: what is open where it stands, and the overflows it counts."""

    __slots__ = ("overflow_embeddings", "overflow_isolates", "stack", "valid_isolates")

    def __init__(self, base: Base) -> None:
        self.stack = [_Status(base, "", False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def embed(self, kind: str) -> None:
        """X2-X5: an embedding or an override begins."""
        level = self._next_level(kind in ("RLE", "RLO"))
        if self._has_room(level):
            self.stack.append(_Status(level, _OVERRIDE.get(kind, ""), False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, is_right_to_left: bool) -> None:
        """X5a-X5c: an isolate begins."""
        level = self._next_level(is_right_to_left)
        if self._has_room(level):
            self.valid_isolates += 1
            self.stack.append(_Status(level, "", True))
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:
        """X6a: a PDI closes its isolate and every embedding inside it."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack.pop().is_isolate:
                pass
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        """X7: a PDF closes the last embedding of the isolate that it stands in."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1].is_isolate:
            self.stack.pop()

    def _next_level(self, is_right_to_left: bool) -> int:
        level = self.stack[-1].level
        return level + 1 | 1 if is_right_to_left else level + 2 & ~1

    def _has_room(self, level: int) -> bool:
        return level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings


def explicit_levels(classes: Sequence[str], base: Base, matches: Mapping[int, int]) -> tuple[list[int], list[str]]:
    """X1-X8: the level of every character, and its class after overrides."""
    walker = _Walker(base)
    levels: list[int] = []
    overridden = list(classes)
    for position, kind in enumerate(classes):
        if kind == "PDI":
            walker.end_isolate()
        status = walker.stack[-1]
        levels.append(base if kind == "B" else status.level)
        if status.override and kind != "B" and kind not in REMOVED:
            overridden[position] = status.override
        if kind in INITIATORS:
            walker.isolate(_is_right_to_left(classes, matches, position))
        elif kind in EMBEDDING_INITIATORS:
            walker.embed(kind)
        elif kind == "PDF":
            walker.end_embedding()
    return levels, overridden


def _is_right_to_left(classes: Sequence[str], matches: Mapping[int, int], position: int) -> bool:
    """The direction of the isolate that begins here; an FSI looks at what it holds (X5c)."""
    kind = classes[position]
    return kind == "RLI" or (kind == "FSI" and first_strong(classes, matches, position + 1, matches.get(position)) == 1)


def run_sequences(
    classes: Sequence[str], levels: Sequence[int], base: Base, matches: Mapping[int, int]
) -> list[RunSequence]:
    """X9, X10: the isolating run sequences of a paragraph, in the order of their first characters."""
    kept = [position for position, kind in enumerate(classes) if kind not in REMOVED]
    runs = _level_runs(kept, levels)
    run_from = {kept[start]: (start, stop) for start, stop in runs}
    closing = frozenset(matches.values())
    sequences = []
    for start, stop in runs:
        if kept[start] in closing:
            continue
        positions = kept[start:stop]
        while positions[-1] in matches:
            resumed, stop = run_from[matches[positions[-1]]]
            positions += kept[resumed:stop]
        level = levels[positions[0]]
        before = levels[kept[start - 1]] if start else base
        is_last = stop == len(kept) or classes[positions[-1]] in INITIATORS
        after = base if is_last else levels[kept[stop]]
        sequences.append(
            RunSequence(positions, level, direction_of(max(level, before)), direction_of(max(level, after)))
        )
    return sequences


def _level_runs(kept: Sequence[int], levels: Sequence[int]) -> list[tuple[int, int]]:
    """BD7: half-open ranges of `kept` whose characters share a level."""
    edges = [index for index in range(1, len(kept)) if levels[kept[index]] != levels[kept[index - 1]]]
    return list(zip([0, *edges], [*edges, len(kept)], strict=True)) if kept else []
