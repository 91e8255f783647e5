"""Records of the register itself: instruments, parties, agencies and people, and their duties."""

from __future__ import annotations

from datetime import date
from typing import Any

from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.undertakings import Row, UpdateRecord, Words


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """An instrument as the register holds it."""

    slug: str
    symbol: str | None
    kind: str
    title: Words
    nature: Words | None
    adopted_on: str | None
    adopted_by: Words | None
    adopted_at: Words | None
    adopted_note: Words | None
    url: str | None
    review: dict[str, Any] | None
    origin: str
    commitments: int
    verified: int
    notes: list[Words] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    sections: list[tuple[str, Words, int]] = field(default_factory=list)
    withdrawn: dict[str, Any] | None = None
    corrections: dict[str, Any] = field(default_factory=dict)
    binding: bool | None = None
    scale: str = "ctrack"
    earlier: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """A party of the register and what it has undertaken."""

    code: str
    kind: str
    name: Words
    is_home: bool
    undertakings: int
    implemented: int


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """Facts about the database itself."""

    place: str
    engine: str
    revision: str
    home: str
    home_name: Words
    instruments: int
    commitments: int
    undertakings: int
    updates: int
    entries: int
    last_entry_at: str | None
    head: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did: the layouts, and how many undertakings stand anew; occurrences met and missed in all.

    `kept` is the file of the backup that was made before; `themed` how many commitments got their themes
    and `linked` how many links of the catalogue are tied.
    """

    before: str
    after: str
    undertakings: int = 0
    met: int = 0
    missed: int = 0
    postponed: int = 0
    kept: str = ""
    themed: int = 0
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was taken out of sight, or brought back: `before` and `after` hold the day ("on") and the reason ("why").

    `commitments` go with it, or lie with an agency or a person; `open` undertakings are among them.
    """

    kind: str
    key: str
    title: Words
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    commitments: int
    open: int


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An agency of a party, and how much it has to do."""

    code: str
    name: Words
    parent: str | None
    leads: int
    contributes: int
    party: str | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person whom reminders go to."""

    name: str
    email: str | None = None
    language: str | None = None
    time_zone: str | None = None
    agency: str | None = None
    is_active: bool = True
    undertakings: int = 0
    digest: str | None = None
    hour: int | None = None
    away_from: date | None = None
    away_until: date | None = None
    deputy: str | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """How an undertaking, or a person, was filed and how it is filed now: the parts by their names, "" where empty.

    Of an undertaking its duties (lead, contributing, person, overseer), its rule (every, counts_from, anchor, until,
    next) or its pause (snoozed_until), dates in EDTF; of a person, whose name is the code, what is known of them.
    """

    code: str
    party: str
    title: Words
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True)
class Handover:
    """What went from one focal point to another: each undertaking with what was said of it, newest first.

    `late` is what was answered after its date, or not yet, with the reminders sent since anything was said of it;
    `overseen` what the one oversaw and the other oversees now.
    """

    giver: str
    taker: str
    today: date
    rows: list[tuple[Row, list[UpdateRecord]]]
    late: list[tuple[Row, int]] = field(default_factory=list)
    overseen: list[Row] = field(default_factory=list)
