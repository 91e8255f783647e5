"""The record of the first view."""

from __future__ import annotations

from datetime import date

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.reports import Extract, Group
from ctrack.domain.records.undertakings import Body, Row


@dataclass(frozen=True, slots=True)
class Overview:
    """How the undertakings of the parties in `whose` stand, by instrument and as a whole, and what of them presses."""

    today: date
    whose: list[Body]
    groups: list[Group]
    whole: Group
    pressing: Extract[Row]
    missed: Extract[Row]
