"""What is known of a paper: how it was ordered, what it stands on, and where it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctrack.domain.frozen import dataclass

# By this name the metadata of a file hold its seal.
SEAL = "ctrack-seal"


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper on its way into the ledger.

    `scope` is the JSON that it is made anew from, `filter` what it covers; `sha256` and `file` are those of the file,
    where it went into one.
    """

    name: str
    scope: str
    filter: str
    as_of: str
    known_at: str | None
    language: str
    format: str
    entry: int
    head: str
    fingerprint: str
    sha256: str | None
    file: str | None
    submitted_to: str | None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A paper in the ledger, with its number."""

    number: int
    made_at: str
    author: str
    paper: Kept


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a paper found: the entry it stands on, and whether all that it says could be checked.

    `kept` is the paper of the ledger, where it is there; `program` the version that made it, where that was another.
    """

    entry: int
    is_whole: bool
    kept: KeptReport | None = None
    is_same_file: bool = False
    program: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper read back from its file: what it says of its making, and its lines, each with its pieces."""

    seal: Mapping[str, Any] | None
    lines: list[list[str]]
