"""The objects of a PDF as Typst writes it: plain, each with a number, none within another (ISO 32000-1, 7.5).

Only what refers to another object is ever changed, and nothing within a string or a stream.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ctrack.domain.frozen import dataclass

_REFERENCE = re.compile(rb"(\d+) 0 R")
_BODY = re.compile(rb"(\d+) 0 obj\r?\n(.*)\r?\nendobj", re.DOTALL)
_PARENTS = re.compile(rb"/StructParents? (\d+)")
_CELL = re.compile(rb"\((U\d+x\d+y\d+)\)")
_STREAM = b"\nstream"


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file with the place of each of its objects, from number 1 on, and what its trailer names."""

    content: bytes
    places: tuple[int, ...]
    root: int
    info: int

    def bodies(self) -> Iterator[tuple[int, bytes]]:
        """Each object with its number, as it stands."""
        for number, place in enumerate(self.places, 1):
            yield number, self.body(number, place)

    def body(self, number: int, place: int | None = None) -> bytes:
        """What stands between the marks of an object."""
        start = self.places[number - 1] if place is None else place
        following = self.places[number] if number < len(self.places) else self.content.rindex(b"\nxref") + 1
        found = _BODY.match(self.content, start, following)
        assert found is not None
        return found[2]


def read_raw(content: bytes) -> RawFile:
    """The objects of a file, found by its table of places."""
    start = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    head, _, trailer = content[start:].partition(b"trailer")
    lines = head.split(b"\n")[3:]
    places = tuple(int(line[:10]) for line in lines if line[10:18] == b" 00000 n")
    return RawFile(content, places, read_reference(trailer, b"/Root"), read_reference(trailer, b"/Info"))


def read_reference(body: bytes, key: bytes) -> int:
    """The number of the object that a key refers to; 0 where it has none."""
    found = re.search(re.escape(key) + rb" ?\[?(\d+) 0 R", body)
    return int(found[1]) if found else 0


def move_object(body: bytes, by: int, parents: int, prefix: bytes) -> bytes:
    """The object with its references moved on by so many numbers, and its keys into the tree of tags by `parents`.

    The cells of a table are named within their file: `prefix` keeps those of two files apart.
    """
    head, mark, stream = body.partition(_STREAM)

    def move(text: bytes) -> bytes:
        moved = _REFERENCE.sub(lambda found: b"%d 0 R" % (int(found[1]) + by), text)
        return _PARENTS.sub(lambda found: found[0][: -len(found[1])] + b"%d" % (int(found[1]) + parents), moved)

    changed = outside_strings(head, move)
    return _CELL.sub(rb"(" + prefix + rb"\1)", changed) + mark + stream


def outside_strings(text: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The text with whatever is in no string changed; brackets within a string are in pairs, or behind a backslash."""
    if b"(" not in text:
        return change(text)
    parts, start, depth, at = [], 0, 0, 0
    while at < len(text):
        sign = text[at : at + 1]
        if depth and sign == b"\\":
            at += 1
        elif sign == b"(":
            if not depth:
                parts.append(change(text[start:at]))
                start = at
            depth += 1
        elif sign == b")" and depth:
            depth -= 1
            if not depth:
                parts.append(text[start : at + 1])
                start = at + 1
        at += 1
    parts.append(change(text[start:]))
    return b"".join(parts)
