"""A round of review: which commitments are walked through, and the one step that each of them takes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Move, Row
from ctrack.domain.vocabulary import DueState, Voice
from ctrack.services.targets import Target
from ctrack.store.journal import EntryHead

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ctrack.store.work import UnitOfWork

PRESSING = (DueState.OVERDUE, DueState.DUE_SOON)


@dataclass(frozen=True, slots=True)
class Step:
    """What is recorded of one commitment, as one entry of the journal."""

    request: UpdateRequest
    snoozed_until: date | None = None
    answers: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to record."""
        return self.request.is_empty and self.snoozed_until is None and not self.answers


def list_for_review(connection: Connection, node: Node | None, horizon: Horizon) -> list[Row]:
    """What fits the filter; without one what presses, what an agency reported, and what somebody answered by mail."""
    from ctrack.services.listings import list_undertakings
    from ctrack.store.answers import list_answers

    rows = list(list_undertakings(connection, node, horizon, sort="due", only_home=True).rows)
    if node is not None:
        return rows
    answered = {(record.code, record.party) for record in list_answers(connection)}
    return [row for row in rows if is_waiting(row) or (row.code, row.party) in answered]


def is_waiting(row: Row) -> bool:
    """Whether a commitment waits for whoever keeps the register."""
    return (row.is_open and row.due_state in PRESSING) or row.voice == Voice.AGENCY.value


def record_step(unit: UnitOfWork, row: Row, step: Step, head: EntryHead, horizon: Horizon) -> list[Move]:
    """Record a step; where the commitment stood and stands, nothing where only its reminders pause."""
    from ctrack.services.reminders.pauses import snooze
    from ctrack.services.reminders.proposals import accept
    from ctrack.services.updates import record_updates

    target = Target(code=row.code)
    moves: list[Move] = []
    if step.answers:
        moves, _filings = accept(unit, step.answers, head, horizon)
    if step.snoozed_until is not None:
        snooze(unit, target, step.snoozed_until, horizon, row.party)
    if not step.request.is_empty:
        moves += record_updates(unit, target, step.request, head, horizon)
    return moves
