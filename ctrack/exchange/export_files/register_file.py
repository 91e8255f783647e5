"""A register in JSON, a record a line: what stands at the head, then a list of the records of each kind.

Each record is written as it is read. The same register gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, BinaryIO

from ctrack.exchange.json_text import encode
from ctrack.exchange.record_lines import StoredRecords, write_lines

# So many records are written at once.
PORTION = 50


def write(head: Mapping[str, Any], parts: Iterable[tuple[str, StoredRecords]], out: BinaryIO) -> None:
    """Write the register."""
    out.write(b"{\n" + ",\n".join(f"{encode(key)}: {encode(value)}" for key, value in head.items()).encode())
    for name, records in parts:
        lines, lead = write_lines(records), f",\n{encode(name)}: [\n"
        while portion := ",\n".join(islice(lines, PORTION)):
            out.write(f"{lead}{portion}".encode())
            lead = ",\n"
        # A list of no record begins and ends all the same.
        out.write(b"\n]" if lead == ",\n" else f"{lead}]".encode())
    out.write(b"\n}\n")
