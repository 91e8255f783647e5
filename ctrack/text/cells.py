"""Widths in terminal cells: marks and format characters 0, East Asian wide ones and emoji 2, all else 1.

A cluster is what a terminal draws as one thing: a character with its marks, emoji that joiners bind, or the two letters
of a flag. It is never divided. Widths are those of the interpreter's Unicode version.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Align = Literal["left", "center", "right"]
Span = tuple[int, int]
"""A half-open range of positions."""

ELLIPSIS = "…"
_ZWJ, _EMOJI_STYLE = "\u200d", "\ufe0f"
_WIDTHLESS = frozenset(("Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"))
_VISIBLE_FORMATS = frozenset(
    "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_REGIONAL = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_FILLERS = frozenset("\u3164\uffa0")


@lru_cache(maxsize=8192)
def character_width(character: str) -> int:
    """The cells of one character by itself: 0, 1 or 2 (UAX #11 for the wide ones)."""
    if character in _VISIBLE_FORMATS:
        return 1
    if unicodedata.category(character) in _WIDTHLESS or _is_joined_to_the_left(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _is_joined_to_the_left(character: str) -> bool:
    """Whether it is a conjoining Hangul vowel or final, a Hangul filler, or a skin tone."""
    is_jamo = "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    return is_jamo or character in _FILLERS or "\U0001f3fb" <= character <= "\U0001f3ff"


def clusters(text: str) -> Iterator[Span]:
    """The ranges of a text that must not be divided, without gaps."""
    start = 0
    for position in range(1, len(text)):
        if (
            character_width(text[position])
            and not _is_joined_emoji(text, position)
            and not _ends_flag(text, start, position)
        ):
            yield start, position
            start = position
    if text:
        yield start, len(text)


def _is_joined_emoji(text: str, position: int) -> bool:
    """Whether a joiner binds it to an emoji before it, with its tone or its style; elsewhere a joiner binds nothing."""
    before = text[max(position - 2, 0)]
    is_bound = text[position - 1] == _ZWJ and unicodedata.category(text[position]) == "So"
    return is_bound and (before == _EMOJI_STYLE or unicodedata.category(before) in ("So", "Sk"))


def _ends_flag(text: str, start: int, position: int) -> bool:
    """Whether it is the second of two regional letters, which are drawn as a flag (UAX #29, GB12 and GB13)."""
    return position == start + 1 and text[position] in _REGIONAL and text[start] in _REGIONAL


def cell_width(text: str) -> int:
    """The cells that a line of text takes on a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _ZWJ not in text and _EMOJI_STYLE not in text:
        return sum(map(character_width, text))
    return sum(_cluster_width(text[start:stop]) for start, stop in clusters(text))


def _cluster_width(cluster: str) -> int:
    """The widest character's width, two for a symbol in emoji style."""
    if _ends_flag(cluster[:2], 0, len(cluster[:2]) - 1):
        return 2
    widest = max(map(character_width, cluster))
    return 2 if widest == 1 and _EMOJI_STYLE in cluster and _may_be_emoji(cluster[0]) else widest


def _may_be_emoji(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sm", "Po", "Nd") or character == "ℹ"


def pad(text: str, width: int, align: Align = "left") -> str:
    """The text with spaces around it to fill this many cells; a wider text is left as it is."""
    room = max(0, width - cell_width(text))
    before = {"left": 0, "center": room // 2, "right": room}[align]
    return " " * before + text + " " * (room - before)


def fit(text: str, width: int) -> int:
    """How many characters of a text fit in this many cells without dividing a cluster."""
    end = used = 0
    for start, stop in clusters(text):
        used += cell_width(text[start:stop])
        if used > width:
            break
        end = stop
    return end
