"""What the services hand out of things that come round again: their rule, and single dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date on which an undertaking that comes round was due; open while `closed_on` is None, else met or passed."""

    due: str
    due_last: date
    closed_on: date | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """How an undertaking comes round: its rule in parts, and the dates that are stored, oldest first."""

    every: str | None
    counts_from: str | None
    anchor: str | None
    until: date | None
    occasions: tuple[Occasion, ...] = ()
