"""Records of the regional roll-up: what a State tells of its register, counts alone, and what several tell together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from ctrack.domain.failures import Message
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.undertakings import Words

FORM = 1
# The row and the column that hold the sums, and the row of what has no theme.
ALL, NONE = "all", "none"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many commitments of a party stand where, by theme; None is a count that is not told.

    The last row and column hold the sums; what has several themes is counted under each and once in all.
    """

    party: str
    name: Words
    as_of: str
    themes: tuple[str, ...]
    statuses: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    threshold: int
    key: str = ""
    signature: str = ""

    def message(self) -> bytes:
        """What is signed: all but the signature."""
        values = {name: getattr(self, name) for name in self.__slots__ if name != "signature"}
        written = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return f"ctrack summary {FORM}\n{written}".encode()

    def describe(self) -> dict[str, Any]:
        """The summary as JSON holds it."""
        return {"ctrack_summary": FORM, **{name: getattr(self, name) for name in self.__slots__}}


class Sum(NamedTuple):
    """A count over several States: what was told, and how many of them did not tell theirs."""

    told: int
    untold: int


@dataclass(frozen=True, slots=True)
class Combined:
    """The summaries of several States as one table."""

    summaries: tuple[Summary, ...]
    themes: tuple[str, ...]
    statuses: tuple[str, ...]
    cells: tuple[tuple[Sum, ...], ...]
    notes: tuple[Message, ...] = ()


def combine(summaries: Sequence[Summary], notes: tuple[Message, ...] = ()) -> Combined:
    """Add up what several States tell, cell by cell."""
    first = summaries[0]
    cells = tuple(
        tuple(add_cell([item.cells[row][column] for item in summaries]) for column in range(len(first.statuses)))
        for row in range(len(first.themes))
    )
    return Combined(tuple(summaries), first.themes, first.statuses, cells, notes)


def add_cell(values: Sequence[int | None]) -> Sum:
    """One cell of several States."""
    return Sum(sum(value or 0 for value in values), sum(value is None for value in values))
