"""Records of what a newer file of an instrument brings: new, reworded, moved, split, retired, and what is set aside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

Words = dict[str, str]


class ChangeKind(StrEnum):
    """What became of a text; in the order in which it is told."""

    NEW = "new"
    SPLIT = "split"
    MOVED = "moved"
    REWORDED = "reworded"
    DETAILED = "detailed"
    CORRECTED = "corrected"
    RETIRED = "retired"
    SET_ASIDE = "set_aside"
    ADDED_HERE = "added_here"


class PartChange(NamedTuple):
    """A part of a text as it was and as it is; of one that is corrected here, as the file had it and has it."""

    part: str
    before: Any
    after: Any

    @property
    def is_translation(self) -> bool:
        """Whether the text says what it said, in further languages as well."""
        before, after = self.before, self.after
        if not (isinstance(before, dict) and isinstance(after, dict) and before):
            return False
        return before.items() <= after.items()


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of one commitment, of a section (SLUG/SECTION) or of the instrument (SLUG).

    `others` are the codes from which it was split or that succeed it, or the parties that stay with what they recorded.
    """

    kind: ChangeKind
    key: str
    title: Words
    parts: tuple[PartChange, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentUpgrade:
    """What came of one instrument; `is_new` where the register did not hold it, and it came with codes that it held."""

    slug: str
    title: Words
    changes: tuple[TextChange, ...]
    unchanged: int
    is_new: bool = False
