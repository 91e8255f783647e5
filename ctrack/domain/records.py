"""What the services hand out: plain values, free of sessions and of formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ctrack.domain.dueness import is_open
from ctrack.domain.progress import Rate
from ctrack.domain.vocabulary import DueState, Status

if TYPE_CHECKING:
    from ctrack.domain.occasions import Cycle

Words = dict[str, str]


class Row(NamedTuple):
    """One undertaking in a listing: the party's side of a commitment, with what the commitment says."""

    code: str
    instrument: str
    section: str
    party: str
    title: Words
    status: Status
    progress: int
    deadline: str | None
    target: str | None
    due: str | None
    due_last: date | None
    due_state: DueState
    days_left: int | None
    addressee: str
    kind: str
    force: str | None
    verification: str
    position: str | None
    priority: str | None
    tags: tuple[str, ...]
    voice: str | None
    status_on: date | None
    updated_on: date | None
    is_regressed: bool
    is_stale: bool
    agency: str | None = None
    person: str | None = None
    occurrence: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return is_open(self.status, self.occurrence)


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that fit a filter, and how many fit it in all."""

    rows: list[Row]
    total: int
    home: str
    today: date
    filter: str = ""


@dataclass(frozen=True, slots=True)
class UpdateRecord:
    """One status update as it stands in the history of an undertaking."""

    id: int
    number: int
    party: str
    status: Status | None
    progress: int | None
    effective: str
    recorded_at: str
    author: str
    voice: str
    note: Words | None
    level: str
    target: str | None
    sources: list[dict[str, Any]]
    verification: str | None
    retracts: int | None
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A relation to another commitment or instrument; `is_outward` is False where the other one points here."""

    relation: str
    to: str
    title: Words
    is_outward: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the register holds on one commitment."""

    row: Row
    home: str
    today: date
    instrument_title: Words
    section_title: Words
    paragraph: Words | None
    paragraph_note: Words | None
    summary: Words | None
    note: Words | None
    deadline_words: Words | None
    recurrence: str | None
    sources: list[dict[str, Any]]
    addressee_parties: list[str]
    parties: list[Row]
    links: list[LinkRecord]
    history: list[UpdateRecord]
    level: str | None = None
    withheld: int = 0
    cycle: Cycle | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an undertaking stands: what an update changes."""

    status: Status
    progress: int
    status_on: date | None
    due: str | None
    due_state: DueState
    target: str | None
    position: str | None
    priority: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One undertaking before and after a command."""

    code: str
    party: str
    title: Words
    before: Standing
    after: Standing
    note: Words | None = None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One entry of the journal."""

    number: int
    recorded_at: str
    author: str
    command: str
    detail: str
    undoes: int | None
    undone_by: int | None
    changes: list[dict[str, Any]]
    hash: str


@dataclass(frozen=True, slots=True)
class Group:
    """A line of a report: how the undertakings of a group stand."""

    key: str
    title: Words
    counts: dict[Status, int]
    rate: Rate
    overdue: int
    due_soon: int
    changed: int
    parent: str | None = None

    @property
    def total(self) -> int:
        """How many undertakings the group holds."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was said lately: for the report's list of changes."""

    code: str
    party: str
    title: Words
    status: Status | None
    effective: str
    voice: str
    note: Words | None
    is_regressed: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A progress report: groups and their parts, the whole, and what presses."""

    today: date
    home: str
    home_name: Words
    by: str
    within: str | None
    filter: str
    groups: list[Group]
    parts: dict[str, list[Group]]
    whole: Group
    parties: list[Group]
    verifications: dict[str, int]
    pressing: list[Row]
    events: list[Event]
    met_late: list[Row]
    since: date
    journal_number: int
    journal_hash: str
    level: str | None = None

    @property
    def withheld(self) -> list[str]:
        """The codes of commitments of which a note was left out."""
        return list(dict.fromkeys(event.code for event in self.events if event.is_withheld))


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
class Change:
    """An undertaking then and now."""

    row: Row
    status_before: Status
    progress_before: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved between two days: each list in the order of the register, or of the due date."""

    since: date
    today: date
    home: str
    filter: str
    forwards: list[Change]
    backwards: list[Change]
    newly_met: list[Change]
    newly_late: list[Change]
    silent: list[Change]

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved at all; silence is no movement."""
        return not (self.forwards or self.backwards or self.newly_met or self.newly_late)


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts over time: for each date how many undertakings were implemented, and how many under way."""

    dates: list[date]
    implemented: list[int]
    under_way: list[int]
    counted: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One commitment in a national report: where it stands, and the notes that may be told."""

    row: Row
    notes: list[tuple[str, Words]]
    withheld: int


@dataclass(frozen=True, slots=True)
class Account:
    """A draft national report: instruments with their sections and passages."""

    home: str
    home_name: Words
    today: date
    filter: str
    level: str | None
    instruments: list[tuple[str, Words, list[tuple[str, Words, list[Passage]]]]]

    @property
    def withheld(self) -> list[str]:
        """The codes of commitments of which a note was left out."""
        return [
            passage.row.code
            for _slug, _title, sections in self.instruments
            for _name, _words, passages in sections
            for passage in passages
            if passage.withheld
        ]


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An agency of a party, and how much it has to do."""

    code: str
    name: Words
    parent: str | None
    leads: int = 0
    contributes: int = 0
    party: str | None = None


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


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who had which duty on an undertaking, and who has: lead, contributing, person, overseer."""

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
    rows: list[tuple[Row, list[tuple[str, str, Words]]]]
    late: list[tuple[Row, int]] = field(default_factory=list)
    overseen: list[Row] = field(default_factory=list)
