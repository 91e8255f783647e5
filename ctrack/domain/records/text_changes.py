"""Records of what a newer file of an instrument brings: new, reworded, moved, split, retired, and what is set aside."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from ctrack.domain.frozen import dataclass

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
        return isinstance(self.before, dict | list) and bool(self.before) and says_as_much(self.after, self.before)


def says_as_much(after: Any, before: Any) -> bool:
    """Whether all that was said still stands, in words and sources, each in the languages that it had or in more."""
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in after and says_as_much(after[key], value) for key, value in before.items())
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(says_as_much, after, before))
    return bool(before == after)


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
