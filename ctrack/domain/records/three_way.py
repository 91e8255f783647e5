"""Records of a three-way merge: what a field was when it was sent, what it is here, and what it is there."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from ctrack.domain.frozen import dataclass


class Side(StrEnum):
    """Whose value holds where both sides changed a field, each in its way; `ASK` leaves it to somebody."""

    OURS = "ours"
    THEIRS = "theirs"
    ASK = "ask"


class Merged(StrEnum):
    """What became of a field: nobody changed it, one side did, both did the same, or each something else."""

    UNCHANGED = "unchanged"
    KEPT = "kept"
    ACCEPTED = "accepted"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """One field of one thing, with all three values and what became of it; None is a value that is not there."""

    name: str
    base: Any
    ours: Any
    theirs: Any
    outcome: Merged

    @property
    def is_conflict(self) -> bool:
        """Whether somebody has to say which value holds."""
        return self.outcome is Merged.CONFLICT
