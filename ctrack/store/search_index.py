"""Finding text anywhere in a commitment through the index of trigrams that each engine keeps (revision 0002)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Engine, bindparam, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ctrack.domain.folding import fold
from ctrack.store.tables import commitment

# An index of trigrams finds nothing shorter.
SHORTEST = 3


class found_by_index(FunctionElement[bool]):
    """The condition that the folded text of a commitment holds the text, looked up in the full-text table of SQLite."""

    name = "found_by_index"
    type = Boolean()
    inherit_cache = True


@compiles(found_by_index, "sqlite")
def compile_lookup(element: Any, compiler: Any, **options: Any) -> str:
    """A phrase of trigrams: the text itself, anywhere in a word."""
    key, phrase, _pattern = element.clauses
    return (
        f"{compiler.process(key, **options)} IN "
        f"(SELECT rowid FROM commitment_search WHERE commitment_search MATCH {compiler.process(phrase, **options)})"
    )


@compiles(found_by_index)
def compile_pattern(element: Any, compiler: Any, **options: Any) -> str:
    """LIKE, which PostgreSQL answers from its index of trigrams."""
    _key, _phrase, pattern = element.clauses
    return f"{compiler.process(commitment.c.folded, **options)} LIKE {compiler.process(pattern, **options)}"


def keep_index(connection: Connection, gone: list[tuple[int, str]], come: list[tuple[int, str]]) -> None:
    """Keep the full-text table of SQLite in step with folded texts, by their keys; PostgreSQL does so itself."""
    if connection.dialect.name != "sqlite":
        return
    take = "INSERT INTO commitment_search(commitment_search, rowid, folded) VALUES ('delete', :key, :folded)"
    give = "INSERT INTO commitment_search(rowid, folded) VALUES (:key, :folded)"
    for statement, rows in ((take, gone), (give, come)):
        if rows:
            connection.execute(text(statement), [{"key": key, "folded": folded} for key, folded in rows])


def rebuild_index(engine: Engine) -> None:
    """Make the index anew from the texts, in one transaction."""
    rebuild = "INSERT INTO commitment_search(commitment_search) VALUES ('rebuild')"
    statement = rebuild if engine.dialect.name == "sqlite" else "REINDEX INDEX ix_commitment_folded"
    with engine.connect().execution_options(ctrack_writes=True) as connection, connection.begin():
        connection.execute(text(statement))


def holds_text(wanted: str) -> ColumnElement[bool]:
    """The condition that a commitment holds the text in its code, title, summary or note, in any language."""
    wanted = fold(wanted)
    if len(wanted) < SHORTEST:
        return commitment.c.folded.contains(wanted, autoescape=True)
    phrase = '"' + wanted.replace('"', '""') + '"'
    pattern = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return found_by_index(commitment.c.id, bindparam(None, phrase), bindparam(None, pattern))
