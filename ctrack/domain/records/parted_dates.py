"""The record of what is due, part by part."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.reports import Extract
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.vocabulary import DueState

# What presses most stands first.
DUE_STATES = (DueState.MISSED, DueState.OVERDUE, DueState.DUE_SOON, DueState.LATER, DueState.NOT_LOOKED_UP)


@dataclass(frozen=True, slots=True)
class DueParts:
    """What is due by its state, each part with as many rows as are shown and how many it has.

    What was `postponed` stands in another part as well. The rows of `listing` are those of all parts.
    """

    listing: Listing
    parts: Mapping[DueState, Extract[Row]]
    postponed: Extract[Row]

    @property
    def is_late(self) -> bool:
        """Whether anything is overdue or was missed."""
        return bool(self.parts[DueState.MISSED].total or self.parts[DueState.OVERDUE].total)
