"""A register in JSON as it is read: piece by piece, in whatever order its lists stand, and nothing of it believed.

No more than one record is held at a time. Where the lists do not stand in the order of the format, as after another
program sorted the keys, the file is read once for each.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

from ctrack.domain.bounded_files import NO_FILE
from ctrack.domain.failures import FileUnreadable, Message, marked
from ctrack.domain.records.imported_rows import FileRefused

MARK = re.compile(rb'"format"\s*:\s*"ctrack-register"')
# A key of the outermost object at the beginning of a line, as the program itself writes it.
KEY = re.compile(rb'^"(\w+)": ', re.MULTILINE)
PORTION = 65_536
MOST_RECORD = 4_000_000
MOST_BYTES = 1_000_000_000
_BLANK = re.compile(r"[ \t\r\n]*")
# Outside of any list; and a record of a list with its number.
Piece = tuple[str, int, Any]


def is_register(path: Path) -> bool:
    """Whether a file of JSON says of itself that it is a register."""
    try:
        if path.suffix.lower() != ".json" or not path.is_file() or not path.stat().st_size:
            return False
        with path.open("rb") as stream, closing(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)) as content:
            is_object = content[:PORTION].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
            return is_object and MARK.search(content) is not None
    except OSError:
        return False


def read_pieces(path: Path, order: Sequence[str]) -> Iterator[Piece]:
    """What stands outside of lists, numbered 0, then the records, list by list in this order, counted from 1."""
    if path.stat().st_size > MOST_BYTES:
        raise refuse(path, marked("it is larger than {most} MB."), most=MOST_BYTES // 1_000_000)
    found = [name for name in list_keys(path) if name in order]
    if found == list(order):
        yield from scan(path)
        return
    yield from (piece for piece in scan(path) if not piece[1])
    for name in order:
        yield from (piece for piece in scan(path) if piece[0] == name and piece[1])


def list_keys(path: Path) -> list[str]:
    """The keys that begin a line, in their order."""
    with path.open("rb") as stream, closing(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)) as content:
        return [found[1].decode() for found in KEY.finditer(content)]


def scan(path: Path) -> Iterator[Piece]:
    """The pieces in the order of the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from Scanner(path, stream).scan()
    except UnicodeDecodeError as error:
        raise refuse(path, marked("it is no text in {encoding} (byte {position})."), encoding="UTF-8",
                     position=error.start) from error  # fmt: skip
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or NO_FILE) from error


def refuse(path: Path, told: str, **facts: object) -> FileRefused:
    """A file that is refused."""
    return FileRefused(file=path.name, reason=Message(told, facts))


class Scanner:
    """A file on its way through memory: what was read of it and not taken yet, and where that begins."""

    def __init__(self, path: Path, stream: TextIO) -> None:
        self.path = path
        self.stream = stream
        self.text = ""
        self.place = 0
        self.passed = 0
        self.decoder = json.JSONDecoder(object_pairs_hook=self.take_pairs, parse_constant=self.refuse_constant)

    def scan(self) -> Iterator[Piece]:
        """The pieces of the outermost object."""
        self.expect("{")
        seen: set[str] = set()
        while True:
            name = self.take_value()
            if not isinstance(name, str) or name in seen:
                raise self.refuse_here()
            seen.add(name)
            self.expect(":")
            if self.look() == "[":
                yield from ((name, number, item) for number, item in enumerate(self.scan_list(), 1))
            else:
                yield name, 0, self.take_value()
            if self.look() != ",":
                break
            self.expect(",")
        self.expect("}")
        if self.look():
            raise self.refuse_here()

    def scan_list(self) -> Iterator[Any]:
        """The items of a list."""
        self.expect("[")
        while self.look() != "]":
            yield self.take_value()
            if self.look() != ",":
                break
            self.expect(",")
        self.expect("]")

    def look(self) -> str:
        """The next sign that is no blank; "" at the end of the file."""
        while True:
            found = _BLANK.match(self.text, self.place)
            assert found is not None
            self.place = found.end()
            if self.place < len(self.text) or not self.fill():
                return self.text[self.place : self.place + 1]

    def expect(self, sign: str) -> None:
        """Pass over a sign that has to stand here."""
        if self.look() != sign:
            raise self.refuse_here()
        self.place += 1

    def take_value(self) -> Any:
        """The value that stands here, read on until it is whole."""
        self.look()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.place)
            except RecursionError as error:
                raise refuse(self.path, marked("it is nested more than {most} deep."), most=100) from error
            except ValueError as error:
                if len(self.text) - self.place > MOST_RECORD or not self.fill():
                    raise self.refuse_here() from error
                continue
            # A number that goes on behind what was read so far looks whole.
            if end < len(self.text) or not self.fill():
                self.place = end
                return value

    def fill(self) -> bool:
        """Read on, twice as much where a long record is being read; False at the end."""
        more = self.stream.read(max(PORTION, len(self.text) - self.place))
        self.passed += self.place
        self.text, self.place = self.text[self.place :] + more, 0
        return bool(more)

    def refuse_here(self) -> FileRefused:
        """The failure that says where the file is no JSON, or none of this kind."""
        position = self.passed + self.place + 1
        return refuse(self.path, marked("it is broken JSON, or no register (character {position})."), position=position)

    def take_pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object; a key that stands twice would lose what the first said."""
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _value in pairs]
            twin = next(name for name in names if names.count(name) > 1)
            raise refuse(self.path, marked("{key} stands twice in the record."), key=twin)
        return found

    def refuse_constant(self, word: str) -> None:
        """Refuse NaN and Infinity, which are no JSON."""
        raise ValueError(word)
