"""What the services hand out: plain values, free of sessions and of formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ctrack.domain.dueness import is_open
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.stored_json import read_words
from ctrack.domain.vocabulary import DueState, Status

if TYPE_CHECKING:
    from ctrack.domain.fields.field import Field
    from ctrack.domain.records.occurrences import Cycle
    from ctrack.domain.scales import Scale, ScaleWord

Words = dict[str, str]


def read_field(record: Row | Standing, field: Field) -> Any:
    """What a record has for a field of the registry."""
    return record.filed[field.key] if field.is_filed else getattr(record, field.name)


class Body(NamedTuple):
    """A party as the one whose figures stand beside its name."""

    code: str
    name: Words


class Row(NamedTuple):
    """One undertaking in a listing: the party's side of a commitment, with what the commitment says.

    First what is stored, then what follows from it and from today; `filed` has what `update` sets as typed, by key.

    Of what comes round `status` and `progress` are what the undertaking counts as, and those `in_hand` the standing of
    the occurrence that is awaited. `postponed_from` is the date that its target puts off now, and `postponed` how
    often that was done.
    """

    code: str
    instrument: str
    section: str
    party: str
    title_stored: str
    deadline: str | None
    moved_deadline: str | None
    target: str | None
    target_last: date | None
    due_last: date | None
    addressee: str
    kind: str
    force: str | None
    verification: str
    binding: bool | None
    voice: str | None
    updated_on: date | None
    is_regressed: bool
    agency: str | None
    person: str | None
    occurrence: str | None
    met_on: date | None
    is_on_or_before: bool | None
    is_owed: bool
    own_status: str | None
    status: Status
    progress: int
    status_on: date | None
    tags: tuple[str, ...]
    themes: tuple[str, ...]
    due: str | None
    due_state: DueState
    days_left: int | None
    is_stale: bool
    postponed: int
    postponed_from: str | None
    status_in_hand: Status
    progress_in_hand: int
    filed: Mapping[str, Any]

    @property
    def title(self) -> Words:
        """The title in its languages; what tells of many rows takes the text as it stands."""
        return read_words(self.title_stored)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return is_open(self.status, self.occurrence)

    @property
    def is_silent(self) -> bool:
        """Whether it is open, led by an agency, and nothing was said of it for long, or ever."""
        return self.agency is not None and self.is_open and (self.is_stale or self.updated_on is None)

    @property
    def is_postponed(self) -> bool:
        """Whether its own target is later than the date that counts."""
        return self.postponed_from is not None


class Part(NamedTuple):
    """A part of a filter as it is written: how many fit it alone, what it may have meant, and what is withdrawn."""

    text: str
    fitting: int
    terms: tuple[str, ...] = ()
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that fit a filter, and how many fit it in all; where none does, `why` has its parts."""

    rows: Sequence[Row]
    total: int
    home: str
    today: date
    filter: str = ""
    whose: tuple[Body, ...] = ()
    counts: dict[str, int] | None = None
    why: tuple[Part, ...] = ()

    def count_parties(self) -> dict[str, int]:
        """How many of all that fit are whose, the home party first."""
        counts = Counter(row.party for row in self.rows) if self.counts is None else self.counts
        return dict(sorted(counts.items(), key=lambda pair: (pair[0] != self.home, pair[0])))


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
    is_withheld: bool = False
    own_status: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A relation to another commitment or instrument; `is_outward` is False where the other one points here."""

    relation: str
    to: str
    title: Words
    is_outward: bool
    reason: Words | None = None
    basis: str | None = None
    confirmed_by: str | None = None
    confirmed_on: date | None = None


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
    snoozed_until: date | None = None
    moved_sources: list[dict[str, Any]] = field(default_factory=list)
    is_joint: bool = False
    # What the catalogue says where this register corrects it, by column; and since when it is out of sight, and why.
    corrections: dict[str, Any] = field(default_factory=dict)
    withdrawn: dict[str, Any] | None = None
    scale: Scale | None = None
    # What it said before an upgrade of its instrument, by part, the oldest first.
    earlier: list[dict[str, Any]] = field(default_factory=list)
    # Where the official text of the instrument is.
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an undertaking stands: what an update changes."""

    status: Status
    progress: int
    status_on: date | None
    due: str | None
    due_state: DueState
    target: str | None
    filed: Mapping[str, Any]
    tags: tuple[str, ...]
    own_status: str | None = None


class Said(NamedTuple):
    """A word of an instrument's own scale as it was said of an undertaking."""

    scale: Scale
    word: ScaleWord


class WordCount(NamedTuple):
    """How many undertakings of an instrument stand at a status that was told by a word of its own, or by none."""

    instrument: str
    title: Words
    status: Status
    own_status: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was recorded of a day, while what was said of a later day, `told_on`, goes on holding."""

    status: Status
    progress: int
    effective: str
    told_on: date


@dataclass(frozen=True, slots=True)
class Move:
    """One undertaking before and after a command.

    Of what comes round `occurrence` is the due date that was spoken of, whose standing is told; `still_due` the one
    that is awaited all the same, where it was said to be implemented and met no date. `earlier` is
    what was recorded of a day before that, and moves nothing now.
    """

    code: str
    party: str
    title: Words
    before: Standing
    after: Standing
    note: Words | None = None
    level: str | None = None
    elsewhere: str | None = None
    still_due: str | None = None
    occurrence: str | None = None
    earlier: Earlier | None = None
    said: Said | None = None


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
    changes: Sequence[dict[str, Any]]
    hash: str


@dataclass(frozen=True, slots=True)
class Undone:
    """An entry that was taken back, what it had changed, and what undo and redo would turn next.

    `command` is the entry of the command that was turned by it, and `is_done_again` whether that stands now.
    """

    entry: EntryRecord
    steps: list[tuple[str, str, Any, Any]]
    command: EntryRecord
    is_done_again: bool
    next_undo: EntryRecord | None = None
    next_redo: EntryRecord | None = None
