"""From lines to paragraphs: where each begins, its number, and its text in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.official_texts.numbers import Level, Prefix, read_prefix
from ctrack.domain.official_texts.openings import Opening, read_opening
from ctrack.domain.official_texts.pages import Line, find_width
from ctrack.domain.official_texts.tongue import Tongue

_ENDS = ".;:,!?،؛؟…"
_STOPS = (".", ";", ":", "؛", ",", "،", "?", "؟", "!", "”", "»", ")", "and", "or", "و", "أو")
_LONG = 200
# Where the lines of a text are as long as this, each is a paragraph.
_WIDE = 160
_SHORT = 0.7
_GAP = 3
# One paragraph of more than this is no paragraph: what comes after is another.
_MOST = 60_000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it stands in the text: the line on which it begins, its number, its words.

    `role` is what a structured file says of it; a plain text says nothing.
    """

    line: int
    text: str
    prefix: Prefix | None = None
    role: str = ""
    depth: int | None = None


class Pile:
    """The lines of a paragraph that is being read."""

    def __init__(self, line: int, prefix: Prefix | None) -> None:
        self.line, self.prefix = line, prefix
        self.rows: list[str] = []
        self.size = 0

    def add(self, row: str) -> None:
        """Put a line at its end."""
        if row:
            self.rows.append(row)
            self.size += len(row)


class Assembly:
    """Paragraphs from lines; it knows which numbers can come next."""

    def __init__(self, tongue: Tongue, lines: list[Line]) -> None:
        self.tongue = tongue
        self.width = find_width(line.text for line in lines)
        self.lines = lines
        self.last = dict.fromkeys(Level, 0)
        self.compounds = frozenset[str]()

    def read(self) -> Iterator[Block]:
        """The paragraphs in order."""
        self.compounds = frozenset(
            word.lower() for line in self.lines for word in re.findall(r"\b[^\W\d_]+-[^\W\d_]+\b", line.text[:_MOST])
        )
        pile: Pile | None = None
        for line in self.lines:
            text = line.text.strip()
            prefix = read_prefix(text, self.tongue)
            if prefix is not None and not self.fits(prefix, line, pile):
                prefix = None
            if pile is None or prefix is not None or self.begins(text, line, pile):
                if pile is not None:
                    yield self.close(pile)
                self.count(prefix)
                pile = Pile(line.number, prefix)
            pile.add(prefix.rest if prefix else text)
        if pile is not None:
            yield self.close(pile)

    def fits(self, prefix: Prefix, line: Line, pile: Pile | None) -> bool:
        """Whether a number at the beginning of a line is one of a paragraph, and no word of a sentence."""
        ended = pile is None or not pile.rows or pile.rows[-1].endswith(_STOPS)
        if pile is None or line.after_blank or not prefix.rest:
            return True
        if self.width > _WIDE or (ended and prefix.at(Level.LETTER) is not None):
            return True
        if ended and self.opens(prefix.rest):
            return True
        if any(place == self.last[level] + 1 for level, place in prefix.ranks):
            return ended or self.opens(prefix.rest)
        near = any(place == 1 or 0 < place - self.last[level] <= _GAP for level, place in prefix.ranks)
        return near and ended

    def opens(self, text: str) -> bool:
        """Whether a text begins as paragraphs of resolutions do."""
        return read_opening(text, self.tongue).kind is not Opening.NONE

    def count(self, prefix: Prefix | None) -> None:
        """Keep the place of a number in its row."""
        for level, place in prefix.ranks if prefix else ():
            self.last[level] = place
            # Numbers may run on through the parts of a text.
            for deeper in (Level.LETTER, Level.ROMAN):
                if deeper > level:
                    self.last[deeper] = 0

    def begins(self, text: str, line: Line, pile: Pile) -> bool:
        """Whether a line without a number begins a paragraph."""
        before = pile.rows[-1] if pile.rows else ""
        if not before:
            return False
        if pile.size > _MOST or self.tongue.annexes.match(text) or self.tongue.body_of(text):
            return True
        if self.tongue.annexes.match(before) or self.tongue.body_of(before):
            return True
        ended = before.endswith(_STOPS)
        if line.after_page:
            return ended and self.opens(text)
        if line.after_blank:
            return ended or not text[:1].islower() or len(before) < self.width * _SHORT
        if self.width > _WIDE:
            return ended or len(text) > _LONG or len(before) < _WIDE / 2
        if ended and self.opens(text) and text[:1].isupper() | (not text[:1].isascii()):
            return before.endswith(tuple(_ENDS)) and len(before) < self.width * 1.2
        is_short = len(before) < self.width * _SHORT
        return is_short and before.endswith((".", ";", ":", "؛")) and not text[:1].islower()

    def close(self, pile: Pile) -> Block:
        """The paragraph of lines that were read."""
        return Block(pile.line, " ".join(self.join(pile.rows).split()), pile.prefix)

    def join(self, rows: Iterable[str]) -> str:
        """Lines in one piece; a hyphen at the end of a line stays where the word is written with it."""
        parts: list[str] = []
        for row in rows:
            if parts and re.search(r"[^\W\d_]-$", parts[-1]) and row[:1].isalpha():
                parts[-1] = self.mend(parts[-1], row)
            else:
                parts.append(row)
        return " ".join(parts)

    def mend(self, before: str, row: str) -> str:
        """Two lines between which a word was parted."""
        first = re.findall(r"[^\W\d_]+(?=-$)", before)[-1].lower()
        second = re.match(r"[^\W\d_]*", row)
        whole = f"{first}-{second[0].lower() if second else ''}"
        stays = row[:1].isupper() or whole in self.compounds or first in self.tongue.compounds
        return before + row if stays else before[:-1] + row


def read_blocks(lines: list[Line], tongue: Tongue) -> list[Block]:
    """The paragraphs of a text."""
    return [settle(block) for block in Assembly(tongue, lines).read()]


def settle(block: Block) -> Block:
    """A paragraph without the stars of notes at its end."""
    return replace(block, text=block.text.rstrip("* ")) if block.text.endswith("*") else block
