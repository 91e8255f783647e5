"""What a register did since another one parted from it, row by row, as its journal tells it.

A row is known by where it was born: the entry that added it, and its key there. What a merge brought keeps the birth
that it had in the other register, and each column the entry by which it was written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, bindparam, cast, select

from ctrack.store.change_texts import StoredChanges
from ctrack.store.chunks import split
from ctrack.store.journal import plain_value
from ctrack.store.journal_layouts import translate_change
from ctrack.store.lineages import Lineage
from ctrack.store.past import FOLLOWING, FOLLOWING_OF_ROUNDS
from ctrack.store.tables import (
    agency,
    commitment,
    contribution,
    instrument,
    journal,
    link,
    metadata,
    occurrence,
    party,
    person,
    section,
    setting,
    status_update,
    undertaking,
)

# A row by its table and its key; and where one was born, by the entry and the key that it had there.
Place = tuple[str, Any]
Birth = tuple[str, str, Any]
# In an order in which what is referred to comes first.
MERGED: tuple[Table, ...] = (
    setting, party, instrument, section, commitment, agency, person, link, undertaking, occurrence, contribution,
)  # fmt: skip
# What follows from other columns, or is numbered anew.
FOLLOWS: dict[str, frozenset[str]] = {
    undertaking.name: frozenset((*FOLLOWING, "is_withdrawn", "is_joint")),
    occurrence.name: frozenset(FOLLOWING_OF_ROUNDS),
    commitment.name: frozenset(("deadline_first", "deadline_last", "moved_last", "ordinal")),
    instrument.name: frozenset(("ordinal",)),
    section.name: frozenset(("ordinal",)),
}  # fmt: skip


class Write:
    """Who wrote a column last, and what it held before anybody whom the other register does not know wrote it."""

    __slots__ = ("base", "is_news", "origin")

    def __init__(self) -> None:
        self.origin, self.is_news, self.base = "", False, None


class Trace:
    """What became of one row: whether it is new since the parting, its births, who wrote what, and who removed it."""

    __slots__ = ("births", "gone", "is_new", "label", "writes")

    def __init__(self, label: str, *, is_new: bool) -> None:
        self.label, self.is_new = label, is_new
        self.births: list[tuple[str, Any]] = []
        self.writes: dict[str, Write] = {}
        self.gone: str | None = None


class History:
    """One of two registers: its connection, the entries that it knows, and the traces of what it did since."""

    def __init__(self, connection: Connection, lineage: Lineage, common: int) -> None:
        self.connection, self.lineage, self.common = connection, lineage, common
        self.traces: dict[Place, Trace] = {}
        self.born: dict[Birth, Any] = {}
        self._rows: dict[Place, dict[str, Any] | None] = {}

    def follow(self, known: set[str]) -> None:
        """Read the journal since the two parted; `known` are the entries that the other register has seen."""
        hashes = {node.number: node.hash for node in self.lineage.own}
        for number, changes in self._read_entries():
            if hashes[number] not in self.lineage.skipped:
                for change in changes:
                    if "before" in change:
                        self._follow_change(translate_change(change), hashes[number], known)

    def _read_entries(self) -> Iterator[tuple[int, StoredChanges]]:
        """The number and the changes of each entry since; those of an import are many."""
        last = len(self.lineage.own)
        since = (journal.c.number > self.common, journal.c.number <= last)
        statement = select(journal.c.number, cast(journal.c.changes, Text)).where(*since).order_by(journal.c.number)
        for number, text in self.connection.execute(statement.execution_options(yield_per=50)):
            yield number, StoredChanges(text)

    def _follow_change(self, change: dict[str, Any], entry: str, known: set[str]) -> None:
        """Note what one change did."""
        table, key, before, after = (
            change["table"],
            change.get("id", change["label"]),
            change["before"],
            change["after"],
        )
        origin = change.get("origin", entry)
        trace = self.traces.setdefault((table, key), Trace(change["label"], is_new=before is None))
        if "key" in change or before is None:
            birth = (origin, change.get("key", key))
            trace.births.append(birth)
            self.born[table, *birth] = key
        trace.gone = origin if after is None else None
        for column, value in (after or {}).items():
            # What a row came without nobody has written.
            if before is None and value is None:
                continue
            write = trace.writes.setdefault(column, Write())
            is_news = origin not in known
            if is_news and not write.is_news:
                write.base = (before or {}).get(column)
            write.origin, write.is_news = origin, is_news

    def has_news(self, place: Place) -> bool:
        """Whether this side wrote something of a row that the other has not seen; what follows from the rest aside."""
        trace = self.traces.get(place)
        return trace is not None and any(
            write.is_news for column, write in trace.writes.items() if column not in FOLLOWS.get(place[0], ())
        )

    def find_write(self, place: Place, column: str) -> Write | None:
        """Who wrote a column last where the other has not seen it."""
        trace = self.traces.get(place)
        write = trace.writes.get(column) if trace is not None else None
        return write if write is not None and write.is_news else None

    def fetch(self, place: Place) -> dict[str, Any] | None:
        """A row as the journal holds values; None where there is none. It is read once."""
        if place not in self._rows:
            self._rows[place] = self._read(place)
        return self._rows[place]

    def fetch_ahead(self, table: str, keys: Iterable[Any]) -> None:
        """Read many rows of a table at once, so that each is there as it is asked for."""
        wanted = [key for key in keys if (table, key) not in self._rows]
        found = metadata.tables[table]
        (primary,) = found.primary_key
        for chunk in split(wanted):
            self._rows.update(dict.fromkeys((table, key) for key in chunk))
            for row in self.connection.execute(select(found).where(primary.in_(chunk))).mappings():
                self._rows[table, row[primary.name]] = {name: plain_value(value) for name, value in row.items()}

    def _read(self, place: Place) -> dict[str, Any] | None:
        row = self.connection.execute(find_row(place[0]), {"key": place[1]}).mappings().one_or_none()
        return None if row is None else {name: plain_value(value) for name, value in row.items()}

    def list_said(self) -> list[dict[str, Any]]:
        """The status updates since the two parted, in their order, but for those of a merge that does not stand."""
        last = len(self.lineage.own)
        since = (status_update.c.journal_number > self.common, status_update.c.journal_number <= last)
        rows = [dict(row) for row in self.connection.execute(select(status_update).where(*since)).mappings()]
        skipped = {node.number for node in self.lineage.own if node.hash in self.lineage.skipped}
        return sorted((row for row in rows if row["journal_number"] not in skipped), key=find_position)

    def find_birth(self, table: str, row: dict[str, Any]) -> tuple[str, Any]:
        """Where a row since was born: of one that a merge brought, in the other register."""
        trace = self.traces.get((table, row["id"]))
        if trace is not None and trace.births:
            return trace.births[0]
        entry = self.lineage.own[row["journal_number"] - 1]
        return entry.hash, row["id"]


@cache
def find_row(table: str) -> Select[Any]:
    """The row of a table that has the key `key`; a merge asks for one after the other."""
    found = metadata.tables[table]
    (primary,) = found.primary_key
    return select(found).where(primary == bindparam("key"))


def find_position(row: dict[str, Any]) -> float:
    """The place of a status update among all of its register."""
    return float(row["id"] if row["place"] is None else row["place"])
