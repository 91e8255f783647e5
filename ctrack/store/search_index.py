"""Finding text anywhere in a commitment through the index of trigrams that each engine keeps (revisions 0002 and 0016).

Here the engines differ, for PostgreSQL knows nothing of how texts are folded. On SQLite `commitment_search` is an
index without texts, which knows which commitments hold a trigram and not where: what it finds is looked at again, in
the texts of the commitment (`text_lookups`). On PostgreSQL it is a table of the folded texts with an index of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from ctrack.domain.folding import fold
from ctrack.domain.searched_texts import SEARCHED, fold_texts, fold_title
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    bindparam,
    commitment,
    found_by_index,
    seen_in_texts,
    seen_in_title,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

# An index of trigrams finds nothing shorter.
SHORTEST = 3
# A long text is found by its beginning, and then looked at whole.
MOST = 64
PORTION = 500
# The columns of a commitment of which the index is made, with its key.
Texts = Mapping[str, Any]
TAKE = {
    "sqlite": "INSERT INTO {table}({name}, rowid, folded) VALUES ('delete', ?, ?)",
    "postgresql": "DELETE FROM {table} WHERE id = :id",
}
GIVE = {
    "sqlite": "INSERT INTO {table}(rowid, folded) VALUES (?, ?)",
    "postgresql": "INSERT INTO {table} (id, title, folded) VALUES (:id, :title, :folded)",
}
EMPTY = {
    "sqlite": "INSERT INTO commitment_search(commitment_search) VALUES ('delete-all')",
    "postgresql": "DELETE FROM commitment_search",
}
MAKE = {
    "sqlite": "CREATE VIRTUAL TABLE {table} USING fts5(folded, content='', tokenize='trigram', detail=none)",
    "postgresql": "CREATE TABLE {table} (id INTEGER PRIMARY KEY, title TEXT NOT NULL, folded TEXT NOT NULL)",
}


def keep_index(connection: Connection, gone: Iterable[Texts], come: Iterable[Texts], within: str = "") -> None:
    """Keep the index in step with commitments whose texts are `gone`, as they were, and those that have `come`.

    `within` names a schema other than the register's own.
    """
    engine, name = connection.dialect.name, "commitment_search"
    for statements, rows in ((TAKE, gone), (GIVE, come)):
        statement = statements[engine].format(table=f"{within}.{name}" if within else name, name=name)
        waiting = iter(rows)
        while portion := list(islice(waiting, PORTION)):
            if engine == "sqlite":
                # To name each value of each row would take longer than the index does.
                connection.exec_driver_sql(statement, [(row["id"], fold_texts(row)) for row in portion])
            else:
                connection.execute(text(statement), [describe(row) for row in portion])


def describe(row: Texts) -> dict[str, Any]:
    """What the index of a server is told of a commitment."""
    return {"id": row["id"], "title": fold_title(row["title"]), "folded": fold_texts(row)}


def read_texts(connection: Connection) -> Iterator[Texts]:
    """The texts of every commitment, in the order of their keys."""
    from sqlalchemy import select

    from ctrack.store.tables import commitment

    statement = select(commitment.c.id, *(commitment.c[name] for name in SEARCHED)).order_by(commitment.c.id)
    for row in connection.execute(statement, execution_options={"yield_per": PORTION}):
        yield dict(row._mapping)


def fill_index(connection: Connection, within: str = "") -> None:
    """Tell an empty index of every commitment."""
    keep_index(connection, (), read_texts(connection), within)


def rebuild_index(engine: Engine) -> None:
    """Make the index anew from the texts, in one transaction."""
    with engine.connect().execution_options(ctrack_writes=True) as connection, connection.begin():
        connection.execute(text(EMPTY[engine.dialect.name]))
        fill_index(connection)


def holds_text(typed: str) -> ColumnElement[bool]:
    """The condition that a commitment holds the text in its code, title, summary or note, in any language."""
    wanted = fold(typed)
    if len(wanted) < SHORTEST:
        return seen_in_texts(commitment.c.id, *give(wanted, typed), *list_searched())
    return found_by_index(
        commitment.c.id, bindparam(None, list_trigrams(wanted)), *give(wanted, typed), *list_searched()
    )


def holds_in_title(typed: str) -> ColumnElement[bool]:
    """The condition that the titles of a commitment hold the text."""
    return seen_in_title(commitment.c.id, *give(fold(typed), typed), commitment.c.title)


def give(wanted: str, typed: str) -> list[ColumnElement[str]]:
    """A text as statements are given it: folded, as a pattern of what was typed, and folded as a pattern."""
    # Most lists are asked for no text.
    from ctrack.store.text_lookups import spell_pattern

    return [bindparam(None, value) for value in (wanted, spell_pattern(typed), write_pattern(wanted))]


def list_searched() -> list[ColumnElement[Any]]:
    """The columns that are searched."""
    return [getattr(commitment.c, name) for name in SEARCHED]


def write_pattern(wanted: str) -> str:
    """A text anywhere in another, as a pattern of LIKE."""
    return "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def list_trigrams(wanted: str) -> str:
    """What the full-text table of SQLite is asked: every trigram of the text.

    Half as many, side by side, would let through texts that are then read and folded in vain.
    """
    found = dict.fromkeys(wanted[start : start + SHORTEST] for start in range(len(wanted) - SHORTEST + 1))
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in islice(found, MOST))
