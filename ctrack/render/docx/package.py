"""The file itself: what python-docx has made, with the rows that wait for their place, under one fixed date.

python-docx writes the time of day into the archive; it is written again here, so that the same document gives the
same bytes.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, BinaryIO

from docx.document import Document as WordDocument
from lxml import etree

Rows = Callable[[], Iterator[bytes]]

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TEXT = "word/document.xml"
_PLACE = re.compile(rb"<\?ctrack-rows (\d+)\?>")
_IN_MEMORY = 1 << 24


def place_of(number: int) -> etree._ProcessingInstruction:
    """Where the rows of this number are to stand."""
    return etree.ProcessingInstruction("ctrack-rows", str(number))


def pack(word: WordDocument, streams: list[Rows], out: BinaryIO) -> None:
    """Write the document with the rows of its tables."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as draft:
        word.save(draft)
        with zipfile.ZipFile(draft) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                with source.open(name) as part, target.open(_entry(name), "w", force_zip64=name == _TEXT) as place:
                    _copy(name, part, place, streams)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _copy(name: str, part: IO[bytes], place: IO[bytes], streams: list[Rows]) -> None:
    if name != _TEXT:
        shutil.copyfileobj(part, place)
        return
    for piece in _filled(part.read(), streams):
        place.write(piece)


def _filled(text: bytes, streams: list[Rows]) -> Iterable[bytes]:
    for at, piece in enumerate(_PLACE.split(text)):
        if at % 2:
            yield from streams[int(piece)]()
        else:
            yield piece
