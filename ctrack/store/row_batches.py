"""New rows that are inserted many at once, past the mapper, and stand in the journal as it would have told them.

The mapper sends entity by entity, which is most of what an import of ten thousand rows takes; here a row is its values.
It may name another row of its batch as its parent, whose key is known only as both are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Dialect, Table, func, insert, select, text

from ctrack.domain.frozen import dataclass, field
from ctrack.store.change_texts import ChangeTexts
from ctrack.store.models import ENTITIES, Commitment, Entity
from ctrack.store.row_texts import RowTexts, list_columns, render_rows
from ctrack.store.search_index import keep_index

# So many rows one statement inserts into a file.
AT_ONCE = 50


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
        texts = {
            model: insert_rows(self.connection, model, groups[model]) for model in ENTITIES.values() if model in groups
        }
        keep_index(self.connection, (), (row.values for row in groups.get(Commitment, ())))
        if self.noted is not None:
            told = {
                model: texts[model].list_changes(list_columns(model), [row.label for row in group])
                for model, group in groups.items()
            }
            self.noted.extend_texts(next(told[row.model]) for row in rows)


def insert_rows(connection: Connection, model: type[Entity], rows: Sequence[NewRow]) -> RowTexts:
    """Insert rows of one entity by one statement, and give each its key.

    Whoever writes to a file is alone, so that its rows are numbered here and need not be asked for their keys. A column
    that all of them leave empty is left to the database: that is more than half of them.
    """
    table: Any = model.__table__
    for row in rows:
        row.values.update({name: parent.values["id"] for name, parent in row.parents.items()})
    if connection.dialect.name == "sqlite":
        for key, row in enumerate(rows, find_last_key(connection, table) + 1):
            row.values["id"] = key
        texts = render_rows(table, [row.values for row in rows])
        insert_texts(connection, table, texts)
        return texts
    texts = render_rows(table, [row.values for row in rows])
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    keys = connection.scalars(made, [{name: row.values.get(name) for name in texts.columns} for row in rows]).all()
    for row, key in zip(rows, keys, strict=True):
        row.values["id"] = key
    return render_rows(table, [row.values for row in rows])


def insert_texts(connection: Connection, table: Table, texts: RowTexts) -> None:
    """Insert rows into a table of a file, which takes their values as they are.

    Whatever words a column permits the file lists for each statement anew, so that one statement inserts several rows.
    """
    one, _names = spell_insert(table, connection.dialect, tuple(texts.columns), 1)
    several, names = spell_insert(table, connection.dialect, tuple(texts.columns), AT_ONCE)
    rows = list(texts.list_values(names))
    whole = len(rows) - len(rows) % AT_ONCE
    if whole:
        parts = (rows[place : place + AT_ONCE] for place in range(0, whole, AT_ONCE))
        connection.exec_driver_sql(several, [tuple(chain.from_iterable(part)) for part in parts])
    if rows[whole:]:
        connection.exec_driver_sql(one, rows[whole:])


@lru_cache(maxsize=64)
def spell_insert(table: Table, dialect: Dialect, columns: tuple[str, ...], rows: int) -> tuple[str, list[str]]:
    """The statement that inserts these columns of so many rows as a driver takes it, and the columns in its order."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    head, values, places = str(compiled).rpartition("(")
    return f"{head}{', '.join([values + places] * rows)}", list(compiled.positiontup or ())


def find_last_key(connection: Connection, table: Table) -> int:
    """The last key that a table of a file gave, also where its row is gone again; 0 where it gave none."""
    counted = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    return max(counted or 0, connection.scalar(select(func.max(table.c.id))) or 0)
