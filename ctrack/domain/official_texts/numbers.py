"""The number before a paragraph: "12.", "(a)", "(iv)", "3 -", "(ب)", "IV.", "2.1", "Recommendation 7"."""

from __future__ import annotations

import re
from enum import IntEnum
from unicodedata import decimal

from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.tongue import Tongue


class Level(IntEnum):
    """How deep a number stands."""

    DIVISION = 0
    PARAGRAPH = 1
    LETTER = 2
    ROMAN = 3


@dataclass(frozen=True, slots=True)
class Prefix:
    """A number as it is written, the ranks that it can have with their place in the row, and the text behind it."""

    written: str
    ranks: tuple[tuple[Level, int], ...]
    rest: str

    def at(self, level: Level) -> int | None:
        """Its place in the row of a level."""
        return next((place for rank, place in self.ranks if rank is level), None)


_MOST = 400
_SHAPE = re.compile(
    r"""\s*(?:
      (?P<decimal> \d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s)
    | (?P<number>  \d{1,3})(?:\s?\.\s?[-–—](?=\s|\w)|[.)](?=\s|[^\W\d]|$)|\s?[-–—](?=\s)|(?=\t))
    | \((?P<enclosed> \d{1,3})\)
    | [(](?P<token> [^\W\d_]{1,5}\u0640?)[)]
    | (?P<bare>    [^\W\d_]{1,5}\u0640?)(?:\)(?=\s)|\s[-–—](?=\s)|\.(?=\s))
    | OP\s?(?P<op> \d{1,3})[.:]?(?=\s)
    | (?P<bullet>  [•●▪◦‣·–—-](?=\s))
    )\s*""",
    re.VERBOSE,
)
_NAMED = re.compile(
    r"\s*(?P<word>[^\W\d_]+)\s+(?P<number>\d{1,3}(?:\.\d{1,2})?|[IVXLC]{1,6})\s*(?P<mark>[.:)\-–—]?)(?:\s+|$)"
)
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10}


def west(text: str) -> str:
    """The text with every digit an ASCII one."""
    if text.isascii():
        return text
    return "".join(char if (digit := decimal(char, None)) is None else str(digit) for char in text)


def read_prefix(line: str, tongue: Tongue) -> Prefix | None:
    """The number that a line begins with; None where it begins with none."""
    head = west(line[:40])
    found = _SHAPE.match(head)
    ranks = rank(found, tongue) if found is not None and found[0].strip() else ()
    if found is None or not ranks:
        return read_named(line, head, tongue) or read_ordinal(line, tongue)
    return Prefix(line[: found.end()].strip(), ranks, line[found.end() :].strip())


def rank(found: re.Match[str], tongue: Tongue) -> tuple[tuple[Level, int], ...]:
    """The levels that a number can stand on."""
    kind, text = found.lastgroup or "", found[found.lastgroup or 0]
    if kind in ("number", "op"):
        return ((Level.PARAGRAPH, int(text)),) if 0 < int(text) <= _MOST else ()
    if kind == "enclosed":
        place = int(text)
        return ((Level.LETTER, place), (Level.ROMAN, place)) if 0 < place <= _MOST else ()
    if kind == "decimal":
        return ((Level.PARAGRAPH, int(text.rpartition(".")[2])),)
    if kind == "bullet":
        return ((Level.LETTER, 0),)
    return rank_letters(text, tongue, is_bare=kind == "bare")


def rank_letters(text: str, tongue: Tongue, *, is_bare: bool) -> tuple[tuple[Level, int], ...]:
    """The levels of letters: in capitals and without brackets they divide a text."""
    small = fold(text)
    roman, place = read_roman(small), read_letters(small, tongue)
    if is_bare and text.isupper():
        return tuple((Level.DIVISION, value) for value in (roman, place) if value)
    ranks = ((Level.LETTER, place), (Level.ROMAN, roman))
    return tuple((level, value) for level, value in ranks if value)


def read_letters(small: str, tongue: Tongue) -> int | None:
    """The place of a letter in its alphabet; a doubled letter follows all single ones."""
    if not small or len(set(small)) > 1 or len(small) > 2:
        return None
    place = tongue.letters.find(small[0])
    return place + 1 + (len(small) - 1) * len(tongue.letters) if place >= 0 else None


def read_roman(small: str) -> int | None:
    """The value of a Roman numeral up to 39."""
    if not small or not _ROMAN.fullmatch(small):
        return None
    digits = [_DIGITS[char] for char in small]
    return sum(-d if d < next_ else d for d, next_ in zip(digits, [*digits[1:], 0], strict=True))


def read_named(line: str, head: str, tongue: Tongue) -> Prefix | None:
    """A number with its noun: "Recommendation 12", "Action 3."."""
    found = _NAMED.match(head)
    if found is None or not tongue.numbered.match(found["word"]):
        return None
    divides = fold(found["word"]) in tongue.dividing
    if not found["mark"] and found.end() < len(head.rstrip()) and not head[found.end() :][:1].isupper() and divides:
        return None
    if not found["mark"] and head[found.end() :][:1].islower():
        return None
    number = found["number"]
    place = read_roman(number.lower()) if number[0].isalpha() else int(number.rpartition(".")[2])
    level = Level.DIVISION if divides else Level.PARAGRAPH
    return Prefix(line[: found.end()].strip(), ((level, place or 1),), line[found.end() :].strip())


def read_ordinal(line: str, tongue: Tongue) -> Prefix | None:
    """An ordinal that divides a text: "First:", "أولا -"."""
    head, mark, rest = line.strip().partition("-" if " -" in line[:20] else ":")
    words = fold(head).split()
    if not mark or not words or len(head) > 20:
        return None
    found = tongue.ordinals.match(words)
    if found is None or found[0] != len(words):
        return None
    return Prefix(head.strip() + mark, ((Level.DIVISION, found[1]),), rest.strip())
