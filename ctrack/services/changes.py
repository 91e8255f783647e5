"""The service that finds what moved since a day or an entry: forwards, backwards, met, late, closed, silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Horizon, is_open
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
from ctrack.store.row_records import STATUSES, Remembered
from ctrack.store.stands import Stand, Stands
from ctrack.store.tables import commitment, party, status_update, undertaking

Side = tuple[str, str]
# The lists of what is compared row by row; each is chosen from the rows that are shown.
MOVED = ("forwards", "backwards", "newly_met", "closed_otherwise", "reopened")
SORTS = (*MOVED, "newly_late", "silent", "postponed", "moved_dates")


class Move(NamedTuple):
    """The standing of an undertaking now and before; of what comes round, of the date in hand."""

    status: Status
    progress: int
    status_before: Status
    progress_before: int


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
    for portion in source.portions():
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
    moves: Mapping[Move, Sequence[str]] = Remembered(list_moves)
    for portion in map(source.unpack, now):
        rows = list(source.make(portion))
        then = stands.read({row.code for row in rows})
        for values, row in zip(portion, rows, strict=True):
            stood = then.get(side(row))
            move, target = compare(row, stood)
            told = (move.status_before.value, move.progress_before, target)
            for name in moves[move]:
                found[name].add(values, *told)
            if is_late(row) and not (stood and stands.is_overdue(stood)):
                found["newly_late"].add(values, *told)
            if is_silent(row, move.status, before.day, spoken):
                found["silent"].add(values, *told)
            if row.target != target:
                found["postponed" if is_later(row, target) else "moved_dates"].add(values, *told)
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


def list_moves(move: Move) -> Sequence[str]:
    """The lists that a move belongs to; none where nothing moved."""
    if move.status is move.status_before and move.progress == move.progress_before:
        return ()
    moved = (is_forwards(move), fell(move), is_newly_met(move), is_closed_otherwise(move), is_reopened(move))
    return tuple(compress(MOVED, moved))


def make_change(row: Row, told: Sequence[Any]) -> Change:
    """A change as it was found, of a row that was kept."""
    status, progress, target = told
    return Change(in_hand(row), STATUSES[status], progress, target)


def in_hand(row: Row) -> Row:
    """The row, of what comes round with the standing of the date in hand."""
    if row.occurrence is None:
        return row
    return row._replace(status=row.status_in_hand, progress=row.progress_in_hand)


def compare(row: Row, then: Stand | None) -> tuple[Move, str | None]:
    """An undertaking now and then, and its target then; what was not there yet had not been reported on.

    Of what comes round it is the date in hand, which begins anew where it is another.
    """
    if row.occurrence is None:
        if then is None:
            return Move(row.status, row.progress, Status.NOT_REPORTED, 0), None
        return Move(row.status, row.progress, then.status, then.progress), then.target
    if then is None or row.occurrence != then.occurrence:
        return Move(row.status_in_hand, row.progress_in_hand, Status.NOT_REPORTED, 0), None
    return Move(row.status_in_hand, row.progress_in_hand, then.status_in_hand, then.progress_in_hand), then.target


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


def is_later(row: Row, target: str | None) -> bool:
    """A date of one's own was moved to a later day than before, and than the date that counts."""
    if row.target is None or not row.is_postponed:
        return False
    before = target or row.postponed_from
    return before is None or edtf_bounds(row.target)[1] > edtf_bounds(before)[1]


def is_newly_met(move: Move) -> bool:
    """Whether the undertaking is implemented now and was not then."""
    return move.status is Status.IMPLEMENTED and move.status_before is not Status.IMPLEMENTED


def is_closed_otherwise(move: Move) -> bool:
    """Not applicable or overtaken by events now, and not so then: out of the count, neither forwards nor backwards."""
    return move.status in NOT_COUNTED_STATUSES and move.status is not move.status_before


def is_reopened(move: Move) -> bool:
    """Back in the count, and not implemented."""
    was_out = move.status_before in NOT_COUNTED_STATUSES
    return was_out and move.status not in NOT_COUNTED_STATUSES and not is_newly_met(move)


def is_forwards(move: Move) -> bool:
    """Another status, or more progress, and no step back; what is told in a list of its own is not told again."""
    if is_newly_met(move) or is_closed_otherwise(move) or is_reopened(move):
        return False
    moved = move.status is not move.status_before or move.progress > move.progress_before
    return moved and not fell(move)


def fell(move: Move) -> bool:
    """Whether the undertaking took a step back in status, or has less progress in the same status."""
    same = move.status is move.status_before
    return is_backwards(move.status_before, move.status) or (same and move.progress < move.progress_before)


def is_late(row: Row) -> bool:
    """Whether what does not come round is overdue now."""
    return row.due_state is DueState.OVERDUE and row.occurrence is None


def is_silent(row: Row, status: Status, since: date, spoken: set[Side] | None) -> bool:
    """Open by its standing in hand, and nothing was said of it: since the day, or recorded at all after the entry."""
    if not is_open(status, row.occurrence):
        return False
    return side(row) not in spoken if spoken is not None else row.updated_on is None or row.updated_on <= since
