"""Records of a week of reminders: who was told, who answered, and what comes."""

from __future__ import annotations

from datetime import date

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.undertakings import Row


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was reminded within the week, and the codes that they answered and did not."""

    name: str
    answered: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of reminders, and the two weeks to come."""

    first: date
    last: date
    told: tuple[Told, ...]
    unheard: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    coming: tuple[Row, ...]
