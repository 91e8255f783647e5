"""The changes of a journal entry on its way, each held as the texts that are made of it and not as the map it was.

Of an import of many thousand rows the maps would take ten times the memory of what is stored of them; and of the texts
what is long lies in a file until the entry is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, NamedTuple

# What the hash of an entry is taken over, and what is stored: Arabic stays Arabic, for whoever looks into the file.
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
STORED = json.JSONEncoder(ensure_ascii=False)
DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r]*")
# Bytes that are held before they are put into a file, and that are read from it at once.
MOST_HELD = 1 << 21
# So many changes are added in one piece.
PORTION = 200
_COMMA = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
# What may lie between a number and the rest of it.
_LONGEST_TAIL = len("e+")
Change = dict[str, Any]


class LongText:
    """A text in UTF-8 that grows at its end; what is long of it lies in a file without a name, and its end is held."""

    def __init__(self, beginning: bytes) -> None:
        self.held = bytearray(beginning)
        self.file: IO[bytes] | None = None
        # How many bytes lie in the file.
        self.filed = 0

    def add(self, piece: bytes) -> None:
        """Add a piece."""
        self.held += piece
        if len(self.held) > MOST_HELD:
            self.put_away()

    def put_away(self) -> None:
        """Put what is held into the file."""
        if self.file is None:
            from tempfile import TemporaryFile

            self.file = TemporaryFile()  # noqa: SIM115
        self.file.seek(self.filed)
        self.filed += self.file.write(self.held)
        self.held.clear()

    def cut(self, length: int) -> None:
        """Keep the first so many bytes."""
        del self.held[max(length - self.filed, 0) :]
        self.filed = min(length, self.filed)

    def list_pieces(self) -> Iterator[bytes | bytearray]:
        """All of it, piece by piece."""
        for start in range(0, self.filed, MOST_HELD):
            assert self.file is not None
            self.file.seek(start)
            yield self.file.read(min(MOST_HELD, self.filed - start))
        yield self.held

    def read(self) -> bytes:
        """All of it at once."""
        return b"".join(self.list_pieces())

    def __len__(self) -> int:
        return self.filed + len(self.held)

    def __conform__(self, _protocol: object) -> bytes:
        """What the driver of a file takes, read as it is asked for: nobody but the driver holds it then."""
        return self.read()


class Mark(NamedTuple):
    """How far changes had come: how many there were, and how long both texts of them."""

    changes: int
    stored: int
    canonical: int


class ChangeTexts:
    """A list of changes to which more are added, and from whose end some are taken; each comes out of it anew."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.stored = LongText(b"[")
        self.canonical = LongText(b"[")
        self.count = 0
        self.extend(changes)

    def append(self, change: Change) -> None:
        """Add a change."""
        self.extend((change,))

    def extend(self, changes: Iterable[Change]) -> None:
        """Add changes in their order."""
        self.extend_texts((STORED.encode(change), CANONICAL.encode(change)) for change in changes)

    def extend_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add changes by their two texts, which have to be those that the encoders make of them."""
        waiting = iter(texts)
        while portion := list(islice(waiting, PORTION)):
            stored, canonical = zip(*portion, strict=True)
            separators = (", ", ",") if self.count else ("", "")
            self.stored.add((separators[0] + ", ".join(stored)).encode())
            self.canonical.add((separators[1] + ",".join(canonical)).encode())
            self.count += len(portion)

    def mark(self) -> Mark:
        """How far they have come."""
        return Mark(self.count, len(self.stored), len(self.canonical))

    def cut(self, mark: Mark) -> None:
        """Keep what was there by then."""
        self.count = mark.changes
        self.stored.cut(mark.stored)
        self.canonical.cut(mark.canonical)

    def close(self) -> LongText:
        """The whole as it is stored; the other text is needed no more."""
        self.canonical.cut(0)
        self.stored.add(b"]")
        return self.stored

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Change]:
        return iter(StoredChanges(self.stored.read().decode() + "]"))


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
