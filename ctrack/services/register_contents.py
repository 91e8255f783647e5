"""All that a register states, or a part of it, as records that a register of its own takes in again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.readers import may_tell
from ctrack.services.listings import make_scope
from ctrack.store.queries import SOURCE
from ctrack.store.record_rows import Records, read_records
from ctrack.store.register_kinds import FORMAT, KIND_NAMES, VERSION
from ctrack.store.sql import Connection, Select, func, select, status_update, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node

# The kind of records that have notes, where those have their level, and what of them tells the words of a note.
UPDATES, LEVEL = "updates", "level"
WORDED = ("note", "sources")


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands at the head, the records of each kind as they are read, and how many notes of which level."""

    head: dict[str, Any]
    records: Iterator[tuple[str, Records]]
    notes: dict[str, int]


def read_contents(connection: Connection, node: Node | None, horizon: Horizon, reader: str | None) -> Contents:
    """The register, or what `list` would show of it; notes above the level of the reader, None for all, stay out."""
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    sides: Select[Any] | None = None
    if node is not None:
        from ctrack.domain.filters import write_filter

        scope = make_scope(connection, node, horizon)
        sides = select(undertaking.c.id).select_from(SOURCE).where(scope.condition())
        head["filter"] = write_filter(node)
    if reader is not None:
        head["level"] = reader
    records = ((kind, read_kind(connection, kind, sides, reader)) for kind in KIND_NAMES)
    return Contents(head, records, count_notes(connection, sides))


def read_kind(connection: Connection, kind: str, sides: Select[Any] | None, reader: str | None) -> Records:
    """The records of a kind, those of updates without the words that the reader may not be told."""
    found = read_records(connection, kind, sides)
    return found if reader is None or kind != UPDATES else hide_words(found, reader)


def hide_words(updates: Records, reader: str) -> Records:
    """Updates without the notes that are not for a reader, and what those cite."""
    level = updates.names.index(LEVEL)
    worded = [name in WORDED for name in updates.names]

    def hide(row: Sequence[Any]) -> Sequence[Any]:
        if may_tell(row[level], reader):
            return row
        return [None if is_word else value for is_word, value in zip(worded, row, strict=True)]

    return replace(updates, rows=map(hide, updates.rows))


def count_notes(connection: Connection, sides: Select[Any] | None) -> dict[str, int]:
    """How many notes there are, by their level."""
    statement = select(status_update.c.level, func.count()).where(status_update.c.note.is_not(None))
    if sides is not None:
        statement = statement.where(status_update.c.undertaking_id.in_(sides))
    return {row[0]: row[1] for row in connection.execute(statement.group_by(status_update.c.level))}
