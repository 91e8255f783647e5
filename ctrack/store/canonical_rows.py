"""The rows of a table as the journal writes them, one after the other, and the digest that is taken over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, Integer, Table, Text, cast, select

from ctrack.store.change_texts import CANONICAL, DECODER

# So many rows are fetched at once.
PORTION = 500
# The values of a row by their columns, without those that are empty: a column that a later layout added leaves the
# digest as it was.
Row = dict[str, Any]


def read_rows(connection: Connection, table: Table) -> Iterator[tuple[Any, Row]]:
    """The rows of a table by their keys, in the order of the keys.

    Maps and dates are read as text: what somebody put in their place need be neither.
    """
    (key,) = table.primary_key.columns
    names = sorted(column.name for column in table.c)
    readers = [(column.name, read) for column in table.c if (read := reader_of(column.type)) is not None]
    rows = (make_row(names, readers, values) for values in fetch_rows(connection, table, names))
    keyed = ((row[key.name], row) for row in rows)
    # Texts may have an order of their own on a server.
    return keyed if isinstance(key.type, Integer) else iter(sorted(keyed, key=itemgetter(0)))


def fetch_rows(connection: Connection, table: Table, names: Iterable[str]) -> Iterable[Sequence[Any]]:
    """The columns of a table in the order of its keys; of a file as its driver gives them, which makes no objects."""
    (key,) = table.primary_key.columns
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        columns = ", ".join(f'"{name}"' for name in names)
        found: Iterable[Sequence[Any]] = driver.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY "{key.name}"')
        return found
    wanted = (table.c[name] for name in names)
    read = (cast(each, Text) if isinstance(each.type, (JSON, Date)) else each for each in wanted)
    return connection.execute(select(*read).order_by(key), execution_options={"yield_per": PORTION})


def make_row(names: Iterable[str], readers: Iterable[tuple[str, Callable[[Any], Any]]], values: Sequence[Any]) -> Row:
    """A row of what stands in its columns."""
    row = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    for name, read in readers:
        if name in row:
            row[name] = read(row[name])
            if row[name] is None:
                del row[name]
    return row


def reader_of(kind: Any) -> Callable[[Any], Any] | None:
    """What makes the value that the journal writes of what stands in a column; None where the two are one."""
    if isinstance(kind, JSON):
        return read_map
    return read_flag if isinstance(kind, Boolean) else None


def read_map(text: Any) -> Any:
    """What a column of JSON holds; its text where that is no JSON."""
    try:
        return DECODER.decode(text) if isinstance(text, str) else text
    except ValueError:
        return text


def read_flag(value: Any) -> Any:
    """Yes or no; whatever else stands there as it is."""
    return bool(value) if value in (0, 1) else value


def drop_absent(values: Mapping[str, Any]) -> Row:
    """Values without those that are empty."""
    return {name: value for name, value in values.items() if value is not None}


def write_line(row: Row) -> bytes:
    """A row as a line of JSON with sorted keys, of which a digest is taken."""
    return CANONICAL.encode(row).encode("utf-8", "surrogatepass") + b"\n"


def digest_rows(connection: Connection, table: Table) -> str:
    """SHA-256 over the rows of a table, in the order of their keys."""
    digest = hashlib.sha256()
    for _key, row in read_rows(connection, table):
        digest.update(write_line(row))
    return digest.hexdigest()
