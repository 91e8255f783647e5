"""The service of packs: what goes to an agency, remembered as it was sent; which are back, and which are late."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import NotFound, NothingMatches, marked
from ctrack.domain.filters import And, Node, Term, write_filter
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.records.packs import (
    KeptPack,
    Manifest,
    PackDraft,
    PackFormat,
    PackStanding,
    PackState,
    SentRow,
    digest_rows,
)
from ctrack.domain.records.three_way import Merged
from ctrack.domain.records.undertakings import Row, Words
from ctrack.services.listings import list_undertakings
from ctrack.services.lookups import find_agency
from ctrack.services.undo_order import walk_back
from ctrack.store.chunks import CHUNK
from ctrack.store.journal import EntryHead
from ctrack.store.queries import read_home
from ctrack.store.tables import agency, commitment, pack, pack_return, pack_row, party, person, undertaking


class NoPackSent(NotFound):
    message = marked("No pack was made for {agency} yet. 'ctrack pack make --agency {agency}' makes one.")


class UnknownPack(NotFound):
    message = marked(
        "This register made no pack with the mark of {path}: it is another register's, or an older copy of this one. "
        "'ctrack pack status' lists those it made."
    )


@dataclass(frozen=True, slots=True)
class PackWish:
    """What a pack is to be: whose, of which of its commitments, in what form, and when it is to be back."""

    agency: str
    node: Node | None
    format: PackFormat
    back_by: date | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """What goes to an agency: its commitments as they are listed, and what each says, by their codes."""

    agency: str
    name: Words
    home: str
    rows: tuple[Row, ...]
    values: dict[str, tuple[int, dict[str, Any]]]


def read_slice(connection: Connection, wish: PackWish, horizon: Horizon) -> Slice:
    """The commitments of the home party that an agency, or a part of it, leads or contributes to."""
    code = find_agency(connection, wish.agency)
    mine = Term("agency", "is", (code,))
    node = And((mine, wish.node)) if wish.node is not None else mine
    rows = list_undertakings(connection, node, horizon, only_home=True).rows
    if not rows:
        raise NothingMatches(filter=write_filter(node))
    name = connection.scalar(select(agency.c.name).where(agency.c.code == code)) or {}
    home = read_home(connection)[1]
    return Slice(code, name, home, tuple(rows), read_values(connection, [row.code for row in rows], home))


def read_values(connection: Connection, codes: Iterable[str], home: str) -> dict[str, tuple[int, dict[str, Any]]]:
    """What is merged of each undertaking, with its key, by the code of the commitment."""
    side = undertaking.c
    columns = (commitment.c.code, side.id, side.status, side.own_status, side.progress, side.target)
    source = undertaking.join(commitment).join(party, party.c.id == side.party_id)
    found = {}
    wanted = list(codes)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        statement = select(*columns).select_from(source).where(commitment.c.code.in_(chunk), party.c.code == home)
        for row in connection.execute(statement):
            values = {"status": row.own_status or row.status, "progress": row.progress, "target": row.target}
            found[row.code] = (row.id, {**values, "plain_status": row.status})
    return found


def find_language(connection: Connection, code: str) -> str | None:
    """The language that most people of an agency are written to in; None where nobody says."""
    statement = (
        select(person.c.language)
        .join(agency, agency.c.id == person.c.agency_id)
        .where(agency.c.code == code, person.c.is_active, person.c.language.is_not(None), person.c.withdrawn.is_(None))
        .order_by(person.c.id)
    )
    counts = Counter(str(language).partition(",")[0] for language in connection.scalars(statement))
    return counts.most_common(1)[0][0] if counts else None


def make_draft(
    found: Slice, wish: PackWish, rows: Sequence[SentRow], language: str, head: EntryHead, entry: int, key: str
) -> PackDraft:
    """A pack with its manifest, under a mark that nobody can guess."""
    digest = digest_rows(tuple(rows))
    manifest = Manifest(secrets.token_hex(16), found.agency, found.home, head.recorded_at, entry, digest, key)
    return PackDraft(found.agency, found.name, language, wish.format, wish.back_by, manifest, tuple(rows))


def keep_pack(connection: Connection, draft: PackDraft, head: EntryHead, file: str) -> None:
    """Remember a pack as it was sent."""
    named = draft.manifest
    values = {
        "token": named.token, "made_at": named.made, "author": head.author, "agency": draft.agency,
        "language": draft.language, "format": draft.format.value, "file": file, "back_by": draft.back_by,
        "entry": named.entry, "digest": named.digest, "signer": named.key or None,
    }  # fmt: skip
    key = connection.execute(insert(pack).values(values).returning(pack.c.id)).scalar_one()
    sent = [
        {"pack_id": key, "undertaking_id": row.undertaking_id, "code": row.code,
         "sent": {"values": dict(row.values), "shown": dict(row.shown)}}
        for row in draft.rows
    ]  # fmt: skip
    connection.execute(insert(pack_row), sent)


def find_pack(connection: Connection, token: str, path: object) -> KeptPack:
    """The pack with that mark, with its rows; raises UnknownPack."""
    found = read_packs(connection, pack.c.token == token)
    if not found:
        raise UnknownPack(path=path)
    return add_rows(connection, found[-1])


def find_newest(connection: Connection, word: str) -> KeptPack:
    """The newest pack of an agency, with its rows; raises NoPackSent."""
    code = find_agency(connection, word)
    found = read_packs(connection, pack.c.agency == code)
    if not found:
        raise NoPackSent(agency=code)
    return add_rows(connection, found[-1])


def read_packs(connection: Connection, *conditions: ColumnElement[bool]) -> list[KeptPack]:
    """The packs of a condition without their rows, the oldest first."""
    statement = select(pack).where(*conditions).order_by(pack.c.id)
    return [KeptPack(**row) for row in connection.execute(statement).mappings()]


def add_rows(connection: Connection, kept: KeptPack) -> KeptPack:
    """The pack with what each of its rows said."""
    statement = select(pack_row).where(pack_row.c.pack_id == kept.id).order_by(pack_row.c.id)
    rows = {
        row.code: SentRow(row.undertaking_id, row.code, row.sent["values"], row.sent["shown"])
        for row in connection.execute(statement)
    }
    return replace(kept, rows=rows)


def read_returns(connection: Connection, key: int | None = None) -> list[dict[str, Any]]:
    """What came back and stands, of one pack or of all: nothing of a merge that was undone."""
    statement = select(pack_return).order_by(pack_return.c.id)
    if key is not None:
        statement = statement.where(pack_return.c.pack_id == key)
    found = [dict(row) for row in connection.execute(statement).mappings()]
    if not found:
        return []
    entries = [row["entry"] for row in found if row["entry"] is not None]
    turns = walk_back(connection, since=min(entries) - 1) if entries else ()
    standing = {None, *(turn.command for turn in turns if turn.stands)}
    return [row for row in found if row["entry"] in standing]


def list_packs(connection: Connection, today: date, word: str | None = None) -> list[PackStanding]:
    """Every pack, or those of an agency, as they stand: late ones first, then those that are out."""
    code = find_agency(connection, word) if word else None
    returns = read_returns(connection)
    names: dict[str, Words] = {row.code: row.name for row in connection.execute(select(agency.c.code, agency.c.name))}
    counts = Counter(connection.scalars(select(pack_row.c.pack_id)))
    found = []
    for kept in read_packs(connection, *([pack.c.agency == code] if code else [])):
        mine = [row for row in returns if row["pack_id"] == kept.id]
        outcomes = Counter(item["outcome"] for row in mine for item in row["said"])
        state = PackState.BACK if mine else PackState.SENT
        if not mine and kept.back_by is not None and kept.back_by < today:
            state = PackState.LATE
        last = mine[-1]["received_at"] if mine else None
        found.append(PackStanding(kept, names.get(kept.agency, {}), state, counts[kept.id], last, len(mine),
                                  outcomes[Merged.ACCEPTED.value], outcomes[Merged.CONFLICT.value]))  # fmt: skip
    order = (PackState.LATE, PackState.SENT, PackState.BACK)
    return sorted(found, key=lambda each: (order.index(each.state), each.pack.id))


def describe(draft: PackDraft) -> dict[str, Any]:
    """What is told of a pack as JSON holds it."""
    return {
        "pack": draft.manifest.token,
        "agency": draft.agency,
        "format": draft.format.value,
        "language": draft.language,
        "back_by": draft.back_by.isoformat() if draft.back_by else None,
        "rows": len(draft.rows),
        "signer": asdict(draft.manifest)["key"] or None,
    }
