"""How long the texts of a workbook are together, once each stands in every cell that names it.

A workbook holds a text once and names it by its number, so that a small file may stand for more than any memory holds.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Iterator

STRINGS = "xl/sharedStrings.xml"
# What the texts of all cells come to at most, and how many different ones there may be.
MOST_TOGETHER = 150_000_000
MOST_STRINGS = 2_000_000
CHUNK = 1 << 20
OVERLAP = 500
_BEGINS = re.compile(rb"<(?:\w+:)?si[\s>/]")
_NAMED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\bt="s"[^>]*><(?:\w+:)?v>(\d{1,9})<')


def is_too_long(package: zipfile.ZipFile) -> bool:
    """Whether the texts would fill the memory, as many times as they stand in cells."""
    parts = package.infolist()
    strings = next((part for part in parts if part.filename == STRINGS), None)
    sheets = [part for part in parts if "worksheets/" in part.filename]
    if strings is None:
        return False
    if strings.file_size > MOST_TOGETHER:
        return True
    lengths = measure(package.read(strings))
    # No cell that names a text is shorter than this.
    most = sum(part.file_size for part in sheets) // len(b'<c t="s"><v>0</v></c>')
    if len(lengths) > MOST_STRINGS or not lengths or max(lengths) * most <= MOST_TOGETHER:
        return len(lengths) > MOST_STRINGS
    together = 0
    for part in sheets:
        for number in list_named(package, part):
            together += lengths[number] if number < len(lengths) else 0
            if together > MOST_TOGETHER:
                return True
    return False


def measure(content: bytes) -> array[int]:
    """The length of each text, with what is written around it."""
    begins = array("Q", (found.start() for found in _BEGINS.finditer(content)))
    return array("Q", (end - begin for begin, end in zip(begins, [*begins[1:], len(content)], strict=False)))


def list_named(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[int]:
    """The numbers of the texts that the cells of a sheet name; a few at the seams of what is read come twice."""
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield from (int(found[1]) for found in _NAMED.finditer(tail + chunk))
            tail = chunk[-OVERLAP:]
