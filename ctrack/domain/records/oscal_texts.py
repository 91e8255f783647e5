"""What an OSCAL document is made of: commitments as controls, and where, when and for whom it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from ctrack.domain.frozen import dataclass

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ControlText:
    """A commitment with the instrument and the section that it stands in, and what it is linked to."""

    code: str
    title: Words
    instrument: str
    instrument_title: Words
    section: str
    section_title: Words
    summary: Words | None
    note: Words | None
    paragraph: Words | None
    facts: Mapping[str, Any]
    themes: tuple[str, ...]
    sources: tuple[Words, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OscalHead:
    """The title, the register by a name that stays, its last entry, the day that is looked at, and the moment.

    `choose` finds a text in the language that is spoken.
    """

    title: str
    register: str
    entry: str
    today: date
    written_at: datetime
    choose: Callable[[Words], str]
