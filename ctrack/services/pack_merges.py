"""The service that takes a pack back: what each field was when it was sent, is here, and is there.

Only what the agency alone changed is taken without a question. What both sides changed is settled by somebody, and the
words of whoever did not prevail are kept in a note. What was taken from a pack once is not taken from it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import contains_eager

from ctrack.domain.deadlines import Deadline
from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Failure, Message, Refused, marked
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.records.packs import MERGED_FIELDS, KeptPack, PackMerge, ReturnedPack, ReturnedRow, RowMerge
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.three_way import FieldMerge, Merged, Side
from ctrack.domain.records.undertakings import Words
from ctrack.domain.three_way import merge_field, merge_fields, settle_field
from ctrack.domain.vocabulary import Voice
from ctrack.services.packs import read_returns
from ctrack.services.scale_words import settle_word
from ctrack.services.standings import split, stand_again
from ctrack.services.update_imports import Told, leave_out_known, read_told
from ctrack.services.updates import Recording, begin_recording, check_request, record_one
from ctrack.store.journal import EntryHead
from ctrack.store.models import Undertaking
from ctrack.store.tables import pack_return
from ctrack.store.work import UnitOfWork, has_pending

NOTE = "note"
# What is written of a conflict that was settled for the register: by the agency and the field, in every language.
TellKept = Callable[[str, FieldMerge], Words]


class Withdrawn(Refused):
    message = marked("{code} was taken out of sight since the pack was made; nothing is recorded of it now.")


@dataclass(frozen=True, slots=True)
class Returning:
    """What taking a pack back goes by: the undertakings of its rows, what was said of them, what was taken before."""

    recording: Recording
    pack: KeptPack
    sides: Mapping[int, Undertaking]
    told: Mapping[int, list[Told]]
    taken: frozenset[tuple[str, str, str]]


def compare_pack(
    unit: UnitOfWork, pack: KeptPack, returned: ReturnedPack, head: EntryHead, horizon: Horizon
) -> PackMerge:
    """What would become of each field; nothing is recorded."""
    returning = begin_returning(unit, pack, head, horizon)
    rows = tuple(compare_row(returning, row) for row in returned.rows)
    return PackMerge(pack, returned.file, rows, returned.notes)


def begin_returning(unit: UnitOfWork, pack: KeptPack, head: EntryHead, horizon: Horizon) -> Returning:
    """What taking this pack back goes by."""
    keys = [row.undertaking_id for row in pack.rows.values()]
    sides: dict[int, Undertaking] = {}
    told: dict[int, list[Told]] = {}
    for chunk in split(keys):
        statement = (
            select(Undertaking)
            .join(Undertaking.commitment)
            .join(Undertaking.party)
            .where(Undertaking.id.in_(chunk))
            .options(contains_eager(Undertaking.commitment), contains_eager(Undertaking.party))
        )
        sides |= {side.id: side for side in unit.session.scalars(statement)}
        told |= read_told(unit, chunk)
    recording = begin_recording(unit, list(sides.values()), head, horizon)
    taken = frozenset(
        (item["code"], item["field"], repr(item["theirs"]))
        for row in read_returns(unit.connection, pack.id)
        for item in row["said"]
        if item["outcome"] in (Merged.ACCEPTED.value, Merged.CONFLICT.value)
    )
    return Returning(recording, pack, sides, told, taken)


def compare_row(returning: Returning, row: ReturnedRow) -> RowMerge:
    """What would become of each field of a row, or why it cannot be taken."""
    if row.said is None:
        return RowMerge(row, reason=row.reason or Message(""))
    sent = returning.pack.rows[row.code]
    side = returning.sides.get(sent.undertaking_id)
    try:
        if side is None or side.is_withdrawn:
            raise Withdrawn(code=row.code)
        said, _word = settle_word(side, row.said)
        ours = {"status": side.own_status or side.status, "progress": side.progress, "target": side.target}
        merges = merge_fields(sent.values, ours, tell_theirs(said, sent.values), MERGED_FIELDS)
        fields = tuple(leave_taken(returning, row.code, item) for item in merges)
        news = find_news(returning, side, row)
        check(returning, row.said)
    except Failure as failure:
        return RowMerge(row, reason=Message(failure.message, failure.facts))
    return RowMerge(row, fields, bool(news))


def tell_theirs(said: UpdateRequest, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of the fields that are merged; what it does not say is as it was sent."""
    found: dict[str, Any] = {}
    if said.own_status or said.status:
        plain = said.status.value if said.status else None
        is_same = said.own_status is None and plain == sent.get("plain_status")
        found["status"] = sent["status"] if is_same else said.own_status or plain
    if said.progress is not None:
        found["progress"] = said.progress
    if said.target is not None:
        found["target"] = said.target.edtf if isinstance(said.target, Deadline) else None
    return found


