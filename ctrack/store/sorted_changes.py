"""What a journal tells of rows, sorted by the row that is told of, in a file without a name."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from ctrack.store.change_texts import Change

# So many changes of a table are written down at once.
PORTION = 500
# Kilobytes that are held before the file is made.
HELD = 16_000
# Whole numbers that SQLite stores.
LARGEST = 1 << 63

Values = dict[str, Any] | None
# Of one row the changes, newest first: the number of the entry, and the values before and after.
Told = list[tuple[int, Values, Values]]


class SortedChanges:
    """Changes of some tables that are noted as they come by, and given back by the row that they tell of."""

    def __init__(self, file: sqlite3.Connection, tables: Collection[str]) -> None:
        self.file = file
        self.waiting: dict[str, list[tuple[int | bytes, int, bytes]]] = {name: [] for name in tables}
        # Of the tables of which an entry told by a digest the last such change.
        self.digests: dict[str, Change] = {}
        self.entries = 0
        file.execute(f"PRAGMA cache_size = -{HELD}")
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("BEGIN")
        for name in tables:
            file.execute(f"CREATE TABLE {name} (turn INTEGER PRIMARY KEY, row_key, number INTEGER, change BLOB)")

    def note(self, number: int, changes: Iterable[Any]) -> Iterator[Any]:
        """The changes of an entry as they come by; who goes through them again takes back what was noted of them."""
        if number == self.entries:
            self._forget(number)
        self.entries = number
        for change in changes:
            if isinstance(change, dict):
                self._keep(number, change)
            yield change

    def _keep(self, number: int, change: Change) -> None:
        table = change.get("table")
        if not isinstance(table, str) or table not in self.waiting:
            return
        if "rows" in change:
            self.digests[table] = change
        if "before" in change:
            key = pack_key(change.get("id", change.get("label")))
            waiting = self.waiting[table]
            waiting.append((key, number, marshal.dumps((change["before"], change.get("after")))))
            if len(waiting) >= PORTION:
                self._write(table)

    def _forget(self, number: int) -> None:
        for table in self.waiting:
            self._write(table)
            self.file.execute(f"DELETE FROM {table} WHERE number = ?", (number,))

    def _write(self, table: str) -> None:
        waiting = self.waiting[table]
        self.file.executemany(f"INSERT INTO {table} (row_key, number, change) VALUES (?, ?, ?)", waiting)
        waiting.clear()

    def read(self, table: str) -> Iterator[tuple[Any, Told]]:
        """By its key each row of a table that is told of, in the order of the keys, and what is told of it."""
        self._write(table)
        statement = f"SELECT row_key, number, change FROM {table} ORDER BY row_key, turn DESC"
        for key, group in groupby(self.file.execute(statement), key=itemgetter(0)):
            yield unpack_key(key), [(number, *marshal.loads(change)) for _key, number, change in group]


@contextmanager
def sort_changes(tables: Collection[str]) -> Iterator[SortedChanges]:
    """A place for the changes of some tables, which is gone afterwards."""
    with closing(sqlite3.connect("", isolation_level=None)) as file:
        yield SortedChanges(file, tables)


def pack_key(key: Any) -> int | bytes:
    """A key as it is sorted: numbers by their size, and after them texts by their signs."""
    if isinstance(key, int) and -LARGEST <= key < LARGEST:
        return key
    return str(key).encode("utf-8", "surrogatepass")


def unpack_key(key: int | bytes) -> int | str:
    """A key as the change tells it."""
    return key.decode("utf-8", "surrogatepass") if isinstance(key, bytes) else key
