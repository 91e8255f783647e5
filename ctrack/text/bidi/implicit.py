"""Weak, neutral and implicit types (UAX #9, W1-W7, N1-N2, I1-I2); a rule rewrites a sequence in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from ctrack.text.bidi.classes import ISOLATE_CONTROLS, NEUTRAL

Types = list[str]

_STRONG_AS = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_RISE_FROM_EVEN = {"R": 1, "AN": 2, "EN": 2}


def strong_as(kind: str) -> str:
    """L or R for a type that counts as strong among neutrals, numbers being R (N0, N1); else empty."""
    return _STRONG_AS.get(kind, "")


def w1_marks(types: Types, start: str) -> None:
    """W1: a nonspacing mark takes the type before it, ON after an isolate control."""
    previous = start
    for index, kind in enumerate(types):
        if kind == "NSM":
            types[index] = "ON" if previous in ISOLATE_CONTROLS else previous
        previous = types[index]


def w2_arabic_context(types: Types, start: str) -> None:
    """W2: a European number after an Arabic letter is an Arabic number."""
    strong = start
    for index, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[index] = "AN"


def w3_arabic_letters(types: Types, start: str) -> None:
    """W3: an Arabic letter is right to left from here on."""
    for index, kind in enumerate(types):
        if kind == "AL":
            types[index] = "R"


def w4_separators(types: Types, start: str) -> None:
    """W4: a single separator between two numbers of one kind belongs to them."""
    for index in range(1, len(types) - 1):
        before, kind, after = types[index - 1 : index + 2]
        if before == after and (kind, before) in _SEPARATED:
            types[index] = before


_SEPARATED = {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}


def w5_terminators(types: Types, start: str) -> None:
    """W5: European terminators beside a European number belong to it."""
    for first, stop in _stretches(types, frozenset(("ET",))):
        if "EN" in types[max(first - 1, 0) : first] or "EN" in types[stop : stop + 1]:
            types[first:stop] = ["EN"] * (stop - first)


def w6_left_over(types: Types, start: str) -> None:
    """W6: separators and terminators that are left are neutral."""
    for index, kind in enumerate(types):
        if kind in ("ES", "ET", "CS"):
            types[index] = "ON"


def w7_latin_context(types: Types, start: str) -> None:
    """W7: a European number after left-to-right text is left to right."""
    strong = start
    for index, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[index] = "L"


WEAK_RULES: tuple[Callable[[Types, str], None], ...] = (
    w1_marks,
    w2_arabic_context,
    w3_arabic_letters,
    w4_separators,
    w5_terminators,
    w6_left_over,
    w7_latin_context,
)
"""In the order that the standard gives them; each is told the direction at the sequence's start."""


def n1_n2_neutrals(types: Types, start: str, end: str, embedding: str) -> None:
    """N1, N2: neutrals take the direction that they have on both sides, else the embedding's."""
    for first, stop in _stretches(types, NEUTRAL):
        before = strong_as(types[first - 1]) if first else start
        after = strong_as(types[stop]) if stop < len(types) else end
        types[first:stop] = [before if before == after else embedding] * (stop - first)


def i1_i2_level(level: int, kind: str) -> int:
    """I1, I2: the level of a character of a resolved type in a sequence of this level."""
    return level + (kind != "R" if level & 1 else _RISE_FROM_EVEN.get(kind, 0))


def _stretches(types: Types, members: Set[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges, as long as possible, of types that are all among the members."""
    index, size = 0, len(types)
    while index < size:
        if types[index] in members:
            first = index
            while index < size and types[index] in members:
                index += 1
            yield first, index
        index += 1
