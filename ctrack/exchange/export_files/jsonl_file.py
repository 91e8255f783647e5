"""A JSON object a line for each undertaking, with the keys that `list --format json` has: nothing around them.

Characters that could steer a terminal are written as escapes; every reader gets back the same strings.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

# So many lines are written at once.
PORTION = 50


def write(records: Iterable[str], out: BinaryIO) -> None:
    """Write a line for each record, which is one of JSON already."""
    lines = iter(records)
    while portion := "\n".join(islice(lines, PORTION)):
        out.write(f"{portion}\n".encode())
