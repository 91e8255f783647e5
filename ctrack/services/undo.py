"""The service that undoes a command as a whole: changes are taken back, and what is append-only is retracted.

Undoing an undo does the command again: `undo_order` tells which of them comes next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, func, inspect, or_, select

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.undertakings import EntryRecord, Undone
from ctrack.services.known_codes import find_code
from ctrack.services.later_work import refuse_built_upon
from ctrack.services.reversals import (
    UPGRADE,
    WHOLE_STEPS,
    Step,
    begin_undoing,
    flush_undo,
    refuse,
    refuse_for_later,
    undo_change,
    was_upgraded,
)
from ctrack.services.standings import split, stand_again
from ctrack.services.undo_order import Pending, Turn, find_next_redo, find_next_undo, find_turn
from ctrack.store.change_capture import all_values
from ctrack.store.change_lists import LongChanges, keep_changes, read_changes
from ctrack.store.change_streams import list_mentioning
from ctrack.store.change_texts import Change
from ctrack.store.journal import END_OF_DAY, EntryHead, read_last
from ctrack.store.journal_layouts import translate_rows
from ctrack.store.models import ENTITIES, Entity, Party, Setting, Undertaking
from ctrack.store.queries import HOME_KEY
from ctrack.store.tables import journal, setting, status_update, undertaking
from ctrack.store.work import UnitOfWork


def list_entries(
    connection: Connection,
    *,
    limit: int | None = None,
    code: str | None = None,
    number: int | None = None,
    until: date | None = None,
    without: str | None = None,
    is_reversed: bool = False,
) -> list[EntryRecord]:
    """Journal entries, newest or oldest first: all, those that changed something of `code`, or one by number.

    With `until` only those that were recorded by the end of that day (UTC), undone by no later one. Those of the
    command `without` are left out.
    """
    later = journal.alias("later")
    last = f"{until or date.max}{END_OF_DAY}"
    undoing = and_(later.c.undoes == journal.c.number, later.c.recorded_at <= last)
    is_file = connection.dialect.name == "sqlite"
    columns = [column for column in journal.c if column is not journal.c.changes or not is_file]
    statement = (
        select(*columns, later.c.number.label("undone_by"))
        .select_from(journal.outerjoin(later, undoing))
        .where(journal.c.recorded_at <= last)
        .order_by(journal.c.number if is_reversed else journal.c.number.desc())
        .limit(limit)
    )
    if number is not None:
        statement = statement.where(journal.c.number == number)
    if without is not None:
        statement = statement.where(journal.c.command != without)
    if code is not None:
        statement = statement.where(touches(connection, code))
    rows = connection.execute(statement)
    if is_file:
        return [make_entry(row, read_changes(connection, row.number)) for row in rows.all()]
    return [make_entry(row, keep_changes(row.changes)) for row in rows]


def count_entries(connection: Connection, code: str | None = None) -> int:
    """How many entries the journal has, in all or of the commitment `code`."""
    statement = select(func.count()).select_from(journal)
    if code is not None:
        statement = statement.where(touches(connection, code))
    return connection.scalar(statement) or 0


def touches(connection: Connection, code: str) -> ColumnElement[bool]:
    """The entry changed something of the commitment."""
    label = f'"label": "{find_code(connection, code)}'
    words = (f"{label} ", f'{label}"')
    if connection.dialect.name == "sqlite":
        numbers = json.dumps(list_mentioning(connection, words))
        return journal.c.number.in_(select(func.json_each(numbers).table_valued("value").c.value))
    changes = cast(journal.c.changes, Text)
    return or_(*(changes.contains(word, autoescape=True) for word in words))


def make_entry(row: Any, changes: Sequence[Change]) -> EntryRecord:
    """A row of the journal as a record, with its changes."""
    return EntryRecord(
        number=row.number,
        recorded_at=row.recorded_at,
        author=row.author,
        command=row.command,
        detail=row.detail,
        undoes=row.undoes,
        undone_by=row.undone_by,
        changes=changes,
        hash=row.hash,
    )


def read_entry(connection: Connection, number: int) -> EntryRecord:
    """The entry of that number; raises UnknownEntry."""
    found = list_entries(connection, number=number)
    if not found:
        raise failures.UnknownEntry(number=number, last=read_last(connection)[0])
    return found[0]


def read_next(connection: Connection, turn: Turn | None, known: Mapping[int, EntryRecord]) -> EntryRecord | None:
    """The command that a turn is about; of those that are `known` it is at hand."""
    return (known.get(turn.command) or read_entry(connection, turn.command)) if turn else None


def undo_entry(unit: UnitOfWork, entry: EntryRecord, head: EntryHead, today: date) -> Undone:
    """Take back what an entry changed, newest change first; refused where something was built on it since."""
    check_undoable(entry)
    # An entry of an import is large, and as a rule the command that comes next in the other direction.
    known = {entry.number: entry}
    entry = replace(entry, changes=keep_changes(translate_rows(entry.changes)))
    refuse_built_upon(unit, entry)
    turn_all = turn_many if is_one_way(entry) else turn_back
    steps = turn_all(unit, entry, head, today)
    check_home(unit, entry)
    pending = Pending(unit.number, entry.number)
    turns = (find(unit.connection, pending) for find in (find_next_undo, find_next_redo))
    nexts = (read_next(unit.connection, turn, known) for turn in turns)
    turn = find_turn(unit.connection, pending.number, pending.undoes)
    command = known.get(turn.command) or read_entry(unit.connection, turn.command)
    return Undone(entry, steps, command, turn.stands, *nexts)


def turn_back(unit: UnitOfWork, entry: EntryRecord, head: EntryHead, today: date) -> list[Step]:
    """Take back the changes of an entry, newest first; the steps in the order of the entry."""
    _kept = load_changed(unit, entry.changes)
    standings = read_standings(unit, entry)
    steps: list[Step] = []
    undoing = begin_undoing(unit, entry, head, today)
    with unit.session.no_autoflush:
        for change in reversed(entry.changes):
            # What took the place of a row goes before that comes back: a code is there once.
            if change["after"] is None and unit.session.deleted:
                flush_undo(unit, entry)
            steps += undo_change(undoing, change)
    flush_undo(unit, entry)
    stand_again(unit, list_spoken_of(unit, entry))
    return tell_true(list(reversed(steps)), standings)


def turn_many(unit: UnitOfWork, entry: EntryRecord, head: EntryHead, today: date) -> list[Step]:
    """Take away the many rows that an entry added, or bring back those that it took away, a portion at a time."""
    assert isinstance(entry.changes, LongChanges)
    undoing, steps = begin_undoing(unit, entry, head, today), list[Step]()
    for portion in entry.changes.list_backwards():
        _kept = load_changed(unit, portion)
        with unit.session.no_autoflush:
            part = replace(undoing, waiting={})
            for change in portion:
                steps += undo_change(part, change)
        flush_undo(unit, entry)
    stand_again(unit, list_spoken_of(unit, entry))
    return steps[::-1]


def is_one_way(entry: EntryRecord) -> bool:
    """Whether an entry added many rows and did nothing else, or took many away; updates are retracted."""
    changes = entry.changes
    return isinstance(changes, LongChanges) and changes.is_one_way and status_update.name not in changes.tables


def read_standings(unit: UnitOfWork, entry: EntryRecord) -> dict[str, tuple[Undertaking, dict[str, Any]]]:
    """The undertakings that the entry changed as they are now, by their labels."""
    keys = {change["id"]: change["label"] for change in entry.changes if change["table"] == undertaking.name}
    rows = ((label, unit.session.get(Undertaking, key)) for key, label in keys.items())
    return {label: (row, all_values(row)) for label, row in rows if row is not None}


def tell_true(steps: list[Step], standings: dict[str, tuple[Undertaking, dict[str, Any]]]) -> list[Step]:
    """The steps, with what each undertaking came to: what others said since may hold it elsewhere than it was."""
    kept = [step for step in steps if step[0] not in standings or step[1] in WHOLE_STEPS]
    for label, (row, before) in standings.items():
        if inspect(row).persistent:
            now = all_values(row)
            kept += [(label, name, before[name], now[name]) for name in now if now[name] != before[name]]
    return kept


def check_undoable(entry: EntryRecord) -> None:
    """Refuse the making of the register, its upgrades, and what was undone already."""
    if entry.command == "init":
        refuse(entry, Message(marked("it made this register")))
    if entry.command == UPGRADE:
        refuse(entry, Message(marked("it brought the register to the layout of this version")))
    if entry.undone_by is not None:
        refuse(entry, Message(marked("entry {number} undid it already"), {"number": entry.undone_by}))


def load_changed(unit: UnitOfWork, changes: Iterable[Change]) -> list[Entity]:
    """Load the rows that changes tell of in a few queries.

    The session finds them by key, without another query, as long as the caller holds the list.
    """
    keys: dict[str, list[Any]] = {}
    for change in changes:
        keys.setdefault(change["table"], []).append(change["id"])
    found: list[Entity] = []
    for name, wanted in keys.items():
        (primary,) = ENTITIES[name].__table__.primary_key
        for some in split(wanted):
            found += unit.session.scalars(select(ENTITIES[name]).where(primary.in_(some)))
    return found


def list_spoken_of(unit: UnitOfWork, entry: EntryRecord) -> list[Undertaking]:
    """The undertakings of the entry whose standing is worked out again: those that other updates speak of.

    After an upgrade all of them, for what the entry had before is of an earlier layout.
    """
    update = status_update.c
    sides: dict[int, bool] = {}
    told: set[int] = set()
    for change in entry.changes:
        if change["table"] == undertaking.name:
            sides[change["id"]] = sides.get(change["id"], False) or change["after"] is None
        elif change["table"] == status_update.name:
            told.add(change["after"]["undertaking_id"])
    revived = [key for key, is_back in sides.items() if is_back]
    spoken_of = or_(update.journal_number > entry.number, update.undertaking_id.in_(revived))
    statement = select(update.undertaking_id).where(spoken_of, update.journal_number < unit.number).distinct()
    keys = told | sides.keys()
    if not was_upgraded(unit.connection, entry.number):
        keys &= set(unit.connection.scalars(statement))
    return [row for key in sorted(keys) if (row := unit.session.get(Undertaking, key))]


def check_home(unit: UnitOfWork, entry: EntryRecord) -> None:
    """Refuse to take the home party away: every listing is seen from its side."""
    home = unit.session.get_one(Setting, HOME_KEY)
    row = unit.session.scalars(select(Party).where(Party.code == home.value)).one_or_none()
    if row is None or not row.is_tracked:
        refuse_for_later(unit, entry, {"table": setting.name, "id": HOME_KEY, "label": home.value})
