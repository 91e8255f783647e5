"""Tables of the past: temporary ones that stand before those of the register for as long as a connection lasts.

Both engines look there first, so that every query reads them. Values that were changed since are put back as the
journal holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Date, MetaData, Select, Table, bindparam, insert, select, text, update

from ctrack.store.later_changes import Held, temporary

# Rows by their keys, as the journal says that they were.
Rows = Mapping[str, Held]
KEYS = {
    "undertaking": "commitment_id, party_id",
    "commitment": "code",
    "occurrence": "undertaking_id",
    "link": "commitment_id",
}


def shadow(
    connection: Connection, hidden: Table, rows: Select[Any], held: Rows | None = None, *, restores: bool = False
) -> None:
    """Let a temporary table with these rows stand before a table of the register, or before one that stands there.

    What they `held` is put back; with `restores` also what was taken away since.
    """
    draft = Table(f"{hidden.name}_then", MetaData(), *(Column(each.name, each.type) for each in hidden.c))
    connection.execute(text(f"CREATE TEMPORARY TABLE {draft.name} AS SELECT * FROM {hidden.name} WHERE 1 = 0"))
    connection.execute(insert(draft).from_select([each.name for each in hidden.c], rows))
    (key,) = hidden.primary_key.columns
    for ending in ("id", "key"):
        connection.execute(text(f"DROP INDEX IF EXISTS {temporary(connection)}.{draft.name}_{ending}"))
    connection.execute(text(f"CREATE INDEX {draft.name}_id ON {draft.name} ({key.name})"))
    put_back(connection, hidden, draft, held or {}, restores=restores)
    connection.execute(text(f"DROP TABLE IF EXISTS {temporary(connection)}.{hidden.name}"))
    if hidden.name in KEYS:
        connection.execute(text(f"CREATE INDEX {draft.name}_key ON {draft.name} ({KEYS[hidden.name]})"))
    connection.execute(text(f"ALTER TABLE {draft.name} RENAME TO {hidden.name}"))


def put_back(connection: Connection, hidden: Table, draft: Table, held: Rows, *, restores: bool) -> None:
    """Put the values back that rows held, and with `restores` the rows that are gone."""
    (key,) = hidden.primary_key.columns
    present = {str(value) for value in connection.scalars(select(draft.c[key.name]))} if held else set()
    known = {str(value) for value in connection.scalars(select(key))} if held and restores else set()
    batches: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for name, (values, was_there) in held.items():
        row = read_values(hidden, values)
        if name in present:
            names = tuple(sorted(row.keys() - {key.name}))
            batches[names].append({**{f"new_{each}": row[each] for each in names}, "row_key": name})
        elif restores and was_there and name not in known and key.name in row:
            connection.execute(insert(draft).values(row))
    for names, rows in batches.items():
        changed = {each: bindparam(f"new_{each}", type_=draft.c[each].type) for each in names}
        if changed:
            statement = update(draft).where(draft.c[key.name] == bindparam("row_key", type_=key.type)).values(changed)
            typed = [{**row, "row_key": key.type.python_type(row["row_key"])} for row in rows]
            connection.execute(statement, typed)


def read_values(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values from the journal as the columns hold them; a column that an earlier layout had is left out."""
    return {
        name: date.fromisoformat(value) if isinstance(table.c[name].type, Date) and value else value
        for name, value in values.items()
        if name in table.c
    }


def hide_behind_view(connection: Connection, hidden: Table, condition: str) -> None:
    """Let a view of the register's own rows that meet the condition stand before a table of the register."""
    home = find_home(connection, hidden)
    connection.execute(text(f"DROP VIEW IF EXISTS {temporary(connection)}.{hidden.name}"))
    connection.execute(
        text(f"CREATE TEMPORARY VIEW {hidden.name} AS SELECT * FROM {home}.{hidden.name} WHERE {condition}")
    )


def find_home(connection: Connection, hidden: Table) -> str:
    """The schema in which the register's own rows of a table are read, whatever stands before them now.

    It is the first of the path: where access is arranged, that of the views of a part may come before the register's.
    """
    if connection.dialect.name == "sqlite":
        return "main"
    statement = text(
        "SELECT quote_ident(schema) FROM unnest(current_schemas(false)) WITH ORDINALITY AS path(schema, place) "
        "WHERE to_regclass(format('%I.%I', schema, CAST(:name AS text))) IS NOT NULL ORDER BY place LIMIT 1"
    )
    return str(connection.scalar(statement, {"name": hidden.name}))
