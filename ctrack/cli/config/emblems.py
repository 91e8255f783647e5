"""The emblem of a paper: a PNG image that somebody names, read whole and checked before anything is drawn with it.

PNG (ISO/IEC 15948) alone, for it can be checked here: each chunk has a checksum, and its pixels have a known length. A
drawing may hold a script, and what is broken would stop a format half-way.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Message, Refused, marked
from ctrack.domain.system_words import speak_reason
from ctrack.render.document import Picture

MOST_BYTES = 1_000_000
MOST_PIXELS = 2_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# A pixel has eight bytes at most, and a line one more.
MOST_UNPACKED = MOST_PIXELS * (MOST_PIXELS * 8 + 1)
# One pixel, which takes as much of a page as any emblem, where a paper is made again without the file.
STAND_IN = Picture(
    b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="), 1, 1
)


class BadEmblem(Refused):
    message = marked("The emblem {path} cannot be used: {reason} Give a PNG image of at most 1 MB and {most} pixels.")


def read_emblem(path: Path) -> Picture:
    """The image in a file; raises BadEmblem for what is none, is broken or is too large."""
    try:
        data = read_bounded(path, MOST_BYTES)
    except OSError as error:
        raise BadEmblem(path=path, reason=speak_reason(error), most=MOST_PIXELS) from error
    size = find_size(data)
    if size is None:
        raise BadEmblem(path=path, reason=Message(marked("it is no whole PNG image."), {}), most=MOST_PIXELS)
    width, height = size
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        reason = Message(marked("it has {width} x {height} pixels."), {"width": width, "height": height})
        raise BadEmblem(path=path, reason=reason, most=MOST_PIXELS)
    return Picture(data, width, height)


def find_size(data: bytes) -> tuple[int, int] | None:
    """The width and the height of a PNG image; None where it is none, or is broken."""
    chunks = list(read_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        return None
    pixels = zlib.decompressobj()
    try:
        pixels.decompress(b"".join(content for name, content in chunks if name == b"IDAT"), MOST_UNPACKED)
    except zlib.error:
        return None
    head = chunks[0][1]
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    # What is too large is not unpacked whole, and refused for its size.
    return (width, height) if pixels.eof or max(width, height) > MOST_PIXELS else None


def read_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of an image, each with its name, up to the first whose checksum is wrong."""
    if not data.startswith(SIGNATURE):
        return
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        body = data[place + 4 : place + 8 + length]
        if zlib.crc32(body) != int.from_bytes(data[place + 8 + length : place + 12 + length]):
            return
        yield body[:4], body[4:]
        place += 12 + length
