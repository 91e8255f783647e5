"""Writing what another register brings: each row under a key of this one, with where it comes from in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ctrack.domain.searched_texts import SEARCHED
from ctrack.services.mergers.differences import ColumnMove, Differences
from ctrack.services.mergers.kinship import Kinship, list_references
from ctrack.services.mergers.traces import MERGED, Place, find_row
from ctrack.services.reversals import read_values
from ctrack.store.change_texts import Change
from ctrack.store.journal import make_change, plain_value
from ctrack.store.models import ENTITIES
from ctrack.store.search_index import Texts, keep_index
from ctrack.store.tables import commitment, metadata
from ctrack.store.work import UnitOfWork

ORDER = [table.name for table in MERGED]
# What a step tells of a thing that came or went, by its table.
Step = tuple[str, str, Any, Any]


class Transplant:
    """The writing half of a merge: what it added, removed and changed, for whoever asked."""

    def __init__(self, unit: UnitOfWork, kinship: Kinship) -> None:
        self.unit, self.kinship = unit, kinship
        self.added: list[tuple[str, str]] = []
        self.removed: list[tuple[str, str]] = []
        self.steps: list[Step] = []
        # What new rows name and was not there yet: table, key, label, column, and the row of theirs.
        self.untied: list[tuple[str, Any, str, str, Place]] = []
        # Keys of rows that were written, by table.
        self.touched: dict[str, set[Any]] = {}
        # What new commitments say, with their keys, for the index.
        self._texts: list[Texts] = []
        # Rows that are known to be here.
        self._here: set[Place] = set()

    def note(self, change: Change, origin: str | None, key: Any = None) -> None:
        """Put a change into the journal; with the entry that it comes from, and for a new row its key there."""
        if origin:
            change["origin"] = origin
        if key is not None:
            change["key"] = key
        self.unit.changes.append(change)
        self.touched.setdefault(change["table"], set()).add(change["id"])

    def write(self, found: Differences) -> None:
        """Write all of it: what goes first, then what comes, then what changes."""
        for place in sorted(found.removed, key=lambda each: -ORDER.index(each[0])):
            self._remove(place, found.removed[place])
        for place, key in sorted(
            found.added.items(), key=lambda each: (ORDER.index(each[0][0]), str(each[0][1]).zfill(12))
        ):
            self._add(place, key)
        keep_index(self.unit.connection, [], self._texts)
        self._tie_later()
        self._note_births(found)
        for place, moves in found.moved.items():
            for move in moves:
                self._move(place, move)

    def _note_births(self, found: Differences) -> None:
        """Keep where rows that are here were born in other registers too, so that a new name loses none of them."""
        for place, mine in list(self.kinship.found.items()):
            trace = self.kinship.theirs.traces.get(place)
            if trace is not None and trace.is_new and mine is not None and place not in found.added:
                for origin, key in trace.births:
                    if (place[0], origin, key) not in self.kinship.ours.born and self.is_here(place[0], mine):
                        self.note(make_change(place[0], mine, trace.label, {}, {}), origin, key)

    def _remove(self, place: Place, origin: str) -> None:
        table = metadata.tables[place[0]]
        row = self.kinship.ours.fetch(place)
        if row is None:
            return
        (key,) = table.primary_key
        label = self._label(place)
        if place[0] == commitment.name:
            keep_index(self.unit.connection, [row], [])
        self._let_go(place)
        self.unit.connection.execute(delete(table).where(key == place[1]))
        self._here.discard(place)
        self.note(make_change(place[0], place[1], label, row, None), origin)
        self.removed.append((place[0], label))

    def _let_go(self, place: Place) -> None:
        """Let rows that name one which goes, and can be without it, name none."""
        for table in MERGED:
            (key,) = table.primary_key
            for column, parent in list_references(table.name):
                if parent == place[0] and table.c[column].nullable:
                    wanted = select(key).where(table.c[column] == place[1])
                    for other in list(self.unit.connection.scalars(wanted)):
                        self._set(table.name, other, self._label((table.name, other)), column, None, None)

    def is_here(self, table: str, key: Any) -> bool:
        """Whether a row is in this register now."""
        if (table, key) not in self._here and find_key(self.unit.connection, table, key):
            self._here.add((table, key))
        return (table, key) in self._here

    def _label(self, place: Place) -> str:
        trace = self.kinship.ours.traces.get(place)
        return trace.label if trace is not None else name_row(self.kinship.ours.fetch(place) or {}, place)

    def _add(self, place: Place, key: Any) -> None:
        """Add a row of theirs; under the key that it had here where it was here once."""
        table, side = metadata.tables[place[0]], self.kinship.theirs
        row = side.fetch(place)
        if row is None:
            return
        values = self.kinship.translate(place[0], row)
        named = dict(list_references(place[0]))
        for name, parent in named.items():
            if values[name] is not None and not self.is_here(parent, values[name]):
                values[name] = None
        if any(values[name] is None and row[name] is not None and not table.c[name].nullable for name in named):
            # What it belongs to was kept out.
            return
        (primary,) = table.primary_key
        if primary.name == "id":
            values.pop("id")
            if key is not None:
                values["id"] = key
        new = read_values(ENTITIES[place[0]], values)
        key = self.unit.connection.execute(make_insert(place[0]), new).scalar_one()
        self.kinship.found[place] = key
        self._here.add((place[0], key))
        trace = side.traces.get(place)
        label = trace.label if trace is not None else name_row(row, place)
        if place[0] == commitment.name:
            self._texts.append({"id": key, **{name: values[name] for name in SEARCHED}})
        after = {column.name: (key if column is primary else values.get(column.name)) for column in table.c}
        origin, theirs = trace.births[0] if trace is not None and trace.births else (None, None)
        self.note(make_change(place[0], key, label, None, after), origin, theirs)
        self.added.append((place[0], label))
        for name, parent in named.items():
            if values[name] is None and row[name] is not None:
                self.untied.append((place[0], key, label, name, (parent, row[name])))

    def _tie_later(self) -> None:
        """Fill in what new rows name that came after them, such as the agency above one."""
        for table, key, label, column, place in self.untied:
            mine = self.kinship.found.get(place)
            if mine is not None:
                self._set(table, key, label, column, mine, None)

    def _move(self, place: Place, move: ColumnMove) -> None:
        named = dict(list_references(place[0])).get(move.column)
        value = move.value if move.origin is None else move.theirs
        if move.origin is not None and named is not None:
            value = self.kinship.find(named, move.theirs)
            value = value if value is not None and self.is_here(named, value) else None
        label = self._label(place)
        self._set(place[0], place[1], label, move.column, value, move.origin)
        shown = (move.before, value)
        if named is not None:
            shown = (self._name(named, move.before), self._name(named, value))
        if move.before != value:
            self.steps.append((label, move.column, *shown))

    def _name(self, table: str, key: Any) -> Any:
        """What people call a row of ours, by its key, as it is now."""
        if key is None:
            return None
        row = self.unit.connection.execute(find_row(table), {"key": key}).mappings().one_or_none()
        return key if row is None else name_row(dict(row), (table, key))

    def _set(self, table: str, key: Any, label: str, column: str, after: Any, origin: str | None) -> None:
        """Change one column of one row; what stays as it is is noted all the same, for it was decided."""
        found = metadata.tables[table]
        (primary,) = found.primary_key
        before = plain_value(self.unit.connection.scalar(select(found.c[column]).where(primary == key)))
        if before != after:
            values = read_values(ENTITIES[table], {column: after})
            moves = table == commitment.name and column in SEARCHED
            was = [self._read_texts(key)] if moves else []
            self.unit.connection.execute(update(found).where(primary == key).values(values))
            keep_index(self.unit.connection, was, [{**each, **values} for each in was])
        self.note(make_change(table, key, label, {column: before}, {column: after}), origin)

    def _read_texts(self, key: Any) -> dict[str, Any]:
        """What a commitment says, with its key."""
        columns = (commitment.c[name] for name in ("id", *SEARCHED))
        return dict(self.unit.connection.execute(select(*columns).where(commitment.c.id == key)).mappings().one())


@cache
def make_insert(table: str) -> Any:
    """The statement that adds a row and gives its key."""
    found = metadata.tables[table]
    return insert(found).returning(*found.primary_key)


def find_key(connection: Connection, table: str, key: Any) -> bool:
    """Whether a table has a row of that key."""
    (primary,) = metadata.tables[table].primary_key
    return connection.scalar(select(primary).where(primary == key)) is not None


def name_row(row: Mapping[str, Any], place: Place) -> str:
    """What people call a row."""
    return str(next((row[name] for name in ("code", "slug", "name", "key") if name in row), place[1]))
