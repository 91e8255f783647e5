"""Which row of one register is which of the other: by its birth, by its key where it is older than the parting, else
by what people call it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import select

from ctrack.services.mergers.traces import Birth, History, Place
from ctrack.store.chunks import split
from ctrack.store.tables import metadata, status_update, undertaking

# What a row is known by among its like; a column that names another row is compared as the row that it names.
NAMED_BY: dict[str, tuple[str, ...]] = {
    "setting": ("key",),
    "party": ("code",),
    "instrument": ("slug",),
    "section": ("instrument_id", "slug"),
    "commitment": ("code",),
    "agency": ("code",),
    "person": ("name",),
    "link": ("commitment_id", "to_commitment_id", "to_instrument_id", "relation"),
    "undertaking": ("commitment_id", "party_id"),
    "occurrence": ("undertaking_id", "due_last"),
    "contribution": ("undertaking_id", "agency_id"),
}


@cache
def list_references(table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table that name rows, each with the table of those."""
    return tuple(find_references(table))


def find_references(table: str) -> Iterator[tuple[str, str]]:
    """What `list_references` tells, looked up in the tables."""
    for column in metadata.tables[table].c:
        for key in column.foreign_keys:
            if key.column.table.name != "journal":
                yield column.name, key.column.table.name
    if table == status_update.name:
        yield from (("undertaking_id", undertaking.name), ("occurrence_id", "occurrence"))


class Kinship:
    """The rows of the register that is taken in, each with its like in the one that takes it."""

    def __init__(self, ours: History, theirs: History) -> None:
        self.ours, self.theirs = ours, theirs
        self.found: dict[Place, Any] = {}
        # The keys here of what was looked for ahead, by table and by what it is called.
        self._called: dict[tuple[str, Any], Any] = {}
        # Rows of theirs that are called as one of ours which is another one of theirs.
        self.clashes: list[tuple[Place, Any]] = []

    def find(self, table: str, key: Any) -> Any:
        """The key here of a row of theirs, also of one that is gone here; None where there is none."""
        if key is None:
            return None
        place = (table, key)
        if place not in self.found:
            self.found[place] = self._look(place)
        return self.found[place]

    def _look(self, place: Place) -> Any:
        table, key = place
        trace = self.theirs.traces.get(place)
        if trace is None or not trace.is_new:
            return key
        for birth in trace.births:
            born: Birth = (table, *birth)
            if born in self.ours.born:
                return self.ours.born[born]
        if table == status_update.name:
            return None
        row = self.theirs.fetch(place)
        found = self.find_called(table, row) if row is not None else None
        mine = self.ours.traces.get((table, found))
        is_older = found is not None and (mine is None or not mine.is_new)
        if is_older and self.theirs.fetch((table, found)) is not None:
            self.clashes.append((place, found))
        return found

    def find_called(self, table: str, row: dict[str, Any]) -> Any:
        """The key here of the row that is called as this one of theirs is."""
        names = NAMED_BY[table]
        if (table, row[names[0]]) in self._called:
            return self._called[table, row[names[0]]]
        values = self.translate(table, {name: row[name] for name in names})
        if any(value is None and row[name] is not None for name, value in values.items()):
            return None
        found = metadata.tables[table]
        (key,) = found.primary_key
        wanted = (
            found.c[name].is_(None) if value is None else found.c[name] == as_stored(table, name, value)
            for name, value in values.items()
        )
        return self.ours.connection.scalar(select(key).where(*wanted))

    def look_ahead(self, table: str, keys: Iterable[Any]) -> None:
        """Read many rows of theirs at once, and of those with a name of their own what is called so here.

        That holds for as long as nothing is written here, and for one table at a time.
        """
        self._called.clear()
        traces = self.theirs.traces
        keys = list(keys)
        self.theirs.fetch_ahead(table, keys)
        self.ours.fetch_ahead(table, [key for key in keys if not traces[table, key].is_new])
        names, found = NAMED_BY.get(table, ()), metadata.tables[table]
        if len(names) != 1:
            return
        column, (primary,) = found.c[names[0]], found.primary_key
        rows = (self.theirs.fetch((table, key)) for key in keys if traces[table, key].is_new)
        wanted = list(dict.fromkeys(row[names[0]] for row in rows if row is not None))
        self._called = dict.fromkeys((table, name) for name in wanted)
        for chunk in split(wanted):
            for key, name in self.ours.connection.execute(select(primary, column).where(column.in_(chunk))):
                self._called[table, name] = key

    def translate(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row of theirs with the keys that the rows it names have here; None for what is not here."""
        named = dict(list_references(table))
        return {name: self.find(named[name], value) if name in named else value for name, value in row.items()}


def as_stored(table: str, column: str, value: Any) -> Any:
    """A value of the journal as the column holds it."""
    from ctrack.services.reversals import read_values
    from ctrack.store.models import ENTITIES

    return read_values(ENTITIES[table], {column: value})[column]
