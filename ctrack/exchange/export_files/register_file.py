"""A register in JSON, a record a line: what stands at the head, then a list of the records of each kind.

Each record is written as it is read. The same register gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from ctrack.exchange.json_text import encode


def write(head: Mapping[str, Any], parts: Iterable[tuple[str, Iterable[Any]]], out: BinaryIO) -> None:
    """Write the register."""
    out.write(b"{\n" + ",\n".join(f"{encode(key)}: {encode(value)}" for key, value in head.items()).encode())
    for name, records in parts:
        out.write(f",\n{encode(name)}: [".encode())
        for place, record in enumerate(records):
            out.write(f"{',' if place else ''}\n{encode(record)}".encode())
        out.write(b"\n]")
    out.write(b"\n}\n")
