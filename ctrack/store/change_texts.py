"""The changes of a journal entry on its way, each held as the texts that are made of it and not as the map it was.

Of an import of many thousand rows the maps would take ten times the memory of what is stored of them.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

# What the hash of an entry is taken over, and what is stored: Arabic stays Arabic, for whoever looks into the file.
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
STORED = json.JSONEncoder(ensure_ascii=False)
DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r]*")
_COMMA = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
# What may lie between a number and the rest of it.
_LONGEST_TAIL = len("e+")
Change = dict[str, Any]


class ChangeTexts:
    """A list of changes to which more are added, and from whose end some are taken; each comes out of it anew."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.stored = bytearray(b"[")
        self.canonical = bytearray(b"[")
        # Where the texts of each change end.
        self.stored_ends = array("Q", [1])
        self.canonical_ends = array("Q", [1])
        self.extend(changes)

    def append(self, change: Change) -> None:
        """Add a change."""
        self.extend((change,))

    def extend(self, changes: Iterable[Change]) -> None:
        """Add changes in their order."""
        self.extend_texts((STORED.encode(change), CANONICAL.encode(change)) for change in changes)

    def extend_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add changes by their two texts, which have to be those that the encoders make of them."""
        separators = (b", ", b",") if self else (b"", b"")
        for stored, canonical in texts:
            self.stored += separators[0] + stored.encode()
            self.canonical += separators[1] + canonical.encode()
            self.stored_ends.append(len(self.stored))
            self.canonical_ends.append(len(self.canonical))
            separators = b", ", b","

    def cut(self, count: int) -> None:
        """Keep the first so many."""
        for texts, ends in ((self.stored, self.stored_ends), (self.canonical, self.canonical_ends)):
            del ends[count + 1 :]
            del texts[ends[-1] :]

    def close(self) -> bytearray:
        """The whole as it is stored; the other text is needed no more, and given up before a database takes copies."""
        self.canonical.clear()
        self.stored += b"]"
        return self.stored

    def __len__(self) -> int:
        return len(self.stored_ends) - 1

    def __iter__(self) -> Iterator[Change]:
        for start, end in pairwise(self.stored_ends):
            yield json.loads(self.stored[start:end].removeprefix(b", "))


class StoredChanges:
    """The changes of an entry by the text that is stored, one read after the other: as maps they would fill the memory.

    The text may come in pieces, of which only those are held that a change reaches into; then it is gone through once.
    Going through it raises ValueError where the text is no list in JSON.
    """

    def __init__(self, text: str | Iterable[str]) -> None:
        self.pieces = (text,) if isinstance(text, str) else text

    def __iter__(self) -> Iterator[Any]:
        text = _Reach(self.pieces)
        if text.take_sign() != "[":
            raise ValueError("[")
        if text.peek_sign() != "]":
            yield from text.take_values()
        if text.take_sign() != "]" or text.peek_sign():
            raise ValueError("]")


class _Reach:
    """A text in JSON that comes in pieces, as far as it was reached for, and the place up to which it was taken."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self.pieces = iter(pieces)
        self.text = ""
        self.place = 0
        self.is_all = False
        self._reach()

    def peek_sign(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            found = _BLANK.match(self.text, self.place)
            self.place = found.end() if found else self.place
            if self.place < len(self.text) or self.is_all:
                return self.text[self.place : self.place + 1]
            self._reach()

    def take_sign(self) -> str:
        """The next sign that is no blank, and go by it."""
        sign = self.peek_sign()
        self.place += len(sign)
        return sign

    def take_values(self) -> Iterator[Any]:
        """The next values, which commas part; raises ValueError where one is none."""
        self.peek_sign()
        while True:
            yield self.take_value()
            found = _COMMA.match(self.text, self.place)
            if found and found.end() < len(self.text):
                self.place = found.end()
            elif self.peek_sign() == ",":
                self.place += 1
                self.peek_sign()
            else:
                return

    def take_value(self) -> Any:
        """The value that begins here; raises ValueError where none does."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.place)
            except ValueError:
                if self.is_all:
                    raise
            else:
                # Of a number that is cut off a part may be one: "1" of "1e+5".
                if self.is_all or end + _LONGEST_TAIL < len(self.text):
                    self.place = end
                    return value
            self._reach()

    def _reach(self) -> None:
        """Take as much more as there is already, so that what is long is tried few times."""
        rest = [self.text[self.place :]]
        wanted = len(rest[0])
        added = 0
        for piece in self.pieces:
            rest.append(piece)
            added += len(piece)
            if added > wanted:
                break
        else:
            self.is_all = True
        self.text, self.place = "".join(rest), 0
