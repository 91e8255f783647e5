"""The service of packs that are registers: a file with an agency's commitments alone, made anew and never by deleting.

What goes in is named here, column by column: no notes, no people, no tags, nothing of other agencies. What came of each
commitment stays, without the words and sources of whoever told it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from ctrack.domain.catalogue import PartyEntry
from ctrack.domain.deadlines import Deadline
from ctrack.domain.frozen import replace
from ctrack.domain.records.imported_rows import RowPlace
from ctrack.domain.records.packs import KeptPack, PackDraft, ReturnedPack, ReturnedRow, SignedManifest
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.vocabulary import Level, PartyKind, Status
from ctrack.services.new_places import make_database
from ctrack.services.parties import ensure_party
from ctrack.services.registers import fill_register
from ctrack.store.chunks import CHUNK
from ctrack.store.journal import EntryHead
from ctrack.store.layouts import upgrade_schema
from ctrack.store.models import (
    Agency,
    Commitment,
    Contribution,
    Instrument,
    Occurrence,
    Party,
    Section,
    Setting,
    StatusUpdate,
    Undertaking,
)
from ctrack.store.moments import EVER
from ctrack.store.queries import read_home
from ctrack.store.register_places import Place, read_place
from ctrack.store.retractions import stands
from ctrack.store.tables import (
    agency,
    commitment,
    contribution,
    instrument,
    occurrence,
    party,
    section,
    setting,
    status_update,
    undertaking,
)
from ctrack.store.work import UnitOfWork, open_register

LABEL = "pack"
OF_INSTRUMENT = (
    "slug", "ordinal", "symbol", "kind", "title", "short", "nature", "adopted_on", "adopted_by", "adopted_at", "url",
    "languages", "review", "scale", "own_scale", "origin", "binding",
)  # fmt: skip
OF_SECTION = ("slug", "ordinal", "title")
OF_COMMITMENT = (
    "code", "ordinal", "paragraph", "kind", "addressee", "addressee_parties", "force", "title", "summary", "deadline",
    "deadline_first", "deadline_last", "deadline_words", "recurrence", "sources", "verification", "binding", "is_joint",
    "moved_deadline", "moved_last", "moved_sources", "themes",
)  # fmt: skip
OF_SIDE = (
    "is_lead", "position", "target", "target_last", "status", "progress", "status_on", "told_on", "voice", "updated_on",
    "is_regressed", "due_last", "every", "counts_from", "anchor", "until", "occurrence", "occurrence_last", "met_on",
    "postponed", "postponed_from", "is_joint", "is_on_or_before", "own_status",
)  # fmt: skip
OF_ROUND = ("due", "due_last", "status", "progress", "closed_on", "is_met")
OF_UPDATE = (
    "status", "progress", "effective", "effective_on", "recorded_at", "voice", "target", "target_last", "verification",
    "seen_on", "own_status",
)  # fmt: skip


class Copied(NamedTuple):
    """The new rows of what was copied, by the keys that they had."""

    agencies: dict[int, Agency]
    sides: dict[int, Undertaking]


def make_pack_register(source: Connection, path: Path, draft: PackDraft, label: str, head: EntryHead) -> None:
    """Make the register of a pack at a path where there is no file."""

    def fill(connection: Connection, place: Place) -> None:
        upgrade_schema(connection)
        code = draft.manifest.home
        kind, name = source.execute(select(party.c.kind, party.c.name).where(party.c.code == code)).one()
        # Neither the words of a filter nor the name of a file go along.
        plain = replace(head, detail=f"{head.command} --agency {draft.agency}")
        fill_register(connection, PartyEntry(code, PartyKind(kind), name), plain, ())
        unit = UnitOfWork(connection, moment=head.moment)
        unit.session.add(Setting(key=LABEL, value=label))
        copied = Copied(copy_agencies(unit, source, draft.agency, code), {})
        copy_commitments(unit, source, [row.undertaking_id for row in draft.rows], copied, code)
        unit.flush()
        copy_history(unit, source, copied)
        unit.close_entry(plain)

    make_database(read_place(str(path)), fill)


def copy_agencies(unit: UnitOfWork, source: Connection, code: str, home: str) -> dict[int, Agency]:
    """The agency and its parts, as they are called."""
    key = source.execute(select(agency.c.id).where(agency.c.code == code)).scalar_one()
    rows = {
        row.id: row for row in source.execute(select(agency.c.id, agency.c.code, agency.c.name, agency.c.parent_id))
    }
    found: dict[int, Agency] = {}
    waiting = [key]
    whose = ensure_party(unit.session, home)
    while waiting:
        mine = rows[waiting.pop(0)]
        if mine.id not in found:
            found[mine.id] = Agency(code=mine.code, name=mine.name, parent=found.get(mine.parent_id), party=whose)
            waiting += [row.id for row in rows.values() if row.parent_id == mine.id]
    unit.session.add_all(found.values())
    return found


def pick(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """These columns of a row."""
    return {name: getattr(row, name) for name in names}


def copy_commitments(unit: UnitOfWork, source: Connection, keys: list[int], copied: Copied, home: str) -> None:
    """The commitments with their instruments and sections, and the home party's side of each."""
    wholes: dict[int, Instrument] = {}
    parts: dict[int, Section] = {}
    whose = ensure_party(unit.session, home)
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        sides = source.execute(select(undertaking).where(undertaking.c.id.in_(chunk)).order_by(undertaking.c.id)).all()
        texts = {row.id: row for row in source.execute(
            select(commitment).where(commitment.c.id.in_([side.commitment_id for side in sides]))
        )}  # fmt: skip
        for side in sides:
            text = texts[side.commitment_id]
            whole = wholes.get(text.instrument_id) or copy_one(source, instrument, text.instrument_id, Instrument,
                                                               OF_INSTRUMENT)  # fmt: skip
            wholes[text.instrument_id] = whole
            part = parts.get(text.section_id) or copy_one(source, section, text.section_id, Section, OF_SECTION)
            part.instrument, parts[text.section_id] = whole, part
            made = Commitment(**pick(text, OF_COMMITMENT), instrument=whole, section=part)
            copied.sides[side.id] = add_side(unit, side, made, whose, copied)
        copy_contributions(unit, source, chunk, copied)


