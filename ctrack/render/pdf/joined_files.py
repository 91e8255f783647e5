"""Files of one paper joined to one: their pages, one tree of tags, one list of bookmarks; the first says what it is.

Each object of a later file gets a number behind those of the files before it; what a paper has once is taken from the
first file and refers to all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import BinaryIO

from ctrack.domain.frozen import dataclass
from ctrack.render.pdf.raw_objects import move_object, read_raw, read_reference

_PAIRS = re.compile(rb"(\d+ \d+ 0 R)")
_NAMES = re.compile(rb"(\([^()]+\)) ?(\d+ 0 R)")
_KIDS = re.compile(rb"/K\[((?:\d+ 0 R ?)*)\]")
_COUNT = re.compile(rb"/Count (\d+)")
_PAGES = re.compile(rb"(xmpTPg:NPages>)\d+(<)")
_LENGTH = re.compile(rb"/Length \d+")
Objects = dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: its object, its words with its place, and the level of its heading."""

    number: int
    said: bytes
    level: int


@dataclass(frozen=True, slots=True)
class Trunk:
    """The objects of a file by which its whole hangs together, under their numbers in the joined file."""

    root: int
    pages: int
    tags: int
    outlines: int
    document: int
    tree: bytes
    metadata: int
    count: int

    @property
    def once(self) -> tuple[int, ...]:
        """What a joined file has but once."""
        return (self.root, self.tags, self.outlines, self.metadata)


def join_files(contents: Sequence[bytes], levels: Sequence[Sequence[int]], out: BinaryIO) -> None:
    """Write the joined file; `levels` are those of the headings of each file, in their order."""
    objects: Objects = {}
    trunks: list[Trunk] = []
    marks: list[Mark] = []
    info, parents, base = 0, 0, 0
    for place, content in enumerate(contents):
        raw = read_raw(content)
        prefix = b"p%d" % place if place else b""
        moved = {number + base: move_object(body, base, parents, prefix) for number, body in raw.bodies()}
        trunk = find_trunk(moved, raw.root + base)
        marks += take_marks(moved, trunk, levels[place])
        if place:
            moved.update(dict.fromkeys((number for number in (*trunk.once, raw.info + base) if number), b"null"))
        else:
            info = raw.info
        parents = int(re.findall(rb"/ParentTreeNextKey (\d+)", trunk.tree)[0]) + parents
        objects.update(moved)
        trunks.append(trunk)
        base += len(raw.places)
    root = join_pages(objects, trunks)
    join_tags(objects, trunks, parents)
    join_marks(objects, trunks[0].outlines, marks)
    join_words(objects, trunks)
    digests = b"".join(hashlib.md5(content, usedforsecurity=False).digest() for content in contents)
    write_file(objects, (root, info), digests, out)


def find_trunk(moved: Objects, root: int) -> Trunk:
    """The trunk of a file whose objects are moved already."""
    catalog = moved[root]
    pages, tags = read_reference(catalog, b"/Pages"), read_reference(catalog, b"/StructTreeRoot")
    count = _COUNT.search(moved[pages])
    assert count is not None
    return Trunk(
        root, pages, tags, read_reference(catalog, b"/Outlines"), read_reference(moved[tags], b"/K"), moved[tags],
        read_reference(catalog, b"/Metadata"), int(count[1]),
    )  # fmt: skip


def take_marks(moved: Objects, trunk: Trunk, levels: Sequence[int]) -> list[Mark]:
    """The bookmarks of a file in their order, each with the level of its heading."""
    found: list[tuple[int, bytes]] = []

    def walk(number: int) -> None:
        while number:
            body = moved[number]
            at = body.index(b"/Title")
            found.append((number, body[at:]))
            walk(read_reference(body[:at], b"/First"))
            number = read_reference(body[:at], b"/Next")

    if trunk.outlines:
        walk(read_reference(moved[trunk.outlines], b"/First"))
    return [Mark(number, said, level) for (number, said), level in zip(found, levels, strict=True)]


def join_pages(objects: Objects, trunks: Sequence[Trunk]) -> int:
    """Hang the pages of all files under one object more; the number of the catalog."""
    top = max(objects) + 1
    kids = b" ".join(b"%d 0 R" % trunk.pages for trunk in trunks)
    objects[top] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (sum(trunk.count for trunk in trunks), kids)
    for trunk in trunks:
        objects[trunk.pages] = objects[trunk.pages].replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % top, 1)
    first = trunks[0]
    objects[first.root] = objects[first.root].replace(b"/Pages %d 0 R" % first.pages, b"/Pages %d 0 R" % top, 1)
    return first.root


