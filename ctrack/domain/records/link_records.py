"""Records of links: what one commitment has to do with another, and what is counted once because it asks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import Basis, Relation

if TYPE_CHECKING:
    from ctrack.domain.likeness import Proposal

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """How one thing relates to another, read from the first to the second, and why; who confirmed it, and when."""

    relation: Relation
    reason: Words | None = None
    basis: Basis | None = None
    confirmed_by: str | None = None
    confirmed_on: str | None = None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """The links of a commitment to another one, or to an instrument, before and after a command."""

    code: str
    to: str
    title: Words
    to_title: Words
    before: tuple[Tie, ...]
    after: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """Commitments of one party that ask the same: the one that is counted, and those that are counted with it."""

    party: str
    code: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link that may be missing, with the titles of both."""

    proposal: Proposal
    title: Words
    to_title: Words
