"""The last page of a paper, which has never the stamp alone: some of what stands before it goes over to that page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

Data = dict[str, Any]
_THREE_LINES = 75
"""So far below the margin, in points, the stamp begins where three lines stand above it."""
_KEPT_ROWS = 4
"""The rows that go over with the stamp, under the head of their table."""


def has_stamp_alone(compiler: typst.Compiler) -> bool:
    """Whether fewer than three lines stand above the stamp on its page."""
    (depths,) = json.loads(compiler.query("<stamp-depth>", field="value"))
    return any(depth < _THREE_LINES for depth in depths)


def hold_stamp(blocks: Sequence[Data]) -> list[Data]:
    """The blocks with a page begun before the last of them: in a long table before its last rows.

    A paragraph is little, so that what stands before it goes over too, and so does a heading above.
    """
    before, kept = list(blocks[:-1]), [blocks[-1]]
    while before:
        last = before.pop()
        if last["is"] == "table" and len(last["rows"]) > 2 * _KEPT_ROWS:
            return [*before, *divide_table(last, len(last["rows"]) - _KEPT_ROWS), *kept]
        kept.insert(0, last)
        is_enough = last["is"] not in ("heading", "paragraph") or len(kept) > _KEPT_ROWS
        if is_enough and before and before[-1]["is"] != "heading":
            return [*before, {"is": "break"}, *kept]
    return list(blocks)


def divide_table(table: Data, row: int) -> list[Data]:
    """A table in two, with a page begun between them; the widths are those of the whole."""
    first = part_of(table, 0, row)
    return [first, {"is": "break"}, {**part_of(table, row, len(table["rows"])), "caption": ""}]


def part_of(table: Data, start: int, stop: int) -> Data:
    """Some rows of a table, under the same columns."""
    marked = {key: [at - start for at in table[key] if start <= at < stop] for key in ("emphasis", "long")}
    return {**table, **marked, "rows": table["rows"][start:stop]}
