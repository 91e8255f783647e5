"""Records of rows that come from tables of others: where each stands, what it says, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from ctrack.domain.catalogue import CommitmentEntry
from ctrack.domain.failures import Message, Refused, marked
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.requests import UpdateRequest

# What stands in the place of a formula that was never calculated.
UNCALCULATED = "#CALCULATE!"
Cell = str | int | float | bool | date | datetime | None
# What changed of a row that is new, or stays as it is: the same for all, for a table has many of them.
NOTHING: dict[str, str] = {}


class FileRefused(Refused):
    message = marked("{file}: {reason} Nothing was recorded.")


class RowRefused(Refused):
    message = marked("{place}: {reason}")


class Into(StrEnum):
    """What the rows of a table become."""

    COMMITMENTS = "commitments"
    UPDATES = "updates"
    AGENCIES = "agencies"
    PEOPLE = "people"


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Conflict(StrEnum):
    """What is done where the register says otherwise."""

    STOP = "stop"
    SKIP = "skip"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, as its file has it; rows are counted from 1, as spreadsheets count them."""

    number: int
    cells: tuple[Cell, ...]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where something stands in a file."""

    file: str
    row: int
    sheet: str = ""
    column: str = ""

    def say(self) -> Message:
        """The place in words."""
        facts = {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column}
        if self.sheet:
            whole = marked("{file}, sheet {sheet}, row {row}, column {column}")
            return Message(whole if self.column else marked("{file}, sheet {sheet}, row {row}"), facts)
        return Message(marked("{file}, row {row}, column {column}") if self.column else marked("{file}, row {row}"),
                       facts)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: what its head calls it, and the field that this means; none goes into the note."""

    index: int
    name: str
    field: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What a row says, of a commitment, of where one stands, of an agency or a person, or why it cannot be taken."""

    place: RowPlace
    entry: CommitmentEntry | None = None
    reason: Message | None = None
    # Of a row of updates the code as it is written, and what is said of it; of one of agencies the code and of one of
    # people the name, and what else is known of them.
    code: str = ""
    said: UpdateRequest | None = None
    facts: Mapping[str, str] | None = None
    # Of a row of updates the party that it is said of; "" for the home party.
    party: str = ""
    # The rows after it that say more of the same.
    joined: tuple[RowPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row, and why; of one that is updated, what it was and is."""

    place: RowPlace
    code: str
    outcome: Outcome
    reason: Message | None = None
    before: dict[str, str] = field(default_factory=lambda: NOTHING)
    after: dict[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """How rows are taken in: as what, into which instrument, of which columns, and what is done where they differ."""

    instrument: str
    file: str
    fields: frozenset[str]
    conflict: Conflict = Conflict.STOP
    is_partial: bool = False
    into: Into = Into.COMMITMENTS


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a table before its rows are taken: its form, its head, its columns, what is left out."""

    form: str
    sheet: str
    head: int
    columns: tuple[TableColumn, ...]
    read: Callable[[], Iterator[ImportedRow]]
    # Rows that are no entries, found as they are read: titles, totals, footnotes.
    left_out: list[tuple[int, str]]
    into: Into = Into.COMMITMENTS


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of all the rows of a file."""

    plan: ImportPlan
    rows: list[RowResult]
    counts: dict[Outcome, int]

    @property
    def refused(self) -> list[RowResult]:
        """The rows that were refused."""
        return [row for row in self.rows if row.outcome is Outcome.REFUSED]
