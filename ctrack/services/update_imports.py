"""The service that records what the rows of a foreign table say of where commitments stand.

What was said already is not said again, so that a second run changes nothing. A row that would move a status backwards
is one where the register says otherwise: a table that is a month old must not take back what was reported since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Failure, Message, marked
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.imported_rows import Conflict, ImportedRow, ImportPlan, ImportResult, Outcome, RowResult
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Move
from ctrack.domain.statuswords import STATUS_WORDS
from ctrack.domain.vocabulary import Status
from ctrack.services.scale_words import settle_word
from ctrack.services.standings import find_standing, stand_again
from ctrack.services.targets import find_by_code
from ctrack.services.updates import Recording, begin_recording, check_request, make_move, record_one
from ctrack.store.chunks import CHUNK
from ctrack.store.journal import EntryHead
from ctrack.store.models import Commitment, Party, Undertaking
from ctrack.store.moments import EVER
from ctrack.store.queries import read_home
from ctrack.store.told import in_force
from ctrack.store.work import UnitOfWork

# How much of a note stands in an answer.
MOST_NOTE = 80


class Told(NamedTuple):
    """What was said of an undertaking at one time."""

    effective: str
    status: str | None
    progress: int | None
    own_status: str | None
    note: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Portion:
    """A few rows with what they speak of: the undertakings by their codes, and what was said of each by their keys."""

    recording: Recording
    plan: ImportPlan
    sides: dict[str, Undertaking]
    told: dict[int, list[Told]]
    home: str


def import_updates(
    unit: UnitOfWork, rows: Iterable[ImportedRow], plan: ImportPlan, head: EntryHead, horizon: Horizon
) -> ImportResult:
    """Record what the rows say; what became of each. The caller rolls back where one is refused."""
    results: list[RowResult] = []
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        portion = read_portion(unit, chunk, plan, head, horizon)
        results += [take_row(portion, row) for row in chunk]
        unit.flush()
    return ImportResult(plan, results, dict(Counter(result.outcome for result in results)))


def read_portion(
    unit: UnitOfWork, chunk: Sequence[ImportedRow], plan: ImportPlan, head: EntryHead, horizon: Horizon
) -> Portion:
    """The home party's undertakings that these rows name, with what was said of them."""
    codes = {row.code for row in chunk if row.code}
    home = read_home(unit.connection)[1]
    statement = (
        select(Undertaking)
        .join(Undertaking.commitment)
        .join(Undertaking.party)
        .where(Commitment.code.in_(codes), Party.code == home)
        .options(contains_eager(Undertaking.commitment), contains_eager(Undertaking.party))
    )
    sides = {row.commitment.code: row for row in unit.session.scalars(statement)}
    recording = begin_recording(unit, list(sides.values()), head, horizon)
    return Portion(recording, plan, sides, read_told(unit, [side.id for side in sides.values()]), home)


def read_told(unit: UnitOfWork, keys: Sequence[int]) -> dict[int, list[Told]]:
    """What was said of undertakings and stands, by their keys."""
    said = in_force(EVER, tuple(keys))
    found: dict[int, list[Told]] = {key: [] for key in keys}
    for key, *row in unit.connection.execute(select(said.c.undertaking_id, *(said.c[name] for name in Told._fields))):
        found[key].append(Told(*row))
    return found


def take_row(portion: Portion, row: ImportedRow) -> RowResult:
    """Record what a row says, as far as it is new; or why it cannot be."""
    if row.said is None:
        return refuse(row, row.reason or Message(""))
    if row.party not in ("", portion.home):
        told = Message(marked("it is of {party}, and was left alone."), {"party": row.party})
        return RowResult(row.place, row.code, Outcome.UNCHANGED, told)
    try:
        portion, side = find_side(portion, row)
        wanted = leave_out_known(side, row.said, portion.told.setdefault(side.id, []))
        if wanted.is_empty:
            return RowResult(row.place, side.commitment.code, Outcome.UNCHANGED)
        check_request(wanted, portion.recording.horizon.today)
        held = hold_back(portion, row, side, wanted)
        return held or record(portion, row, side, wanted)
    except Failure as failure:
        return refuse(row, Message(failure.message, failure.facts))


def refuse(row: ImportedRow, reason: Message) -> RowResult:
    """A row that is refused."""
    return RowResult(row.place, row.code, Outcome.REFUSED, reason)