def leave_taken(returning: Returning, code: str, item: FieldMerge) -> FieldMerge:
    """A field as it is merged; what was taken from this pack before, or settled, is no news."""
    if (code, item.name, repr(item.theirs)) not in returning.taken:
        return item
    return merge_field(item.name, item.ours, item.ours, item.ours)


def find_news(returning: Returning, side: Undertaking, row: ReturnedRow) -> list[tuple[str, UpdateRequest]]:
    """The notes of a row that nobody wrote before, each with who did."""
    assert row.said is not None
    own = UpdateRequest(note=row.said.note, effective=row.said.effective, sources=row.said.sources)
    told = returning.told.get(side.id, [])
    found = []
    for author, request in [(row.author, own), *row.notes]:
        wanted = leave_out_known(side, request, told)
        if wanted.note:
            check(returning, wanted)
            found.append((author, wanted))
    return found


def check(returning: Returning, request: UpdateRequest) -> None:
    """Refuse what cannot be recorded; a row that says nothing is none of that."""
    if not request.is_empty:
        check_request(request, returning.recording.horizon.today)


def record_merge(
    unit: UnitOfWork, merge: PackMerge, head: EntryHead, horizon: Horizon, tell_kept: TellKept
) -> PackMerge:
    """Record what is accepted and settled, and remember what came back."""
    returning = begin_returning(unit, merge.pack, head, horizon)
    for row in merge.rows:
        if row.reason is None:
            record_row(returning, row, tell_kept)
    entry = unit.number if has_pending(unit) else None
    said = [tell_said(row, item) for row in merge.rows for item in row.fields if item.outcome is not Merged.UNCHANGED]
    values = {"pack_id": merge.pack.id, "received_at": head.recorded_at, "author": head.author, "file": merge.file,
              "entry": entry, "said": said}  # fmt: skip
    if entry is not None or not read_returns(unit.connection, merge.pack.id):
        unit.connection.execute(insert(pack_return).values(values))
    return replace(merge, is_recorded=entry is not None)


def record_row(returning: Returning, row: RowMerge, tell_kept: TellKept) -> None:
    """Record what a row says, in the agency's name: what holds, then its notes, then what did not prevail."""
    assert row.row.said is not None
    side = returning.sides[returning.pack.rows[row.row.code].undertaking_id]
    wanted = {item.name for item in row.fields if is_taken(item, row.settled)}
    notes = find_news(returning, side, row.row)
    if wanted:
        request = only(row.row.said, wanted)
        # What is said with a status belongs to it, where one person says both.
        if notes and notes[0][0] == row.row.author and notes[0][1].effective == request.effective:
            request = replace(request, note=notes.pop(0)[1].note)
        write(returning, side, row.row.author, request)
    for author, request in notes:
        write(returning, side, author, request)
    for item in row.conflicts:
        if row.settled.get(item.name) is Side.OURS:
            kept = UpdateRequest(note=tell_kept(returning.pack.agency, item), sources=row.row.said.sources)
            write(returning, side, row.row.author, kept)


def is_taken(item: FieldMerge, settled: Mapping[str, Side]) -> bool:
    """Whether the agency's value of a field is taken; raises ValueError for a conflict that nobody settled."""
    side = settled.get(item.name, Side.ASK)
    return settle_field(item, side) != item.ours and item.outcome in (Merged.ACCEPTED, Merged.CONFLICT)


def only(said: UpdateRequest, wanted: set[str]) -> UpdateRequest:
    """What a row says of these fields alone."""
    found = replace(said, note=None)
    if "status" not in wanted:
        found = replace(found, status=None, typed_status=None, refusal=None, own_status=None)
    if "progress" not in wanted:
        found = replace(found, progress=None)
    return found if "target" in wanted else replace(found, target=None)


def write(returning: Returning, side: Undertaking, author: str, request: UpdateRequest) -> None:
    """Record one word of an agency."""
    recording = returning.recording
    name = f"{author} ({returning.pack.agency})" if author else returning.pack.agency
    spoken = replace(recording, stamp=replace(recording.stamp, author=name))
    draft = record_one(spoken, side, replace(request, voice=Voice.AGENCY))
    if not draft.is_settled:
        stand_again(recording.unit, [side])


def tell_said(row: RowMerge, item: FieldMerge) -> dict[str, Any]:
    """A field as it is remembered: all three values, what became of it, and by whom it was settled."""
    settled = row.settled.get(item.name)
    return {
        "code": row.row.code,
        "field": item.name,
        "base": item.base,
        "ours": item.ours,
        "theirs": item.theirs,
        "outcome": item.outcome.value,
        "settled": settled.value if settled else None,
    }


def settle_conflicts(merge: PackMerge, choose: Callable[[RowMerge, FieldMerge], Side]) -> PackMerge:
    """The merge with every conflict settled."""
    rows = [
        replace(row, settled={item.name: choose(row, item) for item in row.conflicts}) if row.reason is None else row
        for row in merge.rows
    ]
    return replace(merge, rows=tuple(rows))
