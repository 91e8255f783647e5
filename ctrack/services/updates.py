"""Recording what is said of undertakings: one commitment by its code, or all that fit a filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ctrack.domain import failures
from ctrack.domain.dueness import Horizon
from ctrack.domain.fields.field import Form
from ctrack.domain.fields.registry import BY_KEY
from ctrack.domain.folding import fold
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Earlier, Move, Said, Standing
from ctrack.domain.vocabulary import Status
from ctrack.services.scale_words import settle_word
from ctrack.services.standings import Stamp, apply_update, stand, stand_again
from ctrack.services.targets import Target, find_undertakings
from ctrack.store.chunks import pad, split
from ctrack.store.queries import read_home
from ctrack.store.sql import func, journal, occurrence, select, status_update

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.store.journal import EntryHead
    from ctrack.store.models import Occurrence, Undertaking
    from ctrack.store.units import UnitOfWork

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
    message = failures.marked(
        "--occurrence names the due date that a status is of: give --status or --progress with it."
    )


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


@dataclass(slots=True)
class Draft:
    """An undertaking that is spoken of: how it stood, and the occurrence that is spoken of where it comes round."""

    row: Undertaking
    before: Standing
    elsewhere: str | None
    item: Occurrence | None = None
    still_due: str | None = None
    earlier: Earlier | None = None
    said: Said | None = None
    # Whether its columns are in step with all that was said.
    is_settled: bool = True


@dataclass(frozen=True, slots=True)
class Recording:
    """What recording goes by: who records, whose side is home's, which undertakings come round.

    And who else wrote on them within the last minutes, so that nobody overwrites unawares.
    """

    unit: UnitOfWork
    head: EntryHead
    horizon: Horizon
    stamp: Stamp
    home: str
    rounds: frozenset[int]
    recent: dict[int, str]


def record_updates(
    unit: UnitOfWork, target: Target, request: UpdateRequest, head: EntryHead, horizon: Horizon
) -> list[Move]:
    """Record the request on every undertaking that the target means; where each stood and stands.

    Raises NotFound where the target means nothing, and Refused for bad data; nothing is recorded then.
    """
    check_request(request, horizon.today)
    found = find_undertakings(unit, target, horizon, request.whose)
    recording = begin_recording(unit, found, head, horizon)
    drafts = [record_one(recording, row, request) for row in found]
    stand_again(unit, [draft.row for draft in drafts if not draft.is_settled])
    return [make_move(draft, request, horizon, is_home=draft.row.party.code == recording.home) for draft in drafts]


def begin_recording(unit: UnitOfWork, rows: Sequence[Undertaking], head: EntryHead, horizon: Horizon) -> Recording:
    """What recording on these undertakings goes by."""
    stamp = Stamp(head.author, head.recorded_at, unit.number, horizon.today)
    keys = [row.id for row in rows]
    rounds, recent = frozenset(find_rounds(unit, keys)), find_recent(unit, keys, head)
    return Recording(unit, head, horizon, stamp, read_home(unit.connection)[1], rounds, recent)


def record_one(recording: Recording, row: Undertaking, request: UpdateRequest) -> Draft:
    """Record the request on one undertaking; where that is not settled, `stand_again` has to follow."""
    unit, horizon, stamp = recording.unit, recording.horizon, recording.stamp
    said, word = settle_word(row, request)
    check_progress(said)
    before = stand(row, horizon, is_home=row.party.code == recording.home)
    draft = Draft(row, before, recording.recent.get(row.id), said=word)
    file_undertaking(row, said)
    if said.occurrence is not None or (said.says_something and row.id in recording.rounds):
        record_round(unit, draft, said, stamp, horizon)
    elif said.says_something:
        draft.is_settled = record_plain(unit, draft, said, stamp)
    return draft


def make_move(draft: Draft, request: UpdateRequest, horizon: Horizon, *, is_home: bool) -> Move:
    """Where an undertaking stood and stands; of what comes round, the occurrence that was spoken of."""
    row = draft.row
    return Move(
        row.commitment.code,
        row.party.code,
        row.commitment.title,
        draft.before,
        stand(row, horizon, draft.item, is_home=is_home),
        request.note,
        request.level.value if request.note else None,
        draft.elsewhere,
        draft.still_due,
        draft.item.due if draft.item is not None else None,
        draft.earlier,
        draft.said,
    )


def find_rounds(unit: UnitOfWork, keys: Sequence[int]) -> set[int]:
    """Those of the undertakings that come round, or once did."""
    found: set[int] = set()
    for chunk in split(keys):
        found.update(unit.connection.scalars(
            select(occurrence.c.undertaking_id).where(occurrence.c.undertaking_id.in_(pad(chunk)))
        ))  # fmt: skip
    return found


def record_plain(unit: UnitOfWork, draft: Draft, said: UpdateRequest, stamp: Stamp) -> bool:
    """Record what is said of what comes not round; whether its columns are in step with it already."""
    row = draft.row
    update = apply_update(unit, row, said, stamp)
    if update.status and row.told_on is not None and update.effective_on < row.told_on:
        draft.earlier = Earlier(Status(update.status), update.progress or 0, update.effective, row.told_on)
    return said.target is None and (row.updated_on is None or update.effective_on >= row.updated_on)


def record_round(unit: UnitOfWork, draft: Draft, said: UpdateRequest, stamp: Stamp, horizon: Horizon) -> None:
    """Record what is said of what comes round: a status of one occurrence, a target of the one that is then in hand."""
    from ctrack.services.recurrence.fulfilment import find_spoken_of, settle_rounds

    row = draft.row
    if said.occurrence is not None and not said.speaks_of_progress:
        raise OccurrenceNeedsStatus()
    if said.speaks_of_progress:
        day = said.effective_on(stamp.today)
        item = draft.item = find_spoken_of(unit, row, day, said.status, said.occurrence)
        if item is not None:
            then = draft.before
            draft.before = replace(stand(row, horizon, item), filed=then.filed, tags=then.tags)
        was_met = item is not None and item.is_met
        apply_update(unit, row, replace(said, target=None), stamp, item)
        settle_rounds(unit, row, day)
        if said.status is Status.IMPLEMENTED and (was_met or item is None):
            draft.still_due = row.occurrence
    if said.target is not None or not said.speaks_of_progress:
        rest = replace(
            said, status=None, own_status=None, progress=None, note=None if said.speaks_of_progress else said.note
        )
        apply_update(unit, row, rest, stamp, find_awaited(unit, row))
        stand_again(unit, [row])


def find_awaited(unit: UnitOfWork, row: Undertaking) -> Occurrence | None:
    """The occurrence in hand."""
    held = unit.rows.find_occurrences([row.id]) if row.occurrence_last else []
    return next((item for item in held if item.due_last == row.occurrence_last), None)


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


def find_recent(unit: UnitOfWork, keys: Sequence[int], head: EntryHead) -> dict[int, str]:
    """Who else wrote on undertakings within the last minutes, by their keys; what this command writes is not asked."""
    source = status_update.join(journal, status_update.c.journal_number == journal.c.number)
    whose = status_update.c.undertaking_id
    found: dict[int, str] = {}
    for chunk in split(keys):
        last = select(func.max(status_update.c.id)).select_from(source).where(whose.in_(pad(chunk))).group_by(whose)
        wanted = select(whose, journal.c.author, journal.c.recorded_at, journal.c.number).select_from(source)
        for row in unit.connection.execute(wanted.where(status_update.c.id.in_(last))):
            if row.author != head.author and is_recent(row.recorded_at, head):
                found[row.undertaking_id] = f"{row.author} ({row.number})"
    return found


def is_recent(recorded_at: str, head: EntryHead) -> bool:
    """Whether a moment lies only minutes before this command."""
    from datetime import datetime

    return 0 <= (head.moment - datetime.fromisoformat(recorded_at)).total_seconds() < RECENT_SECONDS
