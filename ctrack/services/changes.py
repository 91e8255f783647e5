"""The service that finds what moved between two days: forwards, backwards, newly met, newly late, silent."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.reports import Change, Changes
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import DueState, Status
from ctrack.services.listings import make_scope
from ctrack.store.past import Moment, turn_back
from ctrack.store.queries import read_bodies, read_home, read_rows, select_every_row, select_rows

Side = tuple[str, str]


def list_changes(connection: Connection, node: Node | None, horizon: Horizon, since: date, text: str = "") -> Changes:
    """How undertakings stand today against how they stood at the end of the day `since`.

    The connection shows the past afterwards, so this is the last thing that a transaction reads.
    """
    scope = make_scope(connection, node, horizon, only_home=True)
    home = read_home(connection)[1]
    now = read_rows(connection, select_rows(scope), horizon)
    whose = read_bodies(connection, scope.node, dict.fromkeys(row.party for row in now))
    turn_back(connection, Moment(since))
    # What fits the filter is decided by today; the past only tells how that stood then.
    before = Horizon(since)
    then = {side(row): row for row in read_rows(connection, select_every_row(), before)}
    changes = [Change(row, then[side(row)].status, then[side(row)].progress) for row in now if side(row) in then]
    late_then = {key for key, row in then.items() if row.due_state is DueState.OVERDUE}
    met = [change for change in changes if is_newly_met(change)]
    return Changes(
        since=since,
        today=horizon.today,
        home=home,
        filter=text,
        forwards=[change for change in changes if is_forwards(change) and not is_newly_met(change)],
        backwards=[change for change in changes if fell(change)],
        newly_met=met,
        newly_late=[
            change
            for change in changes
            if change.row.due_state is DueState.OVERDUE and side(change.row) not in late_then
        ],
        silent=[change for change in changes if is_silent(change.row, since)],
        whose=whose,
    )


def side(row: Row) -> Side:
    """The code and party by which an undertaking is found again on the other day."""
    return row.code, row.party


def is_newly_met(change: Change) -> bool:
    """Whether the undertaking is implemented now and was not then."""
    return change.row.status is Status.IMPLEMENTED and change.status_before is not Status.IMPLEMENTED


def is_forwards(change: Change) -> bool:
    """Whether the undertaking has another status or more progress, and took no step back."""
    moved = change.row.status is not change.status_before or change.row.progress > change.progress_before
    return moved and not fell(change)


def fell(change: Change) -> bool:
    """Whether the undertaking took a step back in status, or has less progress in the same status."""
    same = change.row.status is change.status_before
    return is_backwards(change.status_before, change.row.status) or (
        same and change.row.progress < change.progress_before
    )


def is_silent(row: Row, since: date) -> bool:
    """Whether the undertaking is open and nothing was said of it in the period."""
    return row.is_open and (row.updated_on is None or row.updated_on <= since)
