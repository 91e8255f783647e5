"""What the journal tells of changes after an entry, gathered by the database itself, whatever their number.

Two temporary tables of the connection hold it: the changes, and the rows that came only after an entry. Changes of what
follows from the status updates are left out: where undertakings stood is read from those.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column as Of
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    cast,
    func,
    insert,
    literal,
    select,
    text,
)

from ctrack.store.past import FOLLOWING, FOLLOWING_OF_ROUNDS
from ctrack.store.tables import occurrence, status_update, undertaking

# What a row held, and whether it was there.
Held = tuple[dict[str, Any], bool]
# Temporary tables belong to no schema that migrations know.
_own = MetaData()
later_change = Table(
    "later_change", _own, Of("number", Integer), Of("place", Integer), Of("of_table", Text), Of("row_key", Text),
    Of("before", Text),
)  # fmt: skip
later_row = Table("later_row", _own, Of("since", Integer), Of("of_table", Text), Of("row_key", Text))

_FROM = {
    "sqlite": (
        "SELECT j.number, c.key, json_extract(c.value, '$.table'), CAST(json_extract(c.value, '$.id') AS TEXT), "
        "json_extract(c.value, '$.before') FROM journal AS j, json_each(j.changes) AS c "
        "WHERE j.number > :entry AND json_extract(c.value, '$.table') <> '{said}' "
        "AND (json_extract(c.value, '$.before') IS NULL OR json_extract(c.value, '$.table') NOT IN ({whose}) "
        "OR EXISTS (SELECT 1 FROM json_each(json_extract(c.value, '$.before')) AS f WHERE f.key NOT IN ({following})))"
    ),
    "postgresql": (
        # One look at each change: of every sign of it that is asked for by itself, the server reads the whole again.
        "SELECT j.number, c.place, c.of_table, c.id, "
        "CASE json_typeof(c.before) WHEN 'object' THEN CAST(c.before AS text) END "
        "FROM journal AS j, "
        'ROWS FROM (json_to_recordset(j.changes) AS ("table" text, id text, before json)) '
        "WITH ORDINALITY AS c(of_table, id, before, place) "
        "WHERE j.number > :entry AND c.of_table <> '{said}' "
        "AND ((c.id IS NOT NULL AND c.before IS NULL) OR c.of_table NOT IN ({whose}) "
        "OR EXISTS (SELECT 1 FROM json_object_keys(c.before) AS f(key) WHERE f.key NOT IN ({following})))"
    ),
}


def gather_later(connection: Connection, *entries: int) -> None:
    """Gather what was changed after the first of the entries, and which rows came after each of them."""
    for table in (later_change, later_row):
        columns = ", ".join(f"{column.name} {column.type.compile()}" for column in table.c)
        connection.execute(text(f"DROP TABLE IF EXISTS {temporary(connection)}.{table.name}"))
        connection.execute(text(f"CREATE TEMPORARY TABLE {table.name} ({columns})"))
    following = ", ".join(f"'{name}'" for name in (*FOLLOWING, *FOLLOWING_OF_ROUNDS))
    whose = f"'{undertaking.name}', '{occurrence.name}'"
    source = _FROM[connection.dialect.name].format(said=status_update.name, whose=whose, following=following)
    connection.execute(text(f"INSERT INTO {later_change.name} {source}"), {"entry": min(entries)})
    connection.execute(text(f"CREATE INDEX later_change_key ON {later_change.name} (of_table, row_key)"))
    for entry in set(entries):
        connection.execute(insert(later_row).from_select([*later_row.c], _select_new(entry)))
    connection.execute(text(f"CREATE INDEX later_row_key ON {later_row.name} (of_table, since, row_key)"))


def temporary(connection: Connection) -> str:
    """The schema of temporary tables."""
    return "temp" if connection.dialect.name == "sqlite" else "pg_temp"


def _select_new(entry: int) -> Select[Any]:
    """The rows that came after the entry: the first thing that happened to them is that there was nothing before."""
    change = later_change.c
    order = func.row_number().over(
        partition_by=(change.of_table, change.row_key), order_by=(change.number, change.place)
    )
    first = select(*change, order.label("turn")).where(change.number > entry).subquery()
    found = select(literal(entry), first.c.of_table, first.c.row_key)
    return found.where(first.c.turn == 1, first.c.before.is_(None))


def came_after(table: Table, entry: int) -> ColumnElement[bool]:
    """The row of the table came only after the entry, one of those that were gathered."""
    row = later_row.c
    keys = select(row.row_key).where(row.since == entry, row.of_table == table.name)
    (key,) = table.primary_key.columns
    return cast(key, Text).in_(keys)


def has_new(connection: Connection, table: Table, entry: int) -> bool:
    """Whether rows of the table came after the entry."""
    row = later_row.c
    found = select(row.row_key).where(row.since == entry, row.of_table == table.name).limit(1)
    return connection.scalar(found) is not None


def read_before(connection: Connection, known: int) -> dict[str, dict[str, Held]]:
    """By table and key what a row held before it was changed or taken away, and whether it was there at `known`."""
    found: dict[str, dict[str, Held]] = {}
    for number, name, key, before in _read_changes(connection):
        values, was_there = found.setdefault(name, {}).get(key, ({}, False))
        if number > known:
            was_there = before is not None
        found[name][key] = ({**values, **(before or {})}, was_there)
    return found


def _read_changes(connection: Connection) -> Iterator[tuple[int, str, str, dict[str, Any] | None]]:
    """The changes, newest first, of rows that were changed or taken away."""
    change, other = later_change.c, later_change.alias("other")
    touched = select(other.c.number).where(
        other.c.of_table == change.of_table, other.c.row_key == change.row_key, other.c.before.is_not(None)
    )
    columns = (change.number, change.of_table, change.row_key, change.before)
    statement = select(*columns).where(touched.exists()).order_by(change.number.desc(), change.place.desc())
    for number, name, key, before in connection.execute(statement):
        yield number, name, key, json.loads(before) if before is not None else None
