"""Bidi_Class of every character, by its short name in UAX #9, table 4.

Assigned characters have the class of the interpreter's Unicode version; a code point that it does not know
has the standard's default, so that letters of a newer version still run in their script's direction.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Literal

Base = Literal[0, 1]
"""A paragraph's direction: 0 left to right, 1 right to left."""

INITIATORS = frozenset(("LRI", "RLI", "FSI"))
ISOLATE_CONTROLS = INITIATORS | {"PDI"}
EMBEDDING_INITIATORS = frozenset(("LRE", "RLE", "LRO", "RLO"))
REMOVED = EMBEDDING_INITIATORS | {"PDF", "BN"}
"""What rule X9 takes out; such characters have no level."""
NEUTRAL = ISOLATE_CONTROLS | {"B", "S", "WS", "ON"}
"""NI of UAX #9, 3.3.5."""

_DEFAULTS = (
    (0x0000, "L"), (0x0590, "R"), (0x0600, "AL"), (0x07C0, "R"), (0x0860, "AL"), (0x0900, "L"),
    (0x2060, "BN"), (0x2070, "L"), (0x20A0, "ET"), (0x20D0, "L"), (0xFB1D, "R"), (0xFB50, "AL"),
    (0xFDD0, "BN"), (0xFDF0, "AL"), (0xFE00, "L"), (0xFE70, "AL"), (0xFF00, "L"), (0xFFF0, "BN"),
    (0xFFF9, "L"), (0x10800, "R"), (0x10D00, "AL"), (0x10D40, "R"), (0x10EC0, "AL"), (0x10F00, "R"),
    (0x10F30, "AL"), (0x10F70, "R"), (0x11000, "L"), (0x1E800, "R"), (0x1EC70, "AL"), (0x1ECC0, "R"),
    (0x1ED00, "AL"), (0x1ED50, "R"), (0x1EE00, "AL"), (0x1EF00, "R"), (0x1F000, "L"), (0xE0000, "BN"),
    (0xE1000, "L"),
)  # fmt: skip
_DEFAULT_STARTS = [start for start, _ in _DEFAULTS]


@lru_cache(maxsize=8192)
def bidi_class(character: str) -> str:
    """The Bidi_Class of one character."""
    return unicodedata.bidirectional(character) or default_class(ord(character))


def default_class(code: int) -> str:
    """The class of an unassigned code point (DerivedBidiClass.txt, Unicode 15.0): noncharacters are BN."""
    if code & 0xFFFE == 0xFFFE:
        return "BN"
    return _DEFAULTS[bisect_right(_DEFAULT_STARTS, code) - 1][1]
