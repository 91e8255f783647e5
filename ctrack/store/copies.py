"""Copying everything that a register holds, of whatever layout, from one database into another; and comparing two.

Keys stay as they are, and so does how far they were counted: a number that was given once is never given again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Inspector, Select, Table, column, insert, inspect, select, table, text

from ctrack.store.journal import plain_value
from ctrack.store.search_index import fill_index
from ctrack.store.tables import agency, commitment, metadata
from ctrack.store.turns import WAIT

CHUNK = 500


def copy_pages(source: Path, target: Path) -> None:
    """Copy a file of SQLite as it stands at one moment, whoever writes to it meanwhile; the target whole or not at all.

    What another connection sees of a target that is there already is the one or the other.
    """
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


def replace_pages(source: Path, target: Path, expected: tuple[int, str]) -> bool:
    """Put a file in the place of a register that stands at the entry that is expected; False where it went on since.

    The lock is held from the look at the target until all is copied: what somebody records meanwhile would be lost.
    """
    with (
        closing(sqlite3.connect(source)) as reading,
        closing(sqlite3.connect(target, isolation_level=None, timeout=WAIT)) as writing,
    ):
        writing.execute("PRAGMA locking_mode = EXCLUSIVE")
        writing.execute("BEGIN EXCLUSIVE")
        found = writing.execute("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1").fetchone()
        # A copy begins its own transaction; in this mode the lock stays.
        writing.execute("COMMIT")
        if found != expected:
            return False
        reading.backup(writing)
    return True


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row into the empty tables of a database of the same layout, within the transactions of both."""
    tables = list_tables(source)
    if target.dialect.name == "sqlite":
        target.execute(text("PRAGMA defer_foreign_keys = ON"))
    for name, statement in tables.items():
        found = source.execute(statement.execution_options(yield_per=CHUNK))
        rows: Iterator[dict[str, Any]] = (row._asdict() for row in found)
        if name == agency.name:
            rows = iter(put_parents_first(list(rows)))
        into = table(name, *(column(each.name, each.type) for each in statement.selected_columns))
        for chunk in chunked(rows):
            target.execute(insert(into), chunk)
    for name, last in read_counters(source).items():
        set_counter(target, name, last)
    fill_index_of_copy(target)


def fill_index_of_copy(target: Connection) -> None:
    """Fill the index of texts; before revision 0016 it is filled from a column, on PostgreSQL by the server itself."""
    known = inspect(target)
    if "folded" not in {each["name"] for each in known.get_columns(commitment.name)}:
        fill_index(target)
    elif target.dialect.name == "sqlite" and known.has_table("commitment_search"):
        target.execute(text("INSERT INTO commitment_search(commitment_search) VALUES ('rebuild')"))


def find_difference(one: Connection, other: Connection) -> str | None:
    """The first table whose rows or whose counter are not the same in both; None where the two are equal."""
    ours, theirs = list_tables(one), list_tables(other)
    if list(ours) != list(theirs):
        return sorted({*ours} ^ {*theirs})[0]
    for name, statement in ours.items():
        if digest(one, statement) != digest(other, theirs[name]):
            return name
    counted, recounted = read_counters(one), read_counters(other)
    return next((name for name in sorted({*counted, *recounted}) if counted.get(name) != recounted.get(name)), None)


def list_tables(connection: Connection) -> dict[str, Select[Any]]:
    """Of each table that the layout of a register has the statement that reads it, in an order that keeps references.

    The columns are those that are there; the types are those of today, where today's table has the column.
    """
    known = inspect(connection)
    names = [each.name for each in metadata.sorted_tables if known.has_table(each.name)]
    return {name: select_rows(known, metadata.tables[name]) for name in names}


def select_rows(known: Inspector, of: Table) -> Select[Any]:
    """The statement for the rows of one table, in the order of their keys."""
    found = sorted(known.get_columns(of.name), key=lambda each: each["name"])
    columns = [
        column(each["name"], of.c[each["name"]].type if each["name"] in of.c else each["type"]) for each in found
    ]
    (key,) = of.primary_key.columns
    return select(*columns).select_from(table(of.name, *columns)).order_by(text(key.name))


def digest(connection: Connection, statement: Select[Any]) -> str:
    """SHA-256 over the rows, each a line of JSON."""
    found = hashlib.sha256()
    for row in connection.execute(statement.execution_options(yield_per=CHUNK)):
        line = json.dumps([plain_value(value) for value in row], sort_keys=True)
        found.update(line.encode() + b"\n")
    return found.hexdigest()


def put_parents_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Agencies in an order in which whoever is above comes before those below; what is left in a circle comes last."""
    placed: dict[Any, dict[str, Any]] = {}
    waiting = rows
    while waiting:
        ready = [row for row in waiting if row["parent_id"] is None or row["parent_id"] in placed]
        if not ready:
            break
        placed |= {row["id"]: row for row in ready}
        waiting = [row for row in waiting if row["id"] not in placed]
    return [*placed.values(), *waiting]


def chunked(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The rows in lists that are short enough for one statement."""
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def read_counters(connection: Connection) -> dict[str, int]:
    """By table the last number that was given, where numbers are counted and one was given."""
    if connection.dialect.name == "sqlite":
        if not connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")):
            return {}
        rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence")).all()
        return {row.name: row.seq for row in rows if row.name in metadata.tables and row.seq}
    found = {}
    for name in list_tables(connection):
        sequence = find_sequence(connection, name)
        if sequence is not None:
            last, is_called = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
            if is_called:
                found[name] = int(last)
    return found


def set_counter(connection: Connection, name: str, last: int) -> None:
    """Go on counting after a number."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        statement = "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"
        connection.execute(text(statement), {"name": name, "last": last})
        return
    sequence = find_sequence(connection, name)
    if sequence is not None:
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})


def find_sequence(connection: Connection, name: str) -> str | None:
    """The sequence that numbers the rows of a table of PostgreSQL."""
    if "id" not in metadata.tables[name].c:
        return None
    found: str | None = connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": name})
    return found