def find_side(portion: Portion, row: ImportedRow) -> tuple[Portion, Undertaking]:
    """The undertaking that a row means; of a code in another spelling with what was said of it.

    What there is none of, or out of sight, is refused with the reason.
    """
    side = portion.sides.get(row.code)
    if side is not None and not side.is_withdrawn:
        return portion, side
    recording = portion.recording
    (key,) = find_by_code(recording.unit, row.code, None)
    code = recording.unit.session.get_one(Undertaking, key).commitment.code
    other = read_portion(recording.unit, [replace(row, code=code)], portion.plan, recording.head, recording.horizon)
    return other, other.sides[code]


def leave_out_known(side: Undertaking, request: UpdateRequest, told: Sequence[Told]) -> UpdateRequest:
    """What a row says without what was said before: on the same day, or how things stand where it names no day."""
    said, _word = settle_word(side, request)
    notes = {text for row in told for text in (row.note or {}).values()}
    status = said.status.value if said.status else None
    standings: list[tuple[str | None, int | None, str | None]]
    if said.effective is None:
        standings = [(side.status, side.progress, side.own_status)]
    else:
        day = said.effective.edtf
        standings = [(row.status, row.progress, row.own_status) for row in told if row.effective == day]
    wanted = (status, said.progress, said.own_status)
    is_known = any(all(mine in (None, theirs) for mine, theirs in zip(wanted, each, strict=True)) for each in standings)
    found = request
    if is_known and said.speaks_of_progress:
        found = replace(found, status=None, progress=None, typed_status=None, refusal=None)
    if said.target and said.target.edtf == side.target:
        found = replace(found, target=None)
    if said.note and notes.issuperset(said.note.values()):
        found = replace(found, note=None)
    return found


def hold_back(portion: Portion, row: ImportedRow, side: Undertaking, wanted: UpdateRequest) -> RowResult | None:
    """What becomes of a row that would move a status backwards, unless such rows are to be taken."""
    conflict, said = portion.plan.conflict, settle_word(side, wanted)[0]
    day = said.effective_on(portion.recording.horizon.today)
    is_older = side.told_on is not None and day < side.told_on
    if conflict is Conflict.UPDATE or not said.speaks_of_progress or is_older:
        return None
    before = Status(side.status)
    after, _progress = find_standing(before, side.progress, said.status, said.progress)
    if not is_backwards(before, after):
        return None
    code = side.commitment.code
    facts = {"code": code, "before": Message(STATUS_WORDS[before]), "after": Message(STATUS_WORDS[after])}
    if conflict is Conflict.SKIP:
        told = marked("{code} would go back from {before} to {after}, and was left as it is.")
        return RowResult(row.place, code, Outcome.UNCHANGED, Message(told, facts))
    told = marked(
        "{code} would go back from {before} to {after}; --on-conflict update takes this row, skip leaves what is there."
    )
    return refuse(row, Message(told, facts))


def record(portion: Portion, row: ImportedRow, side: Undertaking, wanted: UpdateRequest) -> RowResult:
    """Record a row, with what was and what is."""
    recording = portion.recording
    draft = record_one(recording, side, wanted)
    if not draft.is_settled:
        stand_again(recording.unit, [side])
    move = make_move(draft, wanted, recording.horizon, is_home=True)
    before, after = tell_move(move)
    day, told = wanted.dated(recording.horizon.today).edtf, wanted.speaks_of_progress
    status, progress = (move.after.status, move.after.progress) if told else (None, None)
    portion.told[side.id].append(Told(day, status, progress, move.after.own_status, wanted.note))
    return RowResult(row.place, move.code, Outcome.UPDATED, None, before, after)


def write(value: object) -> str:
    """A value as it is shown; nothing for none."""
    return "" if value is None else str(value)


def tell_move(move: Move) -> tuple[dict[str, str], dict[str, str]]:
    """What changed, before and after; of an earlier day what was recorded of it."""
    pairs = {
        name: (write(getattr(move.before, name)), write(getattr(move.after, name)))
        for name in ("status", "own_status", "progress", "target")
    }
    if move.earlier:
        pairs["earlier"] = "", f"{move.earlier.status.value} {move.earlier.effective}"
    if move.note:
        text = " ".join(" / ".join(move.note.values()).split())
        pairs["note"] = "", text if len(text) <= MOST_NOTE else f"{text[: MOST_NOTE - 1]}…"
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return {name: pair[0] for name, pair in changed.items()}, {name: pair[1] for name, pair in changed.items()}
