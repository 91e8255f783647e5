"""All that a register states, or a part of it, as records that a register of its own takes in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node, write_filter
from ctrack.domain.frozen import dataclass
from ctrack.domain.readers import may_tell
from ctrack.services.listings import make_scope
from ctrack.store.queries import SOURCE
from ctrack.store.register_records import FORMAT, KINDS, VERSION, RecordKind
from ctrack.store.register_streams import Part, find_part, read_records
from ctrack.store.tables import status_update, undertaking

Records = Iterator[tuple[str, Iterable[dict[str, Any]]]]
# What of an update tells the words of a note.
WORDED = ("note", "sources")


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands at the head, the records of each kind as they are read, and how many notes of which level."""

    head: dict[str, Any]
    records: Records
    notes: dict[str, int]


def read_contents(connection: Connection, node: Node | None, horizon: Horizon, reader: str | None) -> Contents:
    """The register, or what `list` would show of it; notes above the level of the reader, None for all, stay out."""
    part: Part = {}
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if node is not None:
        scope = make_scope(connection, node, horizon)
        part = find_part(select(undertaking.c.id).select_from(SOURCE).where(scope.condition()))
        head["filter"] = write_filter(node)
    if reader is not None:
        head["level"] = reader
    records = ((kind.name, read_kind(connection, kind, part, reader)) for kind in KINDS)
    return Contents(head, records, count_notes(connection, part))


def read_kind(connection: Connection, kind: RecordKind, part: Part, reader: str | None) -> Iterable[dict[str, Any]]:
    """The records of a kind, those of updates without the words that the reader may not be told."""
    found = read_records(connection, kind, part)
    if reader is None or kind.table is not status_update:
        return found
    return (record if may_tell(record["level"], reader) else without_words(record) for record in found)


def without_words(record: dict[str, Any]) -> dict[str, Any]:
    """An update without its note, and what that cites."""
    return {name: value for name, value in record.items() if name not in WORDED}


def count_notes(connection: Connection, part: Part) -> dict[str, int]:
    """How many notes there are, by their level."""
    statement = select(status_update.c.level, func.count()).where(status_update.c.note.is_not(None))
    if "updates" in part:
        statement = statement.where(part["updates"])
    return {row[0]: row[1] for row in connection.execute(statement.group_by(status_update.c.level))}