def copy_one(source: Connection, table: Any, key: int, model: Any, names: tuple[str, ...]) -> Any:
    """One row as a new entity."""
    return model(**pick(source.execute(select(table).where(table.c.id == key)).one(), names))


def add_side(unit: UnitOfWork, side: Any, text: Commitment, whose: Party, copied: Copied) -> Undertaking:
    """The home party's side of a commitment; who leads it stands there only where it is of this agency."""
    lead = copied.agencies.get(side.lead_id)
    row = Undertaking(**pick(side, OF_SIDE), tags="", commitment=text, party=whose, lead=lead)
    unit.session.add(row)
    return row


def copy_contributions(unit: UnitOfWork, source: Connection, keys: list[int], copied: Copied) -> None:
    """What the agency and its parts contribute to."""
    wanted = (contribution.c.undertaking_id.in_(keys), contribution.c.agency_id.in_(copied.agencies))
    for row in source.execute(select(contribution).where(*wanted)):
        helper = Contribution(undertaking=copied.sides[row.undertaking_id], agency=copied.agencies[row.agency_id])
        unit.session.add(helper)


def copy_history(unit: UnitOfWork, source: Connection, copied: Copied) -> None:
    """The dates of what comes round, and what was said and stands: without notes, sources and names."""
    keys = list(copied.sides)
    rounds: dict[int, Occurrence] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        for row in source.execute(select(occurrence).where(occurrence.c.undertaking_id.in_(chunk))):
            rounds[row.id] = Occurrence(**pick(row, OF_ROUND), undertaking=copied.sides[row.undertaking_id])
        unit.session.add_all(rounds.values())
        unit.flush()
        mine = status_update.c.undertaking_id.in_(chunk)
        for row in source.execute(select(status_update).where(mine, stands(EVER)).order_by(status_update.c.id)):
            if row.status is None and row.target is None:
                continue
            item = rounds.get(row.occurrence_id)
            unit.session.add(
                StatusUpdate(
                    **pick(row, OF_UPDATE), journal_number=unit.number, undertaking=copied.sides[row.undertaking_id],
                    occurrence_id=item.id if item else None, author=row.voice, level=Level.RESTRICTED.value,
                )
            )  # fmt: skip


def read_label(path: Path) -> str:
    """The line by which a register says which pack it is; "" where it does not say."""
    with open_register(str(path)).read() as unit:
        return unit.connection.scalar(select(setting.c.value).where(setting.c.key == LABEL)) or ""


def read_returned(path: Path, pack: KeptPack, signed: SignedManifest | None) -> ReturnedPack:
    """What a register that came back says that was not sent, each commitment with whoever spoke of it last."""
    with open_register(str(path)).read() as unit:
        home = read_home(unit.connection)[1]
        source = undertaking.join(commitment).join(party, party.c.id == undertaking.c.party_id)
        columns = (undertaking, commitment.c.code)
        statement = select(*columns).select_from(source).where(party.c.code == home).order_by(commitment.c.code)
        rows = [
            read_side(unit.connection, row, path.name, number)
            for number, row in enumerate(unit.connection.execute(statement).all(), 1)
            if row.code in pack.rows
        ]
    return ReturnedPack(path.name, signed, tuple(rows))


def read_side(connection: Connection, row: Any, file: str, number: int) -> ReturnedRow:
    """What a register says of one commitment: how it stands, and the notes that were written since it was sent."""
    said = status_update.c
    mine = (said.undertaking_id == row.id, said.journal_number > 2, stands(EVER))
    updates = connection.execute(select(status_update).where(*mine).order_by(said.id)).all()
    place = RowPlace(file, number)
    sources: list[dict[str, Any]] = [{"en": f"{file}, {row.code}"}]
    if not updates:
        return ReturnedRow(place, row.code, UpdateRequest(sources=sources))
    last = next((each for each in reversed(updates) if each.status), updates[-1])
    has_own = row.own_status is not None
    request = UpdateRequest(
        status=Status(row.status) if row.status != Status.NOT_REPORTED.value else None,
        typed_status=row.own_status,
        own_status=row.own_status if has_own else None,
        progress=row.progress,
        effective=Deadline.from_edtf(last.effective),
        target=Deadline.from_edtf(row.target) if row.target else "",
        sources=sources,
    )
    notes = tuple(
        (each.author, UpdateRequest(note=each.note, effective=Deadline.from_edtf(each.effective),
                                    level=Level(each.level), sources=sources))
        for each in updates if each.note
    )  # fmt: skip
    return ReturnedRow(place, row.code, request, author=last.author, notes=notes)
