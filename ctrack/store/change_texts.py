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

    Going through them raises ValueError where the text is no list in JSON.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def __iter__(self) -> Iterator[Any]:
        text, place, sign = self.text, self._skip(0), ","
        if text[place : place + 1] != "[":
            raise ValueError(text[:1])
        if text.startswith("]", self._skip(place + 1)):
            place, sign = self._skip(place + 1), "]"
        while sign == ",":
            change, place = DECODER.raw_decode(text, self._skip(place + 1))
            yield change
            place = self._skip(place)
            sign = text[place : place + 1]
        if sign != "]" or self._skip(place + 1) != len(text):
            raise ValueError(sign)

    def _skip(self, place: int) -> int:
        found = _BLANK.match(self.text, place)
        return found.end() if found else place
