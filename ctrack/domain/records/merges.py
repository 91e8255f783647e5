"""What came of taking another register in, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.three_way import Side


class Clash(StrEnum):
    """In which way two registers differ: in a value, by what is gone here or there, or by one name for two things."""

    VALUE = "value"
    GONE_HERE = "gone_here"
    GONE_THERE = "gone_there"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """What both registers changed, each in its own way: of which thing, which column, and what each of them says."""

    clash: Clash
    table: str
    key: Any
    label: str
    column: str = ""
    ours: Any = None
    theirs: Any = None
    base: Any = None

    @property
    def name(self) -> str:
        """What this conflict is settled by."""
        return f"{self.clash}/{self.table}/{self.label}/{self.column}"


@dataclass(frozen=True, slots=True)
class Choices:
    """How conflicts are settled: all in one way, or each by its name."""

    all: Side | None = None
    each: Mapping[str, Side] | None = None

    def find(self, conflict: MergeConflict) -> Side | None:
        """How one is settled; None where that is not said."""
        return (self.each or {}).get(conflict.name, self.all)


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What a merge did: the entries and status updates that came, what was added, changed and removed, step by step.

    A step is a label, a column, and what it was and is. `unchanged` says that nothing was left to take in.
    """

    source: str
    head: str
    common: int
    entries: int = 0
    updates: int = 0
    retracted: int = 0
    mails: int = 0
    added: tuple[tuple[str, str], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str, Any, Any], ...] = ()
    settled: tuple[tuple[MergeConflict, Side], ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Whether there was nothing that this register did not know."""
        return not (self.entries or self.mails)
