"""The service that takes a register in JSON into an empty one, by one entry of the journal, as it was written.

Empty is a register in which nothing was done since it was made: what `init` brought gives way. What follows from the
updates is checked against them, and nothing is recorded where one record is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from ctrack.domain.dueness import Horizon
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Message, Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.records.imported_rows import FileRefused, RowRefused
from ctrack.services.record_checks import RecordFault, check_record
from ctrack.services.register_contents import read_contents
from ctrack.services.undo_order import read_order
from ctrack.services.upgrades import find_moved
from ctrack.store.change_texts import Change
from ctrack.store.copies import read_counters, set_counter
from ctrack.store.journal import make_change, plain_value
from ctrack.store.models import ENTITIES, Setting
from ctrack.store.queries import HOME_KEY
from ctrack.store.register_kinds import FORMAT, VERSION
from ctrack.store.register_records import BY_NAME, KINDS, NUMBER, RecordKind
from ctrack.store.row_batches import insert_texts
from ctrack.store.row_texts import render_rows
from ctrack.store.search_index import keep_index
from ctrack.store.tables import commitment, party, setting, status_update, undertaking
from ctrack.store.work import UnitOfWork

CHUNK = 500
# A piece of the file as `exchange.register_text` gives it: under which key, which record, and what.
Pieces = Iterable[tuple[str, int, Any]]
ORDER = tuple(kind.name for kind in KINDS)
HEAD = ("format", "version", "filter", "level")


class NotEmpty(Refused):
    message = marked(
        "This register is not empty, and a whole one is taken into none that holds anything of its own. Make a new "
        "one: 'ctrack --db NEW.db init', then 'ctrack --db NEW.db import {file}'."
    )


class LaterVersion(Failure):
    exit_code = ExitCode.REFUSED
    message = marked("{file} is a register in version {version} of the format; this program reads up to {known}.")


@dataclass(slots=True)
class Taking:
    """A register on its way in: the keys of what is there by what it is called, and how many of each kind."""

    unit: UnitOfWork
    file: str
    keys: dict[str, dict[Any, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Intake:
    """The records of one kind on their way in: the keys of those that are, and which are to be tied to which."""

    taking: Taking
    kind: RecordKind
    keys: dict[Any, int]
    later: list[tuple[int, int, str, tuple[Any, ...]]] = field(default_factory=list)
    # What the journal is to tell of rows that may still be tied to others, by their keys.
    untold: dict[int, Change] = field(default_factory=dict)

    @property
    def ties_own(self) -> bool:
        """Whether its records name others of their own kind, which may stand behind them."""
        return self.kind.key != (NUMBER,) and any(each.target == self.kind.name for each in self.kind.references)


def take_register(
    unit: UnitOfWork, pieces: Pieces, file: str, horizon: Horizon, again: Callable[[], Pieces]
) -> dict[str, int]:
    """Take all of it in; how many records of each kind, none where the register holds exactly this already.

    `again` reads the file anew, for a comparison. Raises NotEmpty, FileRefused, RowRefused or LaterVersion.
    """
    if not is_empty(unit.connection):
        if holds_same(unit.connection, again(), file, horizon):
            return {}
        raise NotEmpty(file=file)
    clear_register(unit)
    taking = Taking(unit, file, counters=read_counters(unit.connection))
    head: dict[str, Any] = {}
    for (name, is_record), group in groupby(pieces, key=lambda piece: (piece[0], bool(piece[1]))):
        if is_record and name in BY_NAME:
            take_kind(taking, BY_NAME[name], ((number, record) for _name, number, record in group))
        elif is_record or name not in HEAD:
            raise refuse_file(file, marked("there is no field {field}."), field=repr(name)[:80])
        else:
            head[name] = next(group)[2]
    check_head(head, file)
    settle(taking)
    return taking.counts


def is_empty(connection: Connection) -> bool:
    """Whether nothing that was done since the register was made stands."""
    return read_order(connection).next_undo is None


def holds_same(connection: Connection, pieces: Pieces, file: str, horizon: Horizon) -> bool:
    """Whether the register holds exactly what the file says."""
    contents = read_contents(connection, None, horizon, None)
    ours = ((name, record) for name, records in contents.records for record in records)
    theirs = ((name, record) for name, number, record in pieces if number)
    return all(
        one is not None and other is not None and one[0] == other[0] and as_written(one[1]) == other[1]
        for one, other in zip_longest(ours, theirs)
    )


def as_written(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as JSON has it."""
    return {name: plain_value(value) for name, value in record.items()}


def check_head(head: Mapping[str, Any], file: str) -> None:
    """Refuse a format of another version."""
    version = head.get("version")
    if type(version) is not int or head.get("format") != FORMAT or version < 1:
        raise refuse_file(file, marked("it does not say of which version of the format it is."))
    if version > VERSION:
        raise LaterVersion(file=file, version=version, known=VERSION)


def refuse_file(file: str, told: str, **facts: object) -> FileRefused:
    """A file that is refused."""
    return FileRefused(file=file, reason=Message(told, facts))


def clear_register(unit: UnitOfWork) -> None:
    """Take away what the making of the register brought, but its settings; those of another file replace them."""
    session = unit.session
    kept = [session.scalars(select(model)).all() for model in ENTITIES.values() if model is not Setting]
    for rows in reversed(kept):
        for row in rows:
            # What was said stays where it was written down, of undertakings that are there no more.
            if row.__table__ is not status_update:
                session.delete(row)
    unit.flush()
    session.expunge_all()


