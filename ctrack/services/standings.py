"""Where an undertaking stands: the one place that moves its current columns when something is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Horizon, find_due_state
from ctrack.domain.folding import fold
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.undertakings import Standing, Words
from ctrack.domain.vocabulary import CLOSED_STATUSES, Level, Status, Voice
from ctrack.store.models import Commitment, Party, StatusUpdate, Undertaking
from ctrack.store.moments import EVER
from ctrack.store.past import FOLLOWING, select_past
from ctrack.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of an undertaking in one status update; None leaves a thing as it is.

    `effective` is EDTF, and no later than `today`, the day on which it is said; `target` is EDTF, or "" to take a
    target away.
    """

    author: str
    recorded_at: str
    number: int
    effective: str
    today: date
    status: Status | None = None
    progress: int | None = None
    voice: Voice = Voice.COORDINATOR
    level: Level = Level.RESTRICTED
    note: Words | None = None
    target: str | None = None
    sources: list[dict[str, Any]] = field(default_factory=list)
    verification: str | None = None


def open_undertaking(unit: UnitOfWork, commitment: Commitment, party: Party, *, is_lead: bool) -> Undertaking:
    """Add a party's undertaking of which nothing has been said yet.

    What the text makes come round again is awaited from now on: a register has no arrears from before it was made.
    """
    row = Undertaking(
        commitment=commitment,
        party=party,
        is_lead=is_lead,
        tags="",
        status=Status.NOT_REPORTED.value,
        progress=0,
        is_regressed=False,
        due_last=commitment.deadline_last,
    )
    unit.session.add(row)
    if commitment.recurrence and commitment.deadline:
        from ctrack.services.recurrence.rules import begin_by_text

        begin_by_text(unit, row)
    return row


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
        position=undertaking.position,
        priority=undertaking.priority,
        tags=tuple(undertaking.tags.split()),
    )


def apply_update(undertaking: Undertaking, saying: Saying) -> StatusUpdate:
    """Add a status update and bring the undertaking's current columns in step with it."""
    # "This year" reaches into days of which nothing is known yet.
    effective_on = min(edtf_bounds(saying.effective)[1], saying.today)
    told = settle_status(undertaking, saying, effective_on)
    if saying.target is not None:
        set_target(undertaking, saying.target)
    return StatusUpdate(
        undertaking=undertaking,
        journal_number=saying.number,
        status=told[0].value if told else None,
        progress=told[1] if told else None,
        effective=saying.effective,
        effective_on=effective_on,
        recorded_at=saying.recorded_at,
        author=saying.author,
        voice=saying.voice.value,
        note=saying.note,
        level=saying.level.value,
        note_folded=fold(" ".join(saying.note.values())) if saying.note else None,
        target=saying.target,
        target_last=edtf_bounds(saying.target)[1] if saying.target else None,
        sources=saying.sources or None,
        verification=saying.verification,
    )


def speaks_of_progress(saying: Saying) -> bool:
    """Whether the update says how far things are."""
    return saying.status is not None or saying.progress is not None


def settle_status(undertaking: Undertaking, saying: Saying, effective_on: date) -> tuple[Status, int] | None:
    """Move the current status, unless what is said is older than what is known already.

    The status and progress that the update tells, so that the state of any day can be read from the updates alone;
    None where it tells of neither.
    """
    told = None
    is_older = undertaking.told_on is not None and effective_on < undertaking.told_on
    if speaks_of_progress(saying) and is_older:
        told = find_standing(Status.NOT_STARTED, 0, saying.status, saying.progress)
    elif speaks_of_progress(saying):
        before = Status(undertaking.status)
        told = after, progress = find_standing(before, undertaking.progress, saying.status, saying.progress)
        fell = is_backwards(before, after) or (before is after and progress < undertaking.progress)
        # What was implemented and comes round again begins anew.
        undertaking.is_regressed = fell and not (before is Status.IMPLEMENTED and undertaking.every is not None)
        if after is not before or undertaking.status_on is None:
            undertaking.status_on = effective_on
        undertaking.told_on = effective_on
        undertaking.status = after.value
        undertaking.progress = progress
        undertaking.voice = saying.voice.value
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


def set_target(undertaking: Undertaking, target: str) -> None:
    """Give the undertaking a target date of its own, or take it away; the deadline of the text stays."""
    undertaking.target = target or None
    undertaking.target_last = edtf_bounds(target)[1] if target else None
    settle_due(undertaking)


def settle_due(undertaking: Undertaking) -> None:
    """The last day that counts: of the target, else of the next occurrence, else of the deadline of the text."""
    text = undertaking.commitment.deadline_last
    undertaking.due_last = undertaking.target_last or undertaking.occurrence_last or text


def stand_again(unit: UnitOfWork, row: Undertaking) -> None:
    """Read where the undertaking stands from all its updates: one that comes in between may shift several things."""
    unit.flush()
    current = unit.connection.execute(select_past(EVER, row.id)).one()
    for name in FOLLOWING:
        setattr(row, name, getattr(current, name))
