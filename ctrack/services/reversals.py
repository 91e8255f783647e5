"""Taking back one change of one row, as the journal tells it: what is append-only is retracted.

The row must be as the entry left it; what was taken away comes back under its own key.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection, Date, Text, cast, inspect, select
from sqlalchemy.exc import IntegrityError

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.undertakings import EntryRecord
from ctrack.store.change_capture import read_columns
from ctrack.store.change_texts import Change
from ctrack.store.journal import EntryHead
from ctrack.store.models import ENTITIES, Entity, StatusUpdate, Undertaking
from ctrack.store.past import FOLLOWING, FOLLOWING_OF_ROUNDS
from ctrack.store.retractions import find_ends
from ctrack.store.tables import journal, occurrence, status_update, undertaking
from ctrack.store.work import UnitOfWork

Kind = TypeVar("Kind", bound=Entity)

# The command that brings a register to the layout of this version, and the columns that it works out anew.
UPGRADE = "db upgrade"
FOLLOWED = {undertaking.name: FOLLOWING, occurrence.name: FOLLOWING_OF_ROUNDS}
# What was taken back: label, column, value until now, value from now on.
Step = tuple[str, str, Any, Any]
# A step of one of these names tells of a row, or of what was said, and of no column of an undertaking.
WHOLE_STEPS = frozenset((*ENTITIES, "note"))


@dataclass(frozen=True, slots=True)
class Undoing:
    """The undoing of an entry: by whom, on which day, and what is asked once for all of its changes.

    `ends` are the last retractions of its status updates, `followed` by table the columns that an upgrade may have
    worked out anew since.
    """

    unit: UnitOfWork
    entry: EntryRecord
    head: EntryHead
    today: date
    ends: Mapping[int, int]
    followed: Mapping[str, Collection[str]]
    # The rows that came back and were not sent yet, where none but such are: what belongs to one need not wait for it.
    waiting: dict[tuple[type[Entity], Any], Entity] | None = None


def begin_undoing(unit: UnitOfWork, entry: EntryRecord, head: EntryHead, today: date) -> Undoing:
    """The undoing of an entry, with nothing taken back yet."""
    told = [change["id"] for change in entry.changes if change["table"] == status_update.name]
    # What follows from the status updates is worked out again, and an upgrade may have done so already.
    followed = FOLLOWED if was_upgraded(unit.connection, entry.number) else {}
    return Undoing(unit, entry, head, today, find_ends(unit.connection, told), followed)


def undo_change(undoing: Undoing, change: Change) -> list[Step]:
    """Take back one change of one row."""
    unit = undoing.unit
    model = ENTITIES[change["table"]]
    name, before, after = change["label"], change["before"], change["after"]
    if model is StatusUpdate:
        unit.session.add(retract(undoing, change))
        return tell_note(unit, change)
    if after is None:
        row = revive(undoing, change)
        unit.session.add(row)
        if undoing.waiting is not None:
            undoing.waiting[model, change["id"]] = row
        return [(name, change["table"], None, name)]
    row = find_unchanged(undoing, change)
    if before is None:
        unit.session.delete(row)
        return [(name, change["table"], name, None)]
    for column, value in read_values(model, before).items():
        setattr(row, column, value)
    return [(name, column, after[column], before[column]) for column in before]


def tell_note(unit: UnitOfWork, change: Change) -> list[Step]:
    """The note that is said no more, or that is said again as its retraction is retracted."""
    row, is_said = unit.session.get_one(StatusUpdate, change["id"]), True
    while row.retracts_id is not None and row.retracts_id < row.id:
        row, is_said = unit.session.get_one(StatusUpdate, row.retracts_id), not is_said
    if not row.note:
        return []
    return [(change["label"], "note", row.note, None) if is_said else (change["label"], "note", None, row.note)]


def find_unchanged(undoing: Undoing, change: Change) -> Entity:
    """The row as the entry left it, in the columns that it changed; refused where it is not so any more."""
    row = undoing.unit.session.get(ENTITIES[change["table"]], change["id"])
    followed = undoing.followed.get(change["table"], ())
    kept = {name: value for name, value in change["after"].items() if name not in followed}
    if row is None or read_columns(row, kept) != kept:
        refuse_for_later(undoing.unit, undoing.entry, change)
    return row


def was_upgraded(connection: Connection, number: int) -> bool:
    """Whether the register was brought to another layout after an entry."""
    later = select(journal.c.number).where(journal.c.number > number, journal.c.command == UPGRADE).limit(1)
    return connection.scalar(later) is not None


def revive(undoing: Undoing, change: Change) -> Entity:
    """The row as it was before it was taken away, under its own key and tied to what it belongs to."""
    unit, entry = undoing.unit, undoing.entry
    model, values = ENTITIES[change["table"]], change["before"]
    row = model(**read_values(model, values))
    for relation in inspect(model).relationships:
        (column,) = relation.local_columns
        if values.get(column.name) is not None:
            whose = relation.entity.class_, values[column.name]
            parent = (undoing.waiting or {}).get(whose) or find_row(unit, entry, *whose)
            if parent is None:
                refuse_for_later(unit, entry, {**change, "table": relation.target.name, "id": values[column.name]})
            setattr(row, relation.key, parent)
    return row


def find_row(unit: UnitOfWork, entry: EntryRecord, model: type[Kind], key: Any) -> Kind | None:
    """The row of that key, also where it was brought back only just now."""
    found = unit.session.get(model, key)
    if found is None and unit.session.new:
        flush_undo(unit, entry)
        found = unit.session.get(model, key)
    return found


def retract(undoing: Undoing, change: Change) -> StatusUpdate:
    """The update that retracts a status update, or that turns what its retractions say."""
    unit, entry = undoing.unit, undoing.entry
    row = unit.session.get_one(StatusUpdate, change["id"])
    whose = find_row(unit, entry, Undertaking, row.undertaking_id)
    if whose is None:
        refuse_for_later(unit, entry, {"table": undertaking.name, "id": row.undertaking_id, "label": change["label"]})
    return make_retraction(unit, row, whose, undoing.ends[row.id], undoing.head, undoing.today)


def make_retraction(
    unit: UnitOfWork, row: StatusUpdate, whose: Undertaking, end: int, head: EntryHead, today: date
) -> StatusUpdate:
    """The update that follows upon a status update and its retractions, and turns what they say."""
    return StatusUpdate(
        undertaking=whose,
        journal_number=unit.number,
        effective=today.isoformat(),
        effective_on=today,
        recorded_at=head.recorded_at,
        author=head.author,
        voice=row.voice,
        level=row.level,
        retracts_id=end,
    )


def read_values(model: type[Entity], values: dict[str, Any]) -> dict[str, Any]:
    """Values from the journal as the columns hold them."""
    columns = model.__table__.c
    return {
        name: date.fromisoformat(value) if isinstance(columns[name].type, Date) and value else value
        for name, value in values.items()
    }


def flush_undo(unit: UnitOfWork, entry: EntryRecord) -> None:
    """Send one step; the database refuses to delete what something stands on, and to add what is there again."""
    try:
        unit.flush()
    except IntegrityError as error:
        reason = Message(marked("something recorded later stands in its way; undo that first"))
        raise failures.NotUndoable(number=entry.number, command=entry.command, reason=reason, instead="") from error


def refuse(entry: EntryRecord, reason: Message, instead: Message | str = "") -> NoReturn:
    """Refuse to undo the entry, with what to do instead."""
    what = Message(marked(" {sentence}"), {"sentence": instead}) if instead else ""
    raise failures.NotUndoable(number=entry.number, command=entry.command, reason=reason, instead=what)


def refuse_for_later(unit: UnitOfWork, entry: EntryRecord, change: Change) -> NoReturn:
    """Refuse because a later entry changed the same row: undoing would throw its work away."""
    later = find_later(unit.connection, entry.number, change)
    facts = {"label": change["label"], "later": later}
    commands = join_commands([f"'ctrack undo {later}'", f"'ctrack undo {entry.number}'"])
    instead = Message(marked("Use {commands}."), {"commands": commands})
    refuse(entry, Message(marked("{label} was changed again by entry {later}"), facts), instead)


def join_commands(commands: list[str]) -> str:
    """Commands to use one after the other."""
    return " && ".join(commands)


def find_later(connection: Connection, number: int, change: Change) -> int | str:
    """The newest entry after `number` that changed the same row."""
    key = f'"table": {json.dumps(change["table"])}, "id": {json.dumps(change["id"])}, '
    statement = select(journal.c.number).where(
        journal.c.number > number, cast(journal.c.changes, Text).contains(key, autoescape=True)
    )
    return connection.scalar(statement.order_by(journal.c.number.desc()).limit(1)) or "?"
