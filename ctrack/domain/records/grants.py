"""What is known of access: which role of the server has which part in the register, and what is amiss with that."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import Duty, Level


@dataclass(frozen=True, slots=True)
class Grant:
    """One part that a role has; a party of "" is every party, and an agency is named for a contributor alone."""

    role: str
    duty: Duty
    party: str
    agency: str
    level: Level
    granted_by: str = ""
    granted_at: str = ""


@dataclass(frozen=True, slots=True)
class GrantChange:
    """A part before and after; None where it was not there, or is no more."""

    before: Grant | None
    after: Grant | None


@dataclass(frozen=True, slots=True)
class RoleSight:
    """What the role that is connected has: its parts, whether all is open to it, and who gives access here."""

    role: str
    is_full: bool
    grants: tuple[Grant, ...]
    administrators: tuple[str, ...]

    @property
    def is_partial(self) -> bool:
        """Whether it sees a part only."""
        return bool(self.grants) and not self.is_full


@dataclass(frozen=True, slots=True)
class Gap:
    """Something by which the database would let through what it should not, or keep out whom it should not."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class PartialVerdict:
    """What a role that sees a part could check: entries in all, those withheld from it, and the head."""

    entries: int
    withheld: int
    papers_withheld: int
    head: str
    # It sees none of what other registers brought.
    foreign: int = 0
