"""The service that finds what moved since a day or an entry: forwards, backwards, met, late, closed, silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import compress
from typing import Any

from sqlalchemy import Connection, select

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.frozen import dataclass
from ctrack.domain.long_lists import Spool
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.reports import Change, Changes
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import NOT_COUNTED_STATUSES, DueState, Status
from ctrack.services.listings import make_scope
from ctrack.services.recurrence.missed_dates import list_missed, list_rounds_met
from ctrack.store.chosen_rows import Chosen, RowSource
from ctrack.store.moments import Moment
from ctrack.store.queries import SOURCE, Scope, read_bodies, read_home, select_rows
from ctrack.store.rewind import turn_back
from ctrack.store.row_records import STATUSES
from ctrack.store.stands import Stand, Stands
from ctrack.store.tables import commitment, party, status_update, undertaking

Side = tuple[str, str]
# The lists of what is compared row by row; each is chosen from the rows that are shown.
MOVED = ("forwards", "backwards", "newly_met", "closed_otherwise", "reopened")
SORTS = (*MOVED, "newly_late", "silent", "postponed", "moved_dates")


@dataclass(frozen=True, slots=True)
class Before:
    """What things are compared with: the end of a day, by what is known now, or what was known at a journal entry.

    `known` is the moment that the other side is read at, where that is not the present; `report` numbers the paper
    that is meant.
    """

    day: date
    entry: int | None = None
    report: int | None = None
    known: Moment | None = None

    @property
    def moment(self) -> Moment:
        """The moment of the past that is compared with."""
        known = self.known or Moment(self.day)
        if self.entry is None:
            return Moment(self.day, known.known_at, known.entry)
        return Moment(date.max, known.known_at, min(self.entry, known.entry or self.entry))


def list_changes(
    connection: Connection, node: Node | None, horizon: Horizon, before: Before, text: str = ""
) -> Changes:
    """How undertakings stand today against how they stood then.

    What comes round moves date by date: each that was met or missed is told for itself. The connection shows the past
    afterwards, so this is the last thing that a transaction reads.
    """
    scope = make_scope(connection, node, horizon, only_home=True)
    home = read_home(connection)[1]
    source = RowSource(connection, select_rows(scope), horizon)
    now, whose_now, whose = Spool(), dict[str, None](), source.find("party")
    for portion in source:
        whose_now |= dict.fromkeys(map(whose, portion))
        now.add(source.pack(portion))
    met_rounds = list_rounds_met(connection, scope)
    missed_now = list_missed(connection, scope)
    bodies = read_bodies(connection, scope.node, whose_now)
    spoken = None if before.entry is None else read_spoken_of(connection, before.entry)
    turn_back(connection, before.moment)
    # What fits the filter is decided by today; the past only tells how that stood then.
    whole = Scope(scope.home_id, Horizon(before.day), every_side=True)
    met_then = {occasion(row) for row in list_rounds_met(connection, whole)}
    missed_then = {occasion(row) for row in list_missed(connection, whole, every_side=True)}
    found, stands = {name: Chosen(source, make_change) for name in SORTS}, Stands(connection, Horizon(before.day))
    for portion in map(source.unpack, now):
        rows = list(source.make(portion))
        then = stands.read({row.code for row in rows})
        for values, row in zip(portion, rows, strict=True):
            stood = then.get(side(row))
            change = compare(row, stood)
            told = (change.status_before.value, change.progress_before, change.target_before)
            for name in sort_out(change, stood, before.day, spoken):
                found[name].add(values, *told)
    met_newly = [from_nothing(row) for row in met_rounds if occasion(row) not in met_then]
    return Changes(
        since=before.day,
        today=horizon.today,
        home=home,
        filter=text,
        newly_met=found.pop("newly_met").finish(*met_newly),
        newly_missed=[from_nothing(row) for row in missed_now if occasion(row) not in missed_then],
        entry=before.entry,
        report=before.report,
        whose=bodies,
        **{name: chosen.finish() for name, chosen in found.items()},
    )


def sort_out(change: Change, then: Stand | None, since: date, spoken: set[Side] | None) -> Iterator[str]:
    """The lists that a change belongs to."""
    was_late = then is not None and then.due_state is DueState.OVERDUE
    row = change.row
    if row.due_state is DueState.OVERDUE and row.occurrence is None and not was_late:
        yield "newly_late"
    if is_silent(row, since, spoken):
        yield "silent"
    if has_new_target(change):
        yield "postponed" if is_later(change) else "moved_dates"
    if row.status is not change.status_before or row.progress != change.progress_before:
        moved = (
            is_forwards(change),
            fell(change),
            is_newly_met(change),
            is_closed_otherwise(change),
            is_reopened(change),
        )
        yield from compress(MOVED, moved)


def make_change(row: Row, told: Sequence[Any]) -> Change:
    """A change as it was found, of a row that was kept."""
    status, progress, target = told
    return Change(in_hand(row), STATUSES[status], progress, target)


def in_hand(row: Row) -> Row:
    """The row, of what comes round with the standing of the date in hand."""
    if row.occurrence is None:
        return row
    return row._replace(status=row.status_in_hand, progress=row.progress_in_hand)


def compare(row: Row, then: Stand | None) -> Change:
    """An undertaking now and then; what was not there yet had not been reported on.

    Of what comes round it is the date in hand, which begins anew where it is another.
    """
    now = in_hand(row)
    if then is None or row.occurrence is None:
        return Change(now, then.status, then.progress, then.target) if then else from_nothing(now)
    if row.occurrence != then.occurrence:
        return from_nothing(now)
    return Change(now, then.status_in_hand, then.progress_in_hand, then.target)


def from_nothing(row: Row) -> Change:
    """An undertaking, or a date of it, of which nobody had said anything then."""
    return Change(row, Status.NOT_REPORTED, 0)


def read_spoken_of(connection: Connection, entry: int) -> set[Side]:
    """The undertakings of which something was said after a journal entry, of whatever day."""
    source = SOURCE.join(status_update, status_update.c.undertaking_id == undertaking.c.id)
    said = select(commitment.c.code, party.c.code).select_from(source).where(status_update.c.journal_number > entry)
    return {(code, whose) for code, whose in connection.execute(said)}


def side(row: Row) -> Side:
    """The code and party by which an undertaking is found again on the other day."""
    return row.code, row.party


def occasion(row: Row) -> tuple[str, str, date | None]:
    """What tells one date of an undertaking from another."""
    return row.code, row.party, row.due_last


def has_new_target(change: Change) -> bool:
    """A date of one's own was set, moved or taken away."""
    return change.row.target != change.target_before


