"""The service that undoes a command as a whole: changes are taken back, and what is append-only is retracted.

Undoing an undo does the command again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, func, or_, select

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.records.undertakings import EntryRecord
from ctrack.services.known_codes import find_code
from ctrack.services.reversals import (
    UPGRADE,
    Step,
    flush_undo,
    refuse,
    refuse_for_later,
    undo_change,
    was_upgraded,
)
from ctrack.services.standings import stand_again
from ctrack.store.journal import END_OF_DAY, EntryHead
from ctrack.store.models import ENTITIES, Entity, Party, Setting, StatusUpdate, Undertaking
from ctrack.store.queries import HOME_KEY
from ctrack.store.tables import journal, setting, status_update, undertaking
from ctrack.store.work import UnitOfWork

# In the place of a column: a row was added that points to this one.
BELONGING = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """An entry that was taken back, and what it had changed."""

    entry: EntryRecord
    steps: list[Step]


def list_entries(
    connection: Connection,
    *,
    limit: int | None = None,
    code: str | None = None,
    number: int | None = None,
    until: date | None = None,
    without: str | None = None,
) -> list[EntryRecord]:
    """Journal entries, newest first: all, those that changed something of the commitment `code`, or one by number.

    With `until` only those that were recorded by the end of that day (UTC), undone by no later one. Those of the
    command `without` are left out.
    """
    later = journal.alias("later")
    last = f"{until or date.max}{END_OF_DAY}"
    undoing = and_(later.c.undoes == journal.c.number, later.c.recorded_at <= last)
    statement = (
        select(journal, later.c.number.label("undone_by"))
        .select_from(journal.outerjoin(later, undoing))
        .where(journal.c.recorded_at <= last)
        .order_by(journal.c.number.desc())
        .limit(limit)
    )
    if number is not None:
        statement = statement.where(journal.c.number == number)
    if without is not None:
        statement = statement.where(journal.c.command != without)
    if code is not None:
        statement = statement.where(touches(connection, code))
    return [make_entry(row) for row in connection.execute(statement)]


def count_entries(connection: Connection, code: str | None = None) -> int:
    """How many entries the journal has, in all or of the commitment `code`."""
    statement = select(func.count()).select_from(journal)
    if code is not None:
        statement = statement.where(touches(connection, code))
    return connection.scalar(statement) or 0


def touches(connection: Connection, code: str) -> ColumnElement[bool]:
    """The entry changed something of the commitment."""
    label = f'"label": "{find_code(connection, code)}'
    text = cast(journal.c.changes, Text)
    return text.contains(f"{label} ", autoescape=True) | text.contains(f'{label}"', autoescape=True)


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
    """The entry to undo: the one named, else the newest that is not the making of the register, nor its upgrade."""
    newest = list_entries(connection, limit=1, without=UPGRADE if number is None else None)
    if number is None:
        if not newest or newest[0].command == "init":
            raise failures.NothingToUndo()
        return newest[0]
    found = list_entries(connection, number=number)
    if not found:
        raise failures.UnknownEntry(number=number, last=newest[0].number if newest else 0)
    return found[0]


def undo_entry(unit: UnitOfWork, entry: EntryRecord, head: EntryHead, today: date) -> Undone:
    """Take back what an entry changed, newest change first; refused where something was built on it since."""
    check_undoable(entry)
    refuse_built_upon(unit, entry)
    _kept = load_changed(unit, entry)
    steps: list[Step] = []
    with unit.session.no_autoflush:
        for change in reversed(entry.changes):
            steps += undo_change(unit, entry, change, head, today)
    flush_undo(unit, entry)
    stand_again(unit, list_spoken_of(unit, entry))
    check_home(unit, entry)
    return Undone(entry, list(reversed(steps)))


def check_undoable(entry: EntryRecord) -> None:
    """Refuse the making of the register, its upgrades, and what was undone already."""
    if entry.command == "init":
        refuse(entry, Message(marked("it made this register")))
    if entry.command == UPGRADE:
        refuse(entry, Message(marked("it brought the register to the layout of this version")))
    if entry.undone_by is not None:
        refuse(entry, Message(marked("entry {number} undid it already"), {"number": entry.undone_by}))


def refuse_built_upon(unit: UnitOfWork, entry: EntryRecord) -> None:
    """Refuse where a later entry that stands changed the same columns, or added what belongs to a row of this one."""
    later = find_later_changes(unit.connection, entry.number)
    for change in entry.changes:
        number = later.get((change["table"], change["id"], BELONGING))
        if number is not None and change["before"] is None:
            facts = {"label": change["label"], "later": number}
            refuse(entry, Message(marked("entry {later} added to {label}; undo that first"), facts))
        for column in change["after"] or ():
            number = later.get((change["table"], change["id"], column))
            if number is not None:
                facts = {"label": change["label"], "later": number}
                refuse(entry, Message(marked("{label} was changed again by entry {later}; undo that first"), facts))


def find_later_changes(connection: Connection, number: int) -> dict[tuple[str, Any, str], int]:
    """What the entries after `number` changed, by table, key and column, and which of them did so last.

    An entry that was undone does not count, nor does the undo of one that came after `number`, nor an upgrade: what it
    changed follows from what was said, and is worked out again.
    """
    since = and_(journal.c.number > number, journal.c.command != UPGRADE)
    statement = select(journal.c.number, journal.c.undoes, journal.c.changes).where(since)
    undone: set[int] = set()
    found: dict[tuple[str, Any, str], int] = {}
    for later, undoes, changes in connection.execute(statement.order_by(journal.c.number.desc())):
        if undoes is not None and later not in undone:
            undone.add(undoes)
        if later in undone or (undoes or 0) > number:
            continue
        for change in changes:
            for column in {**(change["before"] or {}), **(change["after"] or {})}:
                found.setdefault((change["table"], change["id"], column), later)
            if change["before"] is None:
                for column in ENTITIES[change["table"]].__table__.c:
                    for key in column.foreign_keys:
                        found.setdefault((key.column.table.name, change["after"][column.name], BELONGING), later)
    return found


def load_changed(unit: UnitOfWork, entry: EntryRecord) -> list[Entity]:
    """Load the rows that an entry changed in two queries.

    The session finds them by key, without another query, as long as the caller holds the list.
    """
    found: list[Entity] = []
    for model in (Undertaking, StatusUpdate):
        keys = [change["id"] for change in entry.changes if change["table"] == model.__table__.name]
        found += unit.session.scalars(select(model).where(model.__table__.c.id.in_(keys)))
    return found


def list_spoken_of(unit: UnitOfWork, entry: EntryRecord) -> list[Undertaking]:
    """The undertakings of the entry whose standing is worked out again: those that other updates speak of.

    After an upgrade all of them, for what the entry had before is of an earlier layout.
    """
    update = status_update.c
    changes = [change for change in entry.changes if change["table"] == undertaking.name]
    revived = [change["id"] for change in changes if change["after"] is None]
    spoken_of = or_(update.journal_number > entry.number, update.undertaking_id.in_(revived))
    statement = select(update.undertaking_id).where(spoken_of, update.journal_number < unit.number).distinct()
    told = [change["after"]["undertaking_id"] for change in entry.changes if change["table"] == status_update.name]
    keys = {*told, *(change["id"] for change in changes)}
    if not was_upgraded(unit.connection, entry.number):
        keys &= set(unit.connection.scalars(statement))
    return [row for key in sorted(keys) if (row := unit.session.get(Undertaking, key))]


def check_home(unit: UnitOfWork, entry: EntryRecord) -> None:
    """Refuse to take the home party away: every listing is seen from its side."""
    home = unit.session.get_one(Setting, HOME_KEY)
    row = unit.session.scalars(select(Party).where(Party.code == home.value)).one_or_none()
    if row is None or not row.is_tracked:
        refuse_for_later(unit, entry, {"table": setting.name, "id": HOME_KEY, "label": home.value})
