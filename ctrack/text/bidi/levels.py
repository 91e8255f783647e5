"""Resolved levels of one paragraph (UAX #9, P2 to I2 and L1); what rule X9 removes has the level None."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ctrack.text.bidi.brackets import n0_brackets
from ctrack.text.bidi.classes import ISOLATE_CONTROLS, REMOVED, Base, bidi_class
from ctrack.text.bidi.explicit import (
    RunSequence,
    explicit_levels,
    first_strong,
    match_isolates,
    run_sequences,
)
from ctrack.text.bidi.implicit import WEAK_RULES, i1_i2_level, n1_n2_neutrals

Levels = list[int | None]

_WHITE = ISOLATE_CONTROLS | {"WS"}
_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u058f\u0900-\u180d\u180f-\u200a\u2010-\u2027\u2030-\u205f\u2070-\ufb1c"
    "\ufe00-\ufe6f\uff00-\uffef\U0001f000-\U0001fffd]*"
)
"""Text that neither runs right to left, nor directs, nor loses a character: all of it is at level 0."""


def base_direction(text: str) -> Base:
    """The direction of a paragraph by its first strong character, left to right when it has none (P2, P3)."""
    classes = [bidi_class(character) for character in text]
    return first_strong(classes, match_isolates(classes)) or 0


def resolve_levels(text: str, base: Base | None = None) -> tuple[Levels, Base]:
    """The level of every character of one paragraph, laid out as one line, and the paragraph's own level.

    The base is found by P2 and P3 unless it is given. Line ends inside the text are taken as neutral: split
    paragraphs first (P1).
    """
    if not base and _PLAIN.fullmatch(text):
        return [0] * len(text), 0
    return _resolve([bidi_class(character) for character in text], base, text)


def resolve_class_levels(classes: Sequence[str], base: Base | None = None) -> tuple[Levels, Base]:
    """The same for characters of which only the Bidi_Class is known; none of them is a bracket."""
    return _resolve(classes, base, "")


def _resolve(classes: Sequence[str], base: Base | None, text: str) -> tuple[Levels, Base]:
    matches = match_isolates(classes)
    if base is None:
        base = first_strong(classes, matches) or 0
    levels, overridden = explicit_levels(classes, base, matches)
    for sequence in run_sequences(classes, levels, base, matches):
        types = _resolved_types(text, classes, overridden, sequence)
        for position, kind in zip(sequence.positions, types, strict=True):
            levels[position] = i1_i2_level(sequence.level, kind)
    pairs = zip(classes, levels, strict=True)
    resolved: Levels = [None if kind in REMOVED else level for kind, level in pairs]
    _l1_separators(resolved, classes, base)
    return resolved, base


def _resolved_types(text: str, classes: Sequence[str], overridden: list[str], sequence: RunSequence) -> list[str]:
    """W1-N2: the types of one run sequence, each L, R, EN or AN at the end."""
    types = [overridden[position] for position in sequence.positions]
    for rule in WEAK_RULES:
        rule(types, sequence.start_direction)
    if text:
        n0_brackets(text, classes, sequence, types)
    n1_n2_neutrals(types, sequence.start_direction, sequence.end_direction, sequence.direction)
    return types


def _l1_separators(levels: Levels, classes: Sequence[str], base: Base) -> None:
    """L1: separators, and the white space before them or at the end, go back to the paragraph's level."""
    is_trailing = True
    for position in reversed(range(len(levels))):
        kind = classes[position]
        if kind in ("B", "S"):
            is_trailing = True
        elif kind not in _WHITE:
            is_trailing = is_trailing and kind in REMOVED
            continue
        if is_trailing:
            levels[position] = base


def line_levels(text: str, levels: Levels, base: Base, start: int, stop: int) -> Levels:
    """L1 for one line of a paragraph: white space before the line's break has the paragraph's level."""
    line = levels[start:stop]
    for index in reversed(range(len(line))):
        if line[index] is None:
            continue
        if bidi_class(text[start + index]) not in _WHITE:
            break
        line[index] = base
    return line
