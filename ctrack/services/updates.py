"""Recording what is said of undertakings: one commitment by its code, or all that fit a filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from ctrack.domain import failures
from ctrack.domain.deadlines import Deadline
from ctrack.domain.dueness import Horizon
from ctrack.domain.fields.field import Form
from ctrack.domain.fields.registry import BY_KEY
from ctrack.domain.folding import fold
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Move
from ctrack.domain.vocabulary import Status
from ctrack.services.standings import Stamp, apply_update, stand, stand_again
from ctrack.services.targets import Target, find_undertakings
from ctrack.store.journal import EntryHead
from ctrack.store.tables import journal, status_update

if TYPE_CHECKING:
    from ctrack.domain.periods import Period
    from ctrack.store.models import Undertaking
    from ctrack.store.work import UnitOfWork

MOST_NOTE = 100_000
# A field that is filed is a line, and no essay.
MOST_FILED = 1000
RECENT_SECONDS = 600
# The statuses that hold for one progress alone, with their names in a sentence.
DECISIVE = {
    Status.IMPLEMENTED: (100, failures.marked("implemented")),
    Status.NOT_STARTED: (0, failures.marked("not started")),
}


class OccurrenceNeedsStatus(failures.Misused):
    message = failures.marked("--occurrence names what was implemented: give --status implemented with it.")


def check_request(request: UpdateRequest, today: date) -> None:
    """Refuse what cannot be recorded, before anything is opened."""
    if request.is_empty:
        raise failures.NothingToRecord()
    if request.status is Status.NOT_REPORTED:
        raise failures.UnsettableStatus()
    check_progress(request)
    if request.effective is not None and request.effective.first > today:
        raise failures.FutureDate(date=request.effective.edtf, today=today)
    for text in (request.note or {}).values():
        check_text(text)
    for key, value in request.filed.items():
        if BY_KEY[key].form is Form.TEXT and value is not None:
            check_text(value, failures.Message(BY_KEY[key].title), MOST_FILED)


def check_progress(request: UpdateRequest) -> None:
    """Refuse a progress out of range, or one that contradicts the status it comes with."""
    progress, status = request.progress, request.status
    if progress is None:
        return
    if not 0 <= progress <= 100:
        raise failures.BadProgress(value=progress)
    if status in DECISIVE and progress != DECISIVE[status][0]:
        raise failures.ProgressContradicts(progress=progress, status=failures.Message(DECISIVE[status][1]))


def check_text(text: str, what: failures.Message | str = "note", most: int = MOST_NOTE) -> None:
    """Refuse a text that is empty, too long, or holds what no database stores."""
    if not text.strip():
        raise failures.EmptyText(what=what)
    if len(text) > most:
        raise failures.TextTooLong(what=what, length=len(text), most=most)
    if "\0" in text:
        raise failures.TextNotStorable(what=what, character="U+0000")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise failures.TextNotStorable(what=what, character=f"U+{ord(text[error.start]):04X}") from error


def record_updates(
    unit: UnitOfWork, target: Target, request: UpdateRequest, head: EntryHead, horizon: Horizon
) -> list[Move]:
    """Record the request on every undertaking that the target means; where each stood and stands.

    Raises NotFound where the target means nothing, and Refused for bad data; nothing is recorded then.
    """
    check_request(request, horizon.today)
    found = find_undertakings(unit, target, horizon, request.whose)
    return [record_one(unit, row, request, head, horizon) for row in found]


def record_one(unit: UnitOfWork, row: Undertaking, request: UpdateRequest, head: EntryHead, horizon: Horizon) -> Move:
    """Record the request on one undertaking: how it is filed, its update, and the occurrence that it meets."""
    before = stand(row, horizon)
    # Asked before this update is added, which would be the most recent one itself.
    elsewhere, still_due = tell_recent(unit, row, head), None
    file_undertaking(row, request)
    if request.says_something:
        said, stamp = request, Stamp(head.author, head.recorded_at, unit.number, horizon.today)
        met = find_met_by(unit, row, request, horizon.today)
        # An older date that was missed may be met by name; then the open one, and a target given for it, stay.
        ends_open = met is not None and row.occurrence_last is not None and met.last >= row.occurrence_last
        if ends_open and row.target is not None and said.target is None:
            # A target was given for the occurrence that ends here, and must not put off the next one.
            said = replace(said, target="")
        update = apply_update(row, said, stamp)
        unit.session.add(update)
        if met is not None:
            from ctrack.services.recurrence.fulfilment import close_occurrence

            close_occurrence(unit, row, met, update.effective_on, head)
        if row.updated_on is not None and update.effective_on < row.updated_on:
            # Told late: something that happened after it is known already, and may outweigh it.
            stand_again(unit, row)
        if ends_open and said.target == "" and row.target is not None and row.updated_on is not None:
            # The target was set on a later day than that on which its date was met, so that the update just added
            # could not take it away; one of that later day does.
            later = replace(said, effective=Deadline.from_day(row.updated_on), status=None, progress=None, note=None)
            unit.session.add(apply_update(row, later, stamp))
        if met is None and said.status is Status.IMPLEMENTED:
            # Implemented, and yet no due date was near enough to be met by it: the user is told which one is open.
            still_due = row.occurrence
    return Move(
        row.commitment.code,
        row.party.code,
        row.commitment.title,
        before,
        stand(row, horizon),
        request.note,
        request.level.value if request.note else None,
        elsewhere,
        still_due,
    )


def find_met_by(unit: UnitOfWork, row: Undertaking, said: UpdateRequest, today: date) -> Period | None:
    """The occurrence that an update meets, where the undertaking comes round and is said to be implemented."""
    if row.occurrence is None and said.occurrence is None:
        return None
    if said.status is not Status.IMPLEMENTED:
        if said.occurrence is not None:
            raise OccurrenceNeedsStatus()
        return None
    from ctrack.services.recurrence.fulfilment import find_met

    return find_met(unit, row, said.effective_on(today), said.occurrence)


def file_undertaking(row: Undertaking, request: UpdateRequest) -> None:
    """Change how the undertaking is filed: what the registry has options for, and tags."""
    for key, value in request.filed.items():
        setattr(row, BY_KEY[key].stored, value)
    if request.add_tags or request.drop_tags:
        dropped = set(map(spell_tag, request.drop_tags))
        tags = dict.fromkeys([*row.tags.split(), *map(spell_tag, request.add_tags)])
        kept = [tag for tag in tags if tag and tag not in dropped]
        row.tags = f" {' '.join(kept)} " if kept else ""


def spell_tag(tag: str) -> str:
    """A tag as it is stored: folded, and one word."""
    return fold(tag).replace(" ", "-")


def tell_recent(unit: UnitOfWork, row: Undertaking, head: EntryHead) -> str | None:
    """Who else wrote on this undertaking within the last minutes, so that nobody overwrites unawares."""
    last = unit.connection.execute(
        select(journal.c.author, journal.c.recorded_at, journal.c.number)
        .select_from(status_update.join(journal, status_update.c.journal_number == journal.c.number))
        .where(status_update.c.undertaking_id == row.id)
        .order_by(status_update.c.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.author == head.author or not is_recent(last.recorded_at, head):
        return None
    return f"{last.author} ({last.number})"


def is_recent(recorded_at: str, head: EntryHead) -> bool:
    """Whether a moment lies only minutes before this command."""
    from datetime import datetime

    return 0 <= (head.moment - datetime.fromisoformat(recorded_at)).total_seconds() < RECENT_SECONDS