def take_kind(taking: Taking, kind: RecordKind, records: Iterable[tuple[int, Any]]) -> None:
    """Take the records of a kind in, a portion at a time."""
    intake = Intake(taking, kind, taking.keys.setdefault(kind.name, {}))
    waiting: list[dict[str, Any]] = []
    labels: list[str] = []
    for number, record in records:
        try:
            row = make_row(intake, number, record)
        except RecordFault as fault:
            raise refuse_record(intake, number, fault.reason) from fault
        taking.counts[kind.name] = number
        if kind.table is setting:
            taking.unit.session.merge(Setting(**row))
            continue
        waiting.append(row)
        labels.append(label_record(kind, record))
        if len(waiting) == CHUNK:
            write_rows(intake, waiting, labels)
            waiting, labels = [], []
    write_rows(intake, waiting, labels)
    tie_later(intake)


def label_record(kind: RecordKind, record: Mapping[str, Any]) -> str:
    """What people call a row, as the journal has it: of an update what it is said of."""
    names = kind.key if kind.key != (NUMBER,) else kind.references[0].fields
    return call(tuple(record.get(name) for name in names if name != "relation"))


def make_row(intake: Intake, number: int, record: Any) -> dict[str, Any]:
    """The row of a record, under a number that the register never gave; what names its own kind is tied later."""
    kind, taking = intake.kind, intake.taking
    row = check_record(kind, record)
    if "id" not in kind.table.c:
        return row
    row["id"] = taking.counters[kind.table.name] = taking.counters.get(kind.table.name, 0) + 1
    for reference in kind.references:
        named = tuple(record.get(name) for name in reference.fields)
        if reference.target == kind.name and kind.key != (NUMBER,):
            row[reference.column] = None
            if named[0] is not None:
                intake.later.append((row["id"], number, reference.column, named))
        else:
            row[reference.column] = find_key(taking, reference.target, named)
    key = tuple(record.get(name) for name in kind.key)
    if key in intake.keys:
        raise RecordFault(marked("{key} is there twice."), key=call(key))
    intake.keys[key] = row["id"]
    return row | follow(taking.unit, kind.table, row)


def find_key(taking: Taking, target: str, named: tuple[Any, ...]) -> int | None:
    """The key of what a record names; nothing where it names nothing."""
    if named[-1] is None:
        return None
    found = taking.keys.get(target, {}).get(named)
    if found is None:
        raise RecordFault(marked("it names {key}, which is not among the {list}."), key=call(named), list=target)
    return found


def call(key: tuple[Any, ...]) -> str:
    """What a record is called in words."""
    return " ".join(str(part)[:80] for part in key if part is not None)


def refuse_record(intake: Intake, number: int, reason: Message) -> RowRefused:
    """A record that is refused, with its place."""
    facts = {"file": intake.taking.file, "list": intake.kind.name, "number": number}
    return RowRefused(place=Message(marked("{file}, {list}, record {number}"), facts), reason=reason)


def follow(unit: UnitOfWork, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow from others, and from this entry of the journal."""
    if table is status_update:
        note = fold(" ".join(row["note"].values())) if row["note"] else None
        return {"journal_number": unit.number, "note_folded": note}
    return {}


def write_rows(intake: Intake, rows: list[dict[str, Any]], labels: list[str]) -> None:
    """Insert rows, and note them for the journal."""
    unit, table = intake.taking.unit, intake.kind.table
    if not rows:
        return
    texts = render_rows(table, rows)
    if unit.connection.dialect.name == "sqlite":
        insert_texts(unit.connection, table, texts)
    else:
        unit.connection.execute(insert(table), rows)
    if table is commitment:
        keep_index(unit.connection, (), rows)
    if not unit.journals:
        return
    if not intake.ties_own:
        unit.changes.extend_texts(texts.list_changes(list(rows[0]), labels))
        return
    for row, label in zip(rows, labels, strict=True):
        intake.untold[row["id"]] = make_change(table.name, row["id"], label, None, as_written(row))


def tie_later(intake: Intake) -> None:
    """Tie records to others of their own kind, which may stand behind them."""
    unit, table = intake.taking.unit, intake.kind.table
    for key, number, column, named in intake.later:
        try:
            values = {column: find_key(intake.taking, intake.kind.name, named)}
        except RecordFault as fault:
            raise refuse_record(intake, number, fault.reason) from fault
        unit.connection.execute(update(table).where(table.c.id == key).values(values))
        if key in intake.untold:
            intake.untold[key]["after"].update(values)
    unit.changes.extend(intake.untold.values())


def settle(taking: Taking) -> None:
    """Go on counting after what came in, and refuse a register that has no home or does not hold together."""
    unit = taking.unit
    unit.flush()
    if unit.connection.dialect.name != "sqlite":
        for name, last in taking.counters.items():
            set_counter(unit.connection, name, last)
    home = select(party.c.id).join(setting, setting.c.value == party.c.code)
    if unit.connection.scalar(home.where(setting.c.key == HOME_KEY, party.c.is_tracked)) is None:
        raise refuse_file(taking.file, marked("the home party that it names is not among its parties."))
    moved = find_moved(unit.connection)
    if moved:
        statement = select(commitment.c.code, party.c.code).select_from(undertaking.join(commitment).join(party))
        code, whose = unit.connection.execute(statement.where(undertaking.c.id == min(moved))).one()
        raise refuse_file(
            taking.file,
            marked("where {code} of {party} stands does not follow from its updates."),
            code=code,
            party=whose,
        )