def is_later(change: Change) -> bool:
    """It was moved to a later day than before, and than the date that counts."""
    if change.row.target is None or not change.row.is_postponed:
        return False
    before = change.target_before or change.row.postponed_from
    return before is None or edtf_bounds(change.row.target)[1] > edtf_bounds(before)[1]


def is_newly_met(change: Change) -> bool:
    """Whether the undertaking is implemented now and was not then."""
    return change.row.status is Status.IMPLEMENTED and change.status_before is not Status.IMPLEMENTED


def is_closed_otherwise(change: Change) -> bool:
    """Not applicable or overtaken by events now, and not so then: out of the count, neither forwards nor backwards."""
    now = change.row.status
    return now in NOT_COUNTED_STATUSES and now is not change.status_before


def is_reopened(change: Change) -> bool:
    """Back in the count, and not implemented."""
    was_out = change.status_before in NOT_COUNTED_STATUSES
    return was_out and change.row.status not in NOT_COUNTED_STATUSES and not is_newly_met(change)


def is_forwards(change: Change) -> bool:
    """Another status, or more progress, and no step back; what is told in a list of its own is not told again."""
    if is_newly_met(change) or is_closed_otherwise(change) or is_reopened(change):
        return False
    moved = change.row.status is not change.status_before or change.row.progress > change.progress_before
    return moved and not fell(change)


def fell(change: Change) -> bool:
    """Whether the undertaking took a step back in status, or has less progress in the same status."""
    same = change.row.status is change.status_before
    return is_backwards(change.status_before, change.row.status) or (
        same and change.row.progress < change.progress_before
    )


def is_silent(row: Row, since: date, spoken: set[Side] | None) -> bool:
    """Open, and nothing was said of it in the period: since the day, or recorded at all after the entry."""
    if not row.is_open:
        return False
    return side(row) not in spoken if spoken is not None else row.updated_on is None or row.updated_on <= since
