"""New rows that are inserted many at once, past the mapper, and stand in the journal as it would have told them.

The mapper sends entity by entity, which is most of what an import of ten thousand rows takes; here a row is its values.
It may name another row of its batch as its parent, whose key is known only as both are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Table, func, insert, inspect, select, text

from ctrack.domain.frozen import dataclass, field
from ctrack.store.change_texts import Change, ChangeTexts
from ctrack.store.journal import make_change, plain_value
from ctrack.store.models import ENTITIES, Commitment, Entity
from ctrack.store.search_index import keep_index


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that is to be: of which entity, what a person calls it, its values, and the new rows that columns name.

    A column without a value is empty. The values may change until the batch is written, which adds the key to them.
    """

    model: type[Entity]
    label: str
    values: dict[str, Any]
    parents: dict[str, NewRow] = field(default_factory=dict)


class Batch:
    """The rows that wait, in the order in which they came."""

    def __init__(self, connection: Connection, noted: ChangeTexts | None) -> None:
        self.connection = connection
        self.noted = noted
        self.rows: list[NewRow] = []

    def add(self, row: NewRow) -> NewRow:
        """Let a row wait; the row itself."""
        self.rows.append(row)
        return row

    def write(self) -> None:
        """Insert what waits, those that others name first, and note it for the journal, None where nothing is."""
        rows, self.rows = self.rows, []
        groups: dict[type[Entity], list[NewRow]] = {}
        for row in rows:
            groups.setdefault(row.model, []).append(row)
        for model in ENTITIES.values():
            if model in groups:
                insert_rows(self.connection, model, groups[model])
        texts = [(row.values["id"], row.values["folded"]) for row in groups.get(Commitment, ())]
        keep_index(self.connection, [], texts)
        if self.noted is not None:
            self.noted.extend(map(note_new, rows))


def insert_rows(connection: Connection, model: type[Entity], rows: Sequence[NewRow]) -> None:
    """Insert rows of one entity by one statement, and give each its key.

    Whoever writes to a file is alone, so that its rows are numbered here and need not be asked for their keys. A column
    that all of them leave empty is left to the database: that is more than half of them.
    """
    table: Any = model.__table__
    for row in rows:
        row.values.update({name: parent.values["id"] for name, parent in row.parents.items()})
    filled = {name for row in rows for name, value in row.values.items() if value is not None}
    names = [column.name for column in table.c if column.name in filled]
    if connection.dialect.name == "sqlite":
        for key, row in enumerate(rows, find_last_key(connection, table) + 1):
            row.values["id"] = key
        connection.execute(insert(table), pick(rows, ["id", *names]))
        return
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    for row, key in zip(rows, connection.scalars(made, pick(rows, names)).all(), strict=True):
        row.values["id"] = key


def pick(rows: Sequence[NewRow], names: Sequence[str]) -> list[dict[str, Any]]:
    """These columns of the rows, as one statement takes them."""
    return [{name: row.values.get(name) for name in names} for row in rows]


def find_last_key(connection: Connection, table: Table) -> int:
    """The last key that a table of a file gave, also where its row is gone again; 0 where it gave none."""
    counted = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return max(counted or 0, connection.scalar(select(func.max(table.c.id))) or 0)


def note_new(row: NewRow) -> Change:
    """A new row as the journal holds it."""
    after = {name: row.values.get(name) for name in list_columns(row.model)}
    for name in list_days(row.model):
        after[name] = plain_value(after[name])
    return make_change(row.model.__table__.name, row.values["id"], row.label, None, after)  # type: ignore[attr-defined]


@cache
def list_days(model: type[Entity]) -> tuple[str, ...]:
    """The columns of an entity that hold days, which the journal has as text."""
    return tuple(column.key for column in inspect(model).mapper.columns if isinstance(column.type, Date))


@cache
def list_columns(model: type[Entity]) -> tuple[str, ...]:
    """The columns of an entity in the order in which the mapper has them, and so the journal."""
    return tuple(column.key for column in inspect(model).mapper.column_attrs)
