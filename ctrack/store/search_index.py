"""Finding text anywhere in a commitment through the index of trigrams that each engine keeps (revisions 0002 and 0015).

That of SQLite knows which texts hold a trigram, and not where in them: what it finds is looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.domain.folding import fold
from ctrack.store.sql import ColumnElement, Connection, bindparam, commitment, found_by_index, text

if TYPE_CHECKING:
    from sqlalchemy import Engine

# An index of trigrams finds nothing shorter.
SHORTEST = 3
# A long text is found by its beginning, and then looked at whole.
MOST = 64


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
    given = (list_trigrams(wanted), wanted, write_pattern(wanted))
    return found_by_index(commitment.c.id, *(bindparam(None, value) for value in given))


def write_pattern(wanted: str) -> str:
    """A text anywhere in another, as a pattern of LIKE."""
    return "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def list_trigrams(wanted: str) -> str:
    """What the full-text table of SQLite is asked: all the trigrams side by side of which the text is made.

    Those that overlap them leave out hardly any text more, and would have to be read as well.
    """
    last = len(wanted) - SHORTEST
    starts = [*range(0, last, SHORTEST), last][:MOST]
    found = dict.fromkeys(wanted[start : start + SHORTEST] for start in starts)
    return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in found)
