"""Where an undertaking stands: the one place that moves its current columns when something is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ctrack.domain.deadlines import Deadline
from ctrack.domain.dueness import Horizon, find_due_state
from ctrack.domain.fields.registry import FILED
from ctrack.domain.folding import fold
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Standing
from ctrack.domain.vocabulary import CLOSED_STATUSES, Status
from ctrack.store.models import StatusUpdate, Undertaking
from ctrack.store.past import EVER, FOLLOWING, select_past
from ctrack.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who says something, when it is recorded, under which entry of the journal, and on which day."""

    author: str
    recorded_at: str
    number: int
    today: date


def stand(undertaking: Undertaking, horizon: Horizon) -> Standing:
    """Where the undertaking stands today."""
    status = Status(undertaking.status)
    return Standing(
        status=status,
        progress=undertaking.progress,
        status_on=undertaking.status_on,
        due=undertaking.target or undertaking.occurrence or undertaking.commitment.deadline,
        due_state=find_due_state(undertaking.due_last, status, undertaking.status_on, horizon, undertaking.occurrence),
        target=undertaking.target,
        filed={field.key: getattr(undertaking, field.stored) for field in FILED},
        tags=tuple(undertaking.tags.split()),
    )


def apply_update(undertaking: Undertaking, said: UpdateRequest, stamp: Stamp) -> StatusUpdate:
    """Add a status update and bring the undertaking's current columns in step with it."""
    effective_on = said.effective_on(stamp.today)
    told = settle_status(undertaking, said, effective_on)
    if said.target is not None:
        set_target(undertaking, said.target)
    return StatusUpdate(
        undertaking=undertaking,
        journal_number=stamp.number,
        status=told[0].value if told else None,
        progress=told[1] if told else None,
        effective=said.dated(stamp.today).edtf,
        effective_on=effective_on,
        recorded_at=stamp.recorded_at,
        author=stamp.author,
        voice=said.voice.value,
        note=said.note,
        level=said.level.value,
        note_folded=fold(" ".join(said.note.values())) if said.note else None,
        target=said.target.edtf if said.target else said.target,
        target_last=said.target.last if said.target else None,
        sources=said.sources or None,
        verification=said.verification,
    )


def settle_status(undertaking: Undertaking, said: UpdateRequest, effective_on: date) -> tuple[Status, int] | None:
    """Move the current status, unless what is said is older than what is known already.

    The status and progress that the update tells, so that the state of any day can be read from the updates alone;
    None where it tells of neither.
    """
    told = None
    is_older = undertaking.told_on is not None and effective_on < undertaking.told_on
    if said.speaks_of_progress and is_older:
        told = find_standing(Status.NOT_STARTED, 0, said.status, said.progress)
    elif said.speaks_of_progress:
        before = Status(undertaking.status)
        told = after, progress = find_standing(before, undertaking.progress, said.status, said.progress)
        fell = is_backwards(before, after) or (before is after and progress < undertaking.progress)
        # What was implemented and comes round again begins anew.
        undertaking.is_regressed = fell and not (before is Status.IMPLEMENTED and undertaking.every is not None)
        if after is not before or undertaking.status_on is None:
            undertaking.status_on = effective_on
        undertaking.told_on = effective_on
        undertaking.status = after.value
        undertaking.progress = progress
        undertaking.voice = said.voice.value
    if undertaking.updated_on is None or effective_on > undertaking.updated_on:
        undertaking.updated_on = effective_on
    return told


def find_standing(before: Status, at: int, status: Status | None, progress: int | None) -> tuple[Status, int]:
    """The status and progress that follow from what was there and what is said.

    Progress above nought begins the work, and nought says that it has not begun; being implemented is 100 and not
    having started is 0; a step back from 100 without a figure leaves the figure open, at 0.
    """
    if status is None:
        at = at if progress is None else progress
        if before in (Status.NOT_REPORTED, Status.NOT_STARTED):
            return (Status.IN_PROGRESS if at else Status.NOT_STARTED), at
        return (Status.IN_PROGRESS if before is Status.IMPLEMENTED and at < 100 else before), at
    if status is Status.IMPLEMENTED:
        return status, 100
    if status is Status.NOT_STARTED:
        return status, 0
    if progress is not None:
        return status, progress
    return status, 0 if at == 100 and status not in CLOSED_STATUSES else at


def set_target(undertaking: Undertaking, target: Deadline | Literal[""]) -> None:
    """Give the undertaking a target date of its own, or take it away; the deadline of the text stays."""
    undertaking.target = target.edtf if target else None
    undertaking.target_last = target.last if target else None
    settle_due(undertaking)


def settle_due(undertaking: Undertaking) -> None:
    """Set the last day that counts: that of the target, else the open occurrence, else the deadline of the text."""
    text = undertaking.commitment.deadline_last
    undertaking.due_last = undertaking.target_last or undertaking.occurrence_last or text


def stand_again(unit: UnitOfWork, row: Undertaking) -> None:
    """Work out the current columns from all updates, after one was added whose day lies before that of another."""
    unit.flush()
    current = unit.connection.execute(select_past(EVER, row.id)).one()
    for name in FOLLOWING:
        setattr(row, name, getattr(current, name))
