"""Undoing a command as a whole: its changes are taken back, and what is append-only is retracted.

Undoing an undo does the command again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Text, cast, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.records import EntryRecord
from ctrack.services.codes import find_code
from ctrack.store.journal import Change, EntryHead, plain_value
from ctrack.store.models import ENTITIES, Entity, StatusUpdate
from ctrack.store.tables import journal
from ctrack.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Undone:
    """An entry that was taken back, and what it had changed: (label, column, value now, value then)."""

    entry: EntryRecord
    steps: list[tuple[str, str, Any, Any]]


def list_entries(connection: Connection, *, limit: int | None = None, code: str | None = None) -> list[EntryRecord]:
    """Journal entries, newest first; with `code` only those that changed something of that commitment."""
    later = journal.alias("later")
    statement = (
        select(journal, later.c.number.label("undone_by"))
        .select_from(journal.outerjoin(later, later.c.undoes == journal.c.number))
        .order_by(journal.c.number.desc())
        .limit(limit)
    )
    if code is not None:
        label = f'"{find_code(connection, code)}'
        text = cast(journal.c.changes, Text)
        statement = statement.where(
            text.contains(f"{label} ", autoescape=True) | text.contains(f'{label}"', autoescape=True)
        )
    return [make_entry(row) for row in connection.execute(statement)]


def make_entry(row: Any) -> EntryRecord:
    """A row of the journal as a record."""
    return EntryRecord(
        number=row.number,
        recorded_at=row.recorded_at,
        author=row.author,
        command=row.command,
        detail=row.detail,
        undoes=row.undoes,
        undone_by=row.undone_by,
        changes=row.changes,
        hash=row.hash,
    )


def find_entry(connection: Connection, number: int | None) -> EntryRecord:
    """The entry to undo: the one named, else the newest that is not the making of the register."""
    entries = list_entries(connection)
    if number is not None and not any(entry.number == number for entry in entries):
        raise failures.UnknownEntry(number=number, last=entries[0].number if entries else 0)
    if number is None and (not entries or entries[0].command == "init"):
        raise failures.NothingToUndo()
    return entries[0] if number is None else next(entry for entry in entries if entry.number == number)


def undo_entry(unit: UnitOfWork, entry: EntryRecord, head: EntryHead, today: date) -> Undone:
    """Take back what an entry changed, newest change first; refused where something was built on it since."""
    check_undoable(entry)
    steps: list[tuple[str, str, Any, Any]] = []
    for change in reversed(entry.changes):
        steps += undo_change(unit, entry, change, head, today)
        flush_undo(unit, entry)
    return Undone(entry, list(reversed(steps)))


def check_undoable(entry: EntryRecord) -> None:
    """Refuse the making of the register, and what was undone already."""
    reason = None
    if entry.command == "init":
        reason = Message(marked("it made this register"))
    elif entry.undone_by is not None:
        reason = Message(marked("entry {number} undid it already"), {"number": entry.undone_by})
    if reason is not None:
        raise failures.NotUndoable(number=entry.number, command=entry.command, reason=reason)


def flush_undo(unit: UnitOfWork, entry: EntryRecord) -> None:
    """Send one step; the database refuses to delete what something else stands on."""
    try:
        unit.flush()
    except (IntegrityError, DBAPIError) as error:
        if not isinstance(error, IntegrityError):
            raise
        reason = Message(marked("something recorded later depends on it; undo that first"))
        raise failures.NotUndoable(number=entry.number, command=entry.command, reason=reason) from error


def undo_change(
    unit: UnitOfWork, entry: EntryRecord, change: Change, head: EntryHead, today: date
) -> list[tuple[str, str, Any, Any]]:
    """Take back one change of one row."""
    model = ENTITIES[change["table"]]
    label, before, after = change["label"], change["before"], change["after"]
    if model is StatusUpdate:
        unit.session.add(retract(unit, change["id"], head, today))
        return []
    if before is None:
        row = unit.session.get(model, change["id"])
        if row is not None:
            unit.session.delete(row)
        return [(label, change["table"], label, None)]
    if after is None:
        unit.session.add(model(**read_values(model, before)))
        return [(label, change["table"], None, label)]
    row = unit.session.get_one(model, change["id"])
    check_unchanged(unit, entry, row, label, after)
    for name, value in read_values(model, before).items():
        setattr(row, name, value)
    return [(label, name, after[name], before[name]) for name in before]


def retract(unit: UnitOfWork, update_id: int, head: EntryHead, today: date) -> StatusUpdate:
    """A later entry that says that a status update does not stand."""
    row = unit.session.get_one(StatusUpdate, update_id)
    return StatusUpdate(
        undertaking=row.undertaking,
        journal_number=unit.number,
        effective=today.isoformat(),
        effective_on=today,
        recorded_at=head.recorded_at,
        author=head.author,
        voice=row.voice,
        level=row.level,
        retracts_id=update_id,
    )


def check_unchanged(unit: UnitOfWork, entry: EntryRecord, row: Entity, label: str, after: dict[str, Any]) -> None:
    """Refuse where a later command changed the same columns: undoing would throw its work away."""
    for name, value in after.items():
        if plain_value(getattr(row, name)) != value:
            later = find_later(unit.connection, entry.number, label)
            reason = Message(
                marked("{label} was changed again by entry {later}; undo that first"), {"label": label, "later": later}
            )
            raise failures.NotUndoable(number=entry.number, command=entry.command, reason=reason)


def find_later(connection: Connection, number: int, label: str) -> int | str:
    """The newest entry after `number` that changed the same row."""
    statement = select(journal.c.number).where(
        journal.c.number > number, cast(journal.c.changes, Text).contains(f'"{label}"', autoescape=True)
    )
    return connection.scalar(statement.order_by(journal.c.number.desc()).limit(1)) or "?"


def read_values(model: type[Entity], values: dict[str, Any]) -> dict[str, Any]:
    """Values from the journal as the columns hold them."""
    columns = model.__table__.c
    return {
        name: date.fromisoformat(value) if isinstance(columns[name].type, Date) and value else value
        for name, value in values.items()
    }
