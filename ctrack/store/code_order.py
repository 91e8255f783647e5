"""Codes in the order in which people count: HLC-2396-2 before HLC-2396-10."""

from __future__ import annotations

import re

# So many figures a number is filled up to; more than any code has.
WIDTH = 10


def fill_numbers(code: str) -> str:
    """The code with each number as wide as the widest."""
    return re.sub(r"[0-9]+", lambda number: number[0].zfill(WIDTH), code)
