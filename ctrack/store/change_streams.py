"""The text of an entry's changes in a file of SQLite, a piece at a time: a great import would fill the memory."""

from __future__ import annotations

import codecs
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Text, cast, select

from ctrack.store.tables import journal

# So many bytes are read at once.
PIECE = 1 << 16


def read_pieces(connection: Connection, table: str, row: int) -> Iterator[str]:
    """What stands in the column `changes` of a row; raises ValueError where that cannot be had in pieces."""
    driver: Any = connection.connection.driver_connection
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with driver.blobopen(table, "changes", row, readonly=True) as blob:
            if len(blob) > driver.getlimit(sqlite3.SQLITE_LIMIT_LENGTH):
                raise ValueError(len(blob))
            while piece := blob.read(PIECE):
                yield decoder.decode(piece)
    except sqlite3.Error as error:
        # Neither a text nor bytes, or what cannot be read.
        raise ValueError(row) from error
    yield decoder.decode(b"", final=True)


def read_text(connection: Connection, number: int) -> str:
    """The whole text of the changes of an entry."""
    return str(connection.scalar(select(cast(journal.c.changes, Text)).where(journal.c.number == number)))
