"""What later entries built on an entry: they stand in the way of undoing it, and are named newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from sqlalchemy import Connection, and_, select

from ctrack.domain.failures import Message, marked
from ctrack.domain.records.undertakings import EntryRecord
from ctrack.services.reversals import UPGRADE, join_commands, refuse
from ctrack.services.undo_order import walk_back
from ctrack.store.change_texts import Change
from ctrack.store.journal_layouts import translate_rows
from ctrack.store.models import ENTITIES
from ctrack.store.tables import journal, status_update, undertaking
from ctrack.store.work import UnitOfWork

# In the place of a column: a row was added that points to this one.
BELONGING = ""


def refuse_built_upon(unit: UnitOfWork, entry: EntryRecord) -> None:
    """Refuse where a later entry that stands changed the same columns, or added what belongs to a row of this one."""
    later = find_later_changes(unit.connection, entry.number)
    for change in entry.changes if later else ():
        number = later.get((change["table"], change["id"], BELONGING))
        if number is not None and change["before"] is None:
            refuse_for(unit, entry, marked("entry {later} added to {label}"), label=change["label"], later=number)
        for column in change["after"] or ():
            number = later.get((change["table"], change["id"], column))
            if number is not None:
                text = marked("{label} was changed again by entry {later}")
                refuse_for(unit, entry, text, label=change["label"], later=number)


def refuse_for(unit: UnitOfWork, entry: EntryRecord, text: str, **facts: Any) -> NoReturn:
    """Refuse, and name the commands that lead there: those to undo before, the newest first."""
    commands = [f"'ctrack undo {number}'" for number in (*list_builders(unit.connection, entry), entry.number)]
    refuse(entry, Message(text, facts), Message(marked("Use {commands}."), {"commands": join_commands(commands)}))


def list_builders(connection: Connection, entry: EntryRecord) -> list[int]:
    """The later entries that stand and are built on this one, or on one that is; newest first."""
    turns = {turn.newest for turn in walk_back(connection, since=entry.number) if turn.stands}
    touched = set(list_columns(entry.changes))
    builders = []
    statement = select(journal.c.number, journal.c.changes).where(journal.c.number.in_(turns))
    for number, changes in connection.execute(statement.order_by(journal.c.number)):
        changes = list(translate_rows(changes))
        theirs = set(list_columns(changes))
        if touched & theirs or touched & set(list_parents(changes)):
            touched |= theirs
            builders.append(number)
    return builders[::-1]


def list_columns(changes: Iterable[Change]) -> Iterator[tuple[str, Any, str]]:
    """Each column of each row that is changed, added or taken away."""
    for change in changes:
        for column in {**(change["before"] or {}), **(change["after"] or {})}:
            yield change["table"], change["id"], column


def list_parents(changes: Iterable[Change]) -> Iterator[tuple[str, Any, str]]:
    """The keys of the rows that rows which are added belong to, and the statuses that updates speak of."""
    for change in changes:
        if change["table"] == status_update.name and change["after"]["status"] is not None:
            # One that was told late moves no column now, and yet may once the others are gone.
            yield undertaking.name, change["after"]["undertaking_id"], "status"
        for column in ENTITIES[change["table"]].__table__.c if change["before"] is None else ():
            if change["after"].get(column.name) is not None:
                for key in column.foreign_keys:
                    yield key.column.table.name, change["after"][column.name], key.column.name


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
        for change in translate_rows(changes):
            for column in {**(change["before"] or {}), **(change["after"] or {})}:
                found.setdefault((change["table"], change["id"], column), later)
            if change["before"] is None:
                for column in ENTITIES[change["table"]].__table__.c:
                    for key in column.foreign_keys:
                        found.setdefault((key.column.table.name, change["after"].get(column.name), BELONGING), later)
    return found
