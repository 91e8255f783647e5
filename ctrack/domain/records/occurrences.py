"""What the services hand out of things that come round again: their rule, and single dates."""

from __future__ import annotations

from datetime import date

from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date on which an undertaking that comes round was due, or is due next, and what became of it.

    `state` is met, met_late, missed, not_looked_up, passed_over or open; `closed_on` the day on which it was met.
    """

    due: str
    due_last: date
    closed_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """How an undertaking comes round: its rule in parts, and its dates until today and the next, oldest first."""

    every: str | None
    counts_from: str | None
    anchor: str | None
    until: date | None
    occasions: tuple[Occasion, ...] = ()
