"""Records of reports: groups, events, changes, trends, and the passages of a national report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, Generic, TypeVar

from ctrack.domain.frozen import dataclass, field
from ctrack.domain.progress import Rate
from ctrack.domain.records.link_records import CountedOnce
from ctrack.domain.records.undertakings import Body, Row, Words
from ctrack.domain.vocabulary import DueState, Status

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Group:
    """A line of a report: how the undertakings of a group stand, and how many dates of them were missed."""

    key: str
    title: Words
    counts: dict[Status, int]
    rate: Rate
    overdue: int
    due_soon: int
    changed: int
    parent: str | None = None
    missed: int = 0
    postponed: int = 0
    not_looked_up: int = 0

    @property
    def total(self) -> int:
        """How many undertakings the group holds."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Family:
    """An agency that is part of no other, with all its parts: the sum, and what it adds up, its own group first."""

    whole: Group
    groups: list[Group]

    @property
    def has_parts(self) -> bool:
        """Whether anything but the agency itself is in the sum."""
        return any(group.key != self.whole.key for group in self.groups)


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
    level: str
    is_regressed: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Extract(Generic[Item]):
    """The first of a list, and how many it has in all."""

    rows: Sequence[Item]
    total: int

    def __iter__(self) -> Iterator[Item]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def nothing() -> Extract[Any]:
    """A list with nothing in it."""
    return Extract([], 0)


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates that went by without being met, that a target of one's own puts off, and that nobody has looked up."""

    missed: Extract[Row] = field(default_factory=nothing)
    postponed: Extract[Row] = field(default_factory=nothing)
    not_looked_up: Extract[Row] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Others:
    """What other bodies owe: each with all that it has undertaken, none of it in a figure of the home party's."""

    parties: list[Group]
    whole: Group
    pressing: Extract[Row]
    met_late: Extract[Row]
    events: Extract[Event]
    dates: Dates = field(default_factory=Dates)


@dataclass(frozen=True, slots=True)
class Report:
    """A progress report: groups and their parts, the whole, and what presses, all of the parties in `whose`.

    What others owe stands apart in `others`; None where it was not asked for. `settled` are those by their status that
    have had it since the trend of the last year begins.
    """

    today: date
    home: str
    whose: list[Body]
    by: str
    within: str | None
    filter: str
    groups: list[Group]
    parts: dict[str, list[Group]]
    whole: Group
    parties: list[Group]
    verifications: dict[str, int]
    pressing: Extract[Row]
    events: Extract[Event]
    met_late: Extract[Row]
    since: date
    journal_number: int
    journal_hash: str
    level: str | None = None
    settled: dict[Status, int] = field(default_factory=dict)
    others: Others | None = None
    dates: Dates = field(default_factory=Dates)
    # What asks the same and is counted once, where that was asked for, with the keys of what is left out by it.
    once: list[CountedOnce] | None = None
    left_out: frozenset[int] = frozenset()

    @property
    def withheld(self) -> dict[str, int]:
        """Of which commitments notes are withheld, and how many."""
        events = chain(self.events, self.others.events if self.others else ())
        return dict(Counter(event.code for event in events if event.is_withheld))


@dataclass(frozen=True, slots=True)
class Change:
    """An undertaking then and now; of what comes round, one date of it."""

    row: Row
    status_before: Status
    progress_before: int
    target_before: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved between two days: each list in the order of the register, or of the due date."""

    since: date
    today: date
    home: str
    filter: str
    forwards: Sequence[Change]
    backwards: Sequence[Change]
    newly_met: Sequence[Change]
    newly_late: Sequence[Change]
    silent: Sequence[Change]
    closed_otherwise: Sequence[Change] = ()
    reopened: Sequence[Change] = ()
    # The journal entry, and the number of the report, that was looked back to.
    entry: int | None = None
    report: int | None = None
    whose: list[Body] = field(default_factory=list)
    newly_missed: Sequence[Change] = ()
    postponed: Sequence[Change] = ()
    moved_dates: Sequence[Change] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved at all; silence is no movement."""
        moved = (self.forwards, self.backwards, self.newly_met, self.newly_late, self.closed_otherwise, self.reopened)
        return not any((*moved, self.newly_missed, self.postponed, self.moved_dates))


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts over time: for each date how many undertakings were implemented, and how many under way."""

    dates: list[date]
    implemented: list[int]
    under_way: list[int]
    counted: int


@dataclass(frozen=True, slots=True)
class DateCounts:
    """Due dates by month (its first day) and by what came of them, and as a whole what lies before and after."""

    today: date
    whose: list[Body]
    filter: str
    months: list[date]
    counts: list[dict[DueState, int]]
    before: dict[DueState, int]
    after: dict[DueState, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One commitment in a national report: where it stands, and the notes that may be told.

    A note is its date, its words and its level. `done` is the date of implementation, at the precision that was told.
    """

    row: Row
    notes: list[tuple[str, Words, str]]
    withheld: int
    done: str | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was reported of it: no status, and no note, not even one that is withheld."""
        return self.row.status is Status.NOT_REPORTED and not self.notes and not self.withheld

    @property
    def is_blank(self) -> bool:
        """Whether its words are still to be written."""
        return not self.notes and not self.withheld


@dataclass(frozen=True, slots=True)
class Account:
    """A national report: its figures, and chapters with their parts and passages.

    Chapters and parts are groups of `by`; what has several themes stands in the chapter of each.
    """

    home: str
    whose: list[Body]
    today: date
    filter: str
    level: str | None
    by: tuple[str, str]
    chapters: list[tuple[str, Words, list[tuple[str, Words, list[Passage]]]]]
    figures: Report

    @property
    def passages(self) -> list[Passage]:
        """All passages, each once, in the order of the chapters."""
        parts = [part for _key, _title, inner in self.chapters for part in inner]
        told = (passage for _key, _words, passages in parts for passage in passages)
        return list({(passage.row.code, passage.row.party): passage for passage in told}.values())

    @property
    def withheld(self) -> dict[str, int]:
        """Of which commitments notes are withheld, and how many."""
        found: Counter[str] = Counter()
        for passage in self.passages:
            found[passage.row.code] += passage.withheld
        return {code: count for code, count in found.items() if count}
