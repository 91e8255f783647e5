"""From a text to tokens: phrases of the lexicon, numbers, dates in figures, marks.

An apostrophe, and a hyphen or full stop beside a letter, only join words and are dropped (l'année, end-June, Sept.);
between figures they are kept. A token says which parts it can play; one that can play none is unknown, and the
grammar refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.phrases.lexicon import Lexicon, Parts, lexicon

_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"،": ",", "؛": ";", "٪": "%"})
# A date of ISO 8601 in its basic form (20260630), and a year.
_BASIC_DATE = 8
_YEAR = 4

_WRAPPING = " \t.,;:!\"'«»“”„•*"

_SHAPES = re.compile(
    r"""
    (?P<week>      \d{4}-?\s?w\d{1,2}(?:-\d)?(?!\w) )
  | (?P<numeric>   \d+\s?(?P<mark>[/.-])\s?\d+(?:\s?(?P=mark)\s?\d+)?(?![:\d]) )
  | (?P<time>      t?(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[.,]\d+)?(?:z|[+-]\d{2}:?\d{2})?(?!\d)
                  | (?:[01]?\d|2[0-4])\s?h\s?[0-5]\d(?!\d) | (?:[01]\d|2[0-4])\s?h(?!\w) )
  | (?P<zone>      (?<!\w)(?:utc|gmt)[+-](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d) )
  | (?P<ordinal>   (?P<place>\d{1,2})(?:st|nd|rd|th|er|ere|eme|ieme|e|nde?)(?![^\W\d_]) )
  | (?P<coded>     (?<![^\W\d_])(?:[qths]\d(?!\w) | \d[qh](?![^\W\d_])) )
  | (?P<number>    \d+ )
  | (?P<short>     '\d\d(?!\d) )
  | (?P<word>      [^\W\d_]+ )
  | (?P<joint>     (?<=[^\W\d_])[.-] | [.-](?=[^\W\d_]) | ' )
  | (?P<blank>     \s+ )
  | (?P<sign>      . )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUARTER_LETTERS = "qt"
# What an Arabic word in one piece begins with, the particle that this is, and the article that it hides.
_PARTICLES = (("لل", "ل", "ال"), ("و", "و", ""), ("ب", "ب", ""), ("ل", "ل", ""))
_UNSAID = ("joint", "blank")

Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Token:
    """A phrase or a figure as it was folded, and the parts that it can play, each with its value."""

    text: str
    parts: Parts


def scan(text: str) -> list[Token]:
    """The tokens of a text; brackets, quotation marks and full stops around the whole of it are left out."""
    words = lexicon()
    folded = _unwrapped(fold(text.translate(_ALIKE)).translate(_ALIKE))
    shapes = ((match.lastgroup or "sign", match[0]) for match in _SHAPES.finditer(folded))
    pieces = [piece for shape in shapes if shape[0] not in _UNSAID for piece in _parted(shape, words)]
    return list(_tokens(pieces, words))


def _unwrapped(text: str) -> str:
    bare = text.strip(_WRAPPING)
    if bare[:1] == "(" and bare.find(")") == len(bare) - 1:
        return _unwrapped(bare[1:-1])
    return bare


def _parted(piece: Piece, words: Lexicon) -> Iterator[Piece]:
    """A word of the lexicon apart from the Arabic particles that are written in one piece with it."""
    kind, text = piece
    if kind != "word" or text in words.words:
        yield piece
        return
    for prefix, particle, article in _PARTICLES:
        rest = article + text.removeprefix(prefix)
        if text.startswith(prefix) and rest in words.words:
            yield from ((kind, particle), (kind, rest))
            return
    yield piece


def _tokens(pieces: list[Piece], words: Lexicon) -> Iterator[Token]:
    """The longest phrase that begins at each piece, or the piece itself."""
    start = 0
    while start < len(pieces):
        run = [text for _, text in takewhile(_is_word, pieces[start : start + words.longest])]
        lengths = range(len(run), 0, -1)
        phrase = next((tuple(run[:length]) for length in lengths if tuple(run[:length]) in words.phrases), None)
        if phrase is None:
            yield Token(pieces[start][1], _parts_of_figure(*pieces[start]))
        else:
            yield Token(" ".join(phrase), words.phrases[phrase])
        start += len(phrase or " ")


def _is_word(piece: Piece) -> bool:
    return piece[0] == "word"


def _parts_of_figure(kind: str, text: str) -> Parts:
    """The parts of what is not in the lexicon; an unknown word has none."""
    match kind:
        case "number":
            return _parts_of_number(text)
        case "ordinal":
            return {"ordinal": int(re.sub(r"\D", "", text))}
        case "coded":
            letter, place = sorted(text, reverse=True)
            return {"coded": 3 if letter in _QUARTER_LETTERS else 6, "place": int(place)}
        case "sign":
            return {text: 1}
        case "word":
            return {}
        case _:
            return {kind: 1}


def _parts_of_number(digits: str) -> Parts:
    if len(digits) == _BASIC_DATE:
        return {"numeric": 1}
    number = int(digits)
    return {"number": number, "year": number} if len(digits) == _YEAR else {"number": number}