def join_tags(objects: Objects, trunks: Sequence[Trunk], parents: int) -> None:
    """Make each later document a part of the first one, under one tree with one list of cells."""
    first, *others = trunks
    kids = b" ".join(b"%d 0 R" % trunk.document for trunk in others)
    held = _KIDS.search(objects[first.document])
    assert held is not None
    body = objects[first.document]
    objects[first.document] = body[: held.end(1)] + b" " + kids + body[held.end(1) :]
    for trunk in others:
        part = objects[trunk.document].replace(b"/S/Document", b"/S/Part", 1)
        objects[trunk.document] = part.replace(b"/P %d 0 R" % trunk.tags, b"/P %d 0 R" % first.document, 1)
    shift, pairs, names = 0, [], []
    for trunk in trunks:
        tree, _, cells = trunk.tree.partition(b"/IDTree")
        nums = tree[tree.index(b"/Nums") :]
        pairs += [(int(pair.split()[0]) + shift, pair.split(b" ", 1)[1]) for pair in _PAIRS.findall(nums)]
        names += _NAMES.findall(cells)
        shift += int(re.findall(rb"/ParentTreeNextKey (\d+)", trunk.tree)[0])
    head = first.tree[: first.tree.index(b"/ParentTree")]
    table = b" ".join(b"%d %s" % pair for pair in pairs)
    listed = b"".join(name + number for name, number in sorted(names))
    objects[first.tags] = head + (
        b"/ParentTree<</Nums[%s]>>/IDTree<</Names[%s]>>/ParentTreeNextKey %d>>" % (table, listed, parents)
    )


def join_marks(objects: Objects, top: int, marks: Sequence[Mark]) -> None:
    """Hang the bookmarks under one another anew, by the levels of their headings."""
    above: list[int] = [-1] * len(marks)
    open_: list[int] = []
    for place, mark in enumerate(marks):
        while open_ and marks[open_[-1]].level >= mark.level:
            open_.pop()
        above[place] = open_[-1] if open_ else -1
        open_.append(place)
    children: dict[int, list[int]] = {}
    for place, parent in enumerate(above):
        children.setdefault(parent, []).append(place)
    for parent, held in children.items():
        for at, place in enumerate(held):
            links = [b"/Parent %d 0 R" % (top if parent < 0 else marks[parent].number)]
            links += [b"/Prev %d 0 R" % marks[held[at - 1]].number] if at else []
            links += [b"/Next %d 0 R" % marks[held[at + 1]].number] if at + 1 < len(held) else []
            links += hold(children.get(place, []), marks, -1)
            objects[marks[place].number] = b"<<" + b"".join(links) + marks[place].said
    if top:
        objects[top] = b"<</Type/Outlines" + b"".join(hold(children.get(-1, []), marks, 1)) + b">>"


def hold(held: Sequence[int], marks: Sequence[Mark], sign: int) -> list[bytes]:
    """How a bookmark names those under it; with a sign below nought they are folded away."""
    if not held:
        return []
    ends = (marks[held[0]].number, marks[held[-1]].number)
    return [b"/First %d 0 R/Last %d 0 R/Count %d" % (*ends, sign * len(held))]


def join_words(objects: Objects, trunks: Sequence[Trunk]) -> None:
    """Say in the metadata how many pages there are now."""
    number = trunks[0].metadata
    count = sum(trunk.count for trunk in trunks)
    head, mark, stream = objects[number].partition(b"\nstream\n")
    words, end, _rest = stream.rpartition(b"\nendstream")
    changed = _PAGES.sub(rb"\g<1>%d\2" % count, words)
    objects[number] = _LENGTH.sub(b"/Length %d" % len(changed), head, count=1) + mark + changed + end


def write_file(objects: Objects, ends: tuple[int, int], digests: bytes, out: BinaryIO) -> None:
    """Write the objects with the table of their places (ISO 32000-1, 7.5.4)."""
    place = out.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")
    places = []
    for number in range(1, max(objects) + 1):
        places.append(place)
        place += out.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    table = b"".join(b"%010d 00000 n\r\n" % each for each in places)
    name = hashlib.md5(digests, usedforsecurity=False).hexdigest().encode()
    out.write(b"xref\n0 %d\n0000000000 65535 f\r\n%s" % (len(places) + 1, table))
    out.write(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n" % (len(places) + 1, *ends, name, name))
    out.write(b"startxref\n%d\n%%%%EOF" % place)
