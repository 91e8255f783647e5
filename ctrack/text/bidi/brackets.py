"""Paired brackets (UAX #9, BD14-BD16 and N0); a pair takes one direction, and the marks on it follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ctrack.text.bidi.explicit import RunSequence
from ctrack.text.bidi.implicit import Types, strong_as
from ctrack.text.mirroring import CLOSING, CLOSING_OF

MAX_OPEN_BRACKETS = 63
"""BD16: with more brackets open at once, a sequence has no pairs at all."""


class _Opening(NamedTuple):
    """An opening bracket: where it is, and the closing one that would match it."""

    place: int
    closing: str


def bracket_pairs(characters: Sequence[str], types: Types) -> list[tuple[int, int]]:
    """BD16: indices of the bracket pairs of a sequence, in the order of their opening ones."""
    pairs: list[tuple[int, int]] = []
    stack: list[_Opening] = []
    for index, character in enumerate(characters):
        if types[index] != "ON":
            continue
        if character in CLOSING_OF:
            if len(stack) == MAX_OPEN_BRACKETS:
                return []
            stack.append(_Opening(index, CLOSING_OF[character]))
        elif character in CLOSING:
            depth = _innermost(stack, CLOSING[character])
            if depth is not None:
                pairs.append((stack[depth].place, index))
                del stack[depth:]
    return sorted(pairs)


def _innermost(stack: list[_Opening], closing: str) -> int | None:
    """The depth of the innermost opening bracket that this closing one matches."""
    return next((depth for depth in reversed(range(len(stack))) if stack[depth].closing == closing), None)


def n0_brackets(text: str, classes: Sequence[str], sequence: RunSequence, types: Types) -> None:
    """N0: brackets take the embedding direction if they hold it, else what they hold if it is before them."""
    characters = [text[position] for position in sequence.positions]
    for opening, closing in bracket_pairs(characters, types):
        direction = _pair_direction(types, sequence, opening, closing)
        if direction:
            for index in (opening, closing):
                types[index] = direction
                _carry_marks(types, classes, sequence.positions, index)


def _pair_direction(types: Types, sequence: RunSequence, opening: int, closing: int) -> str:
    """N0 b, c, d: the direction of one pair, empty when nothing strong stands inside it."""
    inside = {strong_as(kind) for kind in types[opening + 1 : closing]} - {""}
    if not inside or sequence.direction in inside:
        return sequence.direction if inside else ""
    before = (strong_as(types[index]) for index in reversed(range(opening)))
    return next(filter(None, before), sequence.start_direction)


def _carry_marks(types: Types, classes: Sequence[str], positions: Sequence[int], index: int) -> None:
    """N0, last paragraph: marks that stood after a bracket take its new direction."""
    for following in range(index + 1, len(positions)):
        if classes[positions[following]] != "NSM":
            return
        types[following] = types[index]
