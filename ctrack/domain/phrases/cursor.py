"""A place in a row of tokens, from which the grammar reads; what cannot be read leaves the place where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from ctrack.domain.frozen import dataclass
from ctrack.domain.periods import Period
from ctrack.domain.phrases.scanner import Token, scan

Found = TypeVar("Found")

_NOTHING = Token("", {})


@dataclass(frozen=True, slots=True)
class Start:
    """What the lengths of time in the text of an instrument may count from; its adoption, where that day is known."""

    adopted: date | None = None


class Cursor:
    """The tokens of a text and how far they were read; `today` is what lengths of time are counted from.

    With a `start` the text is that of an instrument: its lengths count from the day that it names, and from no other.
    """

    def __init__(self, text: str, today: date, start: Start | None = None) -> None:
        self.text = text
        self.today = today
        self.start = start
        self.tokens = scan(text)
        self.position = 0
        # The period that the text names, whatever it says of it: its end, what lies before it, what counts from it.
        self.named: Period | None = None

    @property
    def token(self) -> Token:
        """The next token; past the end, one that plays no part."""
        return self.tokens[self.position] if self.position < len(self.tokens) else _NOTHING

    @property
    def at_end(self) -> bool:
        """Whether all was read."""
        return self.position >= len(self.tokens)

    @property
    def is_last(self) -> bool:
        """Whether the next token is the last one."""
        return self.position == len(self.tokens) - 1

    @property
    def said_plural(self) -> bool:
        """Whether what was read so far speaks of several of something: "the coming months"."""
        return any("plural" in token.parts for token in self.tokens[: self.position])

    @property
    def last_token(self) -> Token:
        """The token that was read last; before the first, one that plays no part."""
        return self.tokens[self.position - 1] if self.position else _NOTHING

    def plays(self, *parts: str) -> bool:
        """Whether the next token can play one of the parts."""
        return any(part in self.token.parts for part in parts)

    def take(self, part: str) -> int | None:
        """Read a token that plays the part and give its value; None, and nothing read, where it does not."""
        value = self.token.parts.get(part)
        if value is not None:
            self.position += 1
        return value

    def skip(self, *parts: str) -> bool:
        """Read every token that plays one of the parts; whether there was one."""
        start = self.position
        while self.plays(*parts):
            self.position += 1
        return self.position > start

    def skip_one(self) -> bool:
        """Read the next token whatever it is; whether there was one."""
        self.position += 1
        return self.position <= len(self.tokens)

    def attempt(self, *readers: Callable[[Cursor], Found | None]) -> Found | None:
        """What the first of the readers reads from here that gives not None; where all do, nothing was read."""
        start = self.position
        for read in readers:
            found = read(self)
            if found is not None:
                return found
            self.position = start
        return None
