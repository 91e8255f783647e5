"""A JSON object a line for each undertaking, with the keys that `list --format json` has: nothing around them.

Characters that could steer a terminal are written as escapes; every reader gets back the same strings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from ctrack.exchange.json_text import write_line


def write(records: Iterable[dict[str, Any]], out: BinaryIO) -> None:
    """Write a line for each record."""
    for record in records:
        out.write(write_line(record))
