"""A register of a server that makes no temporary tables, as a standby, copied to where the past can be shown.

The copy is a file of SQLite without a name, which is gone with the connection; both engines answer alike.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection, create_engine, event, insert, select, text
from sqlalchemy.pool import StaticPool

from ctrack.store.search_index import MAKE, fill_index
from ctrack.store.tables import metadata
from ctrack.store.taught_functions import teach
from ctrack.store.turns import begin

PORTION = 1000


def is_needed(connection: Connection) -> bool:
    """Whether nothing can be made on the server, not even for as long as a connection lasts."""
    return connection.dialect.name == "postgresql" and connection.scalar(text("SHOW transaction_read_only")) == "on"


@contextmanager
def copy_register(source: Connection) -> Iterator[Connection]:
    """A connection to a copy of all that the source holds now."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect("", isolation_level=None)
        # As the tables of the past want it, which cannot say so within a transaction.
        connection.execute("PRAGMA temp_store = FILE")
        teach(connection)
        return connection

    write_json = partial(json.dumps, ensure_ascii=False)
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, json_serializer=write_json)
    event.listen(engine, "begin", begin)
    try:
        with engine.connect() as copy:
            fill(source, copy)
            yield copy
    finally:
        engine.dispose()


def fill(source: Connection, copy: Connection) -> None:
    """Every row of every table, and the index of texts that a file has (revision 0016)."""
    metadata.create_all(copy)
    for table in metadata.sorted_tables:
        rows = source.execute(select(table).execution_options(yield_per=PORTION))
        for portion in rows.mappings().partitions():
            copy.execute(insert(table), [dict(row) for row in portion])
    copy.execute(text(MAKE["sqlite"].format(table="commitment_search")))
    fill_index(copy)
