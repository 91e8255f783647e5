"""Where an undertaking stands: the one place that moves its current columns when something is said of it.

What comes round, and what is dated by its own target, is read anew from all that was said; the rest is moved at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ctrack.domain.deadlines import OR_BEFORE
from ctrack.domain.dueness import Dating, Horizon, find_due_state
from ctrack.domain.fields.registry import FILED
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Standing
from ctrack.domain.vocabulary import CLOSED_STATUSES, Status
from ctrack.store.chunks import pad, split

if TYPE_CHECKING:
    from ctrack.store.models import Occurrence, StatusUpdate, Undertaking
    from ctrack.store.units import UnitOfWork

__all__ = ["Stamp", "apply_update", "describe_update", "settle_due", "split", "stand", "stand_again"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who says something, when it is recorded, under which entry of the journal, and on which day."""

    author: str
    recorded_at: str
    number: int
    today: date


def stand(
    undertaking: Undertaking, horizon: Horizon, item: Occurrence | None = None, *, is_home: bool = True
) -> Standing:
    """Where the undertaking stands today; of what comes round, where one occurrence of it does."""
    text, is_day_known = undertaking.commitment, not undertaking.is_on_or_before
    is_owed = is_home and not undertaking.is_joint
    status, progress, since = undertaking.status, undertaking.progress, undertaking.status_on
    dating = Dating(undertaking.due_last, undertaking.target_last, undertaking.occurrence, None, is_owed, is_day_known)
    if item is not None and item.due_last != undertaking.occurrence_last:
        status, progress, since = item.status or Status.NOT_REPORTED.value, item.progress or 0, item.closed_on
        dating = Dating(item.due_last, None, None, None, is_owed, is_day_known)
    return Standing(
        status=Status(status),
        progress=progress,
        status_on=since,
        due=undertaking.occurrence or text.moved_deadline or text.deadline or undertaking.target,
        due_state=find_due_state(Status(status), since, dating, horizon),
        target=undertaking.target,
        filed={field.key: getattr(undertaking, field.stored) for field in FILED},
        tags=tuple(undertaking.tags.split()),
        own_status=undertaking.own_status if item is None or item.due_last == undertaking.occurrence_last else None,
    )


def apply_update(
    unit: UnitOfWork, undertaking: Undertaking, said: UpdateRequest, stamp: Stamp, item: Occurrence | None = None
) -> StatusUpdate:
    """Add a status update, of one occurrence where it comes round, and bring the undertaking's columns in step with it.

    Not so of what is said of an occurrence, nor where a target is set: `stand_again` does.
    """
    return unit.rows.add_update(undertaking, describe_update(undertaking, said, stamp, item))


def describe_update(
    undertaking: Undertaking, said: UpdateRequest, stamp: Stamp, item: Occurrence | None = None
) -> dict[str, Any]:
    """The columns of a status update, with those of the undertaking brought in step."""
    effective_on = said.effective_on(stamp.today)
    before = undertaking.status, undertaking.own_status
    told = settle_status(undertaking, said, effective_on, item)
    own = said.own_status
    if told and item is None and undertaking.told_on == effective_on:
        own = undertaking.own_status = find_own_word(said, told[0], before)
    return {
        "journal_number": stamp.number,
        "occurrence_id": item.id if item is not None else None,
        "seen_on": said.seen_on,
        "own_status": own,
        "status": told[0].value if told else None,
        "progress": told[1] if told else None,
        "effective": said.dated(stamp.today).edtf,
        "effective_on": effective_on,
        "recorded_at": stamp.recorded_at,
        "author": stamp.author,
        "voice": said.voice.value,
        "note": said.note,
        "level": said.level.value,
        "note_folded": fold(" ".join(said.note.values())) if said.note else None,
        "target": said.target.edtf if said.target else said.target,
        "target_last": said.target.last if said.target else None,
        "sources": said.sources or None,
        "verification": said.verification,
    }


def find_own_word(said: UpdateRequest, after: Status, before: tuple[str, str | None]) -> str | None:
    """The word of the instrument's own scale that holds with an update: a progress alone leaves that of its status."""
    is_kept = said.status is None and after.value == before[0]
    return before[1] if is_kept else said.own_status


def settle_status(
    undertaking: Undertaking, said: UpdateRequest, effective_on: date, item: Occurrence | None = None
) -> tuple[Status, int] | None:
    """Move the current status, unless what is said is older than what is known already.

    The status and progress that the update tells, so that the state of any day can be read from the updates alone;
    None where it tells of neither.
    """
    told = None
    if item is not None and said.speaks_of_progress:
        is_in_hand = item.due_last == undertaking.occurrence_last
        word = undertaking.status if is_in_hand else item.status or Status.NOT_REPORTED.value
        at = undertaking.progress if is_in_hand else item.progress or 0
        return find_standing(Status(word), at, said.status, said.progress)
    is_older = undertaking.told_on is not None and effective_on < undertaking.told_on
    if said.speaks_of_progress and is_older:
        told = find_standing(Status.NOT_STARTED, 0, said.status, said.progress)
    elif said.speaks_of_progress:
        before = Status(undertaking.status)
        told = after, progress = find_standing(before, undertaking.progress, said.status, said.progress)
        fell = is_backwards(before, after) or (before is after and progress < undertaking.progress)
        undertaking.is_regressed = fell
        is_latest = said.effective is not None and said.effective.edtf.startswith(OR_BEFORE)
        if after is not before or undertaking.status_on is None:
            undertaking.status_on = effective_on
            undertaking.is_on_or_before = is_latest or None
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


def settle_due(undertaking: Undertaking) -> None:
    """The last day that counts: of the occurrence in hand, else of the text as its body moved it, else of the aim."""
    text = undertaking.commitment
    ruling = undertaking.occurrence_last or text.moved_last or text.deadline_last
    undertaking.due_last = ruling or undertaking.target_last


def stand_again(unit: UnitOfWork, rows: Iterable[Undertaking]) -> None:
    """Read where undertakings stand from all their updates: one that comes in between may shift several things."""
    unit.flush()
    by_key = {row.id: row for row in rows}
    if not by_key:
        return
    # Much of what is said moves its undertaking at once, and is spared what reads the past.
    from ctrack.store.moments import EVER
    from ctrack.store.past import FOLLOWING, FOLLOWING_OF_ROUNDS, select_occurrences, select_past

    for chunk in split(sorted(by_key)):
        for current in unit.connection.execute(select_past(EVER, pad(chunk))):
            copy_values(current, by_key[current.id], FOLLOWING)
        rounds = {item.id: item for item in unit.rows.find_occurrences(chunk)}
        for current in unit.connection.execute(select_occurrences(EVER, pad(chunk))) if rounds else ():
            copy_values(current, rounds[current.id], FOLLOWING_OF_ROUNDS)


def copy_values(current: Any, row: Undertaking | Occurrence, names: Iterable[str]) -> None:
    """Bring these columns of an entity in step with a row of the database."""
    for name in names:
        if getattr(row, name) != getattr(current, name):
            setattr(row, name, getattr(current, name))
