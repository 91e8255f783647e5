"""What becomes of a value that two people changed apart from each other: the same, whoever is asked first.

Words in several languages are settled language by language, and what is a set item by item; anything else is as it was
left by the one who changed it, and a conflict where both did.
"""

from __future__ import annotations

import json
from typing import Any

from ctrack.domain.records.three_way import Merged
from ctrack.domain.three_way import find_outcome

# What two values come to that cannot be brought together.
CONFLICT = object()
# Columns that hold words with a blank on either side of each, in no order that matters.
SETS = ("tags", "themes")


def bring_together(column: str, base: Any, one: Any, other: Any) -> Any:
    """What two values come to that were the base once; CONFLICT where that cannot be said."""
    outcome = find_outcome(base, one, other)
    if outcome is not Merged.CONFLICT:
        return other if outcome is Merged.ACCEPTED else one
    if column in SETS:
        words = pack(join_sets(unpack(base), unpack(one), unpack(other)))
        return words or (None if column == "themes" else "")
    if isinstance(one, dict) and isinstance(other, dict):
        return join_maps(column, base if isinstance(base, dict) else {}, one, other)
    if isinstance(one, list) and isinstance(other, list):
        sides = (items if isinstance(items, list) else [] for items in (base, one, other))
        joined = join_sets(*({write(item) for item in items} for items in sides))
        return [json.loads(item) for item in sorted(joined)]
    return CONFLICT


def join_maps(column: str, base: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> Any:
    """What two maps come to, key by key."""
    joined = {}
    for key in sorted({*one, *other}):
        value = bring_together("", base.get(key), one.get(key), other.get(key))
        if value is CONFLICT:
            return CONFLICT
        if value is not None:
            joined[key] = value
    return joined


def join_sets(base: set[str], one: set[str], other: set[str]) -> set[str]:
    """What two sets come to: what either added is in, what either took away is out."""
    return (one & other) | (one - base) | (other - base)


def unpack(words: str | None) -> set[str]:
    """The words of a column."""
    return set((words or "").split())


def pack(words: set[str]) -> str:
    """Words as a column holds them."""
    return f" {' '.join(sorted(words))} " if words else ""


def write(item: Any) -> str:
    """An item as a text that is the same for the same item."""
    return json.dumps(item, sort_keys=True, ensure_ascii=False)
