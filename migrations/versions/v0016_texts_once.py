"""No text of a commitment is stored twice.

What is searched follows from the texts of a commitment, so that it is no longer stored beside them. The full-text table of
SQLite keeps what it found in them, and no text; PostgreSQL, which cannot fold a text itself, has a table of the folded ones,
of which nothing else knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from ctrack.domain.searched_texts import SEARCHED, fold_texts, fold_title

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PORTION = 500
FOLDED = ("title_folded", "folded")
MAKE_INDEX = "CREATE INDEX ix_{table}_folded ON {table} USING gin (folded gin_trgm_ops)"


def upgrade() -> None:
    """Make the index from what is folded already, and take that away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE commitment_search")
        op.execute(
            "CREATE VIRTUAL TABLE commitment_search USING fts5(folded, content='', tokenize='trigram', detail=none)"
        )
        op.execute("INSERT INTO commitment_search(rowid, folded) SELECT id, folded FROM commitment ORDER BY id")
    else:
        op.execute(
            "CREATE TABLE commitment_search (id INTEGER PRIMARY KEY REFERENCES commitment (id) ON DELETE CASCADE, "
            "title TEXT NOT NULL, folded TEXT NOT NULL)"
        )
        op.execute("INSERT INTO commitment_search SELECT id, title_folded, folded FROM commitment")
        op.execute("DROP INDEX ix_commitment_folded")
        op.execute(MAKE_INDEX.format(table="commitment_search"))
    # SQLite can do this itself, and what refers to the table stays as it is.
    for name in FOLDED:
        op.execute(f"ALTER TABLE commitment DROP COLUMN {name}")


def downgrade() -> None:
    """Fold what commitments say, and keep it with them again."""
    connection = op.get_bind()
    for name in FOLDED:
        op.execute(f"ALTER TABLE commitment ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    fill = sa.text("UPDATE commitment SET title_folded = :title, folded = :folded WHERE id = :id")
    for portion in read_texts(connection):
        connection.execute(fill, portion)
    op.execute("DROP TABLE commitment_search")
    if connection.dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE commitment_search USING fts5"
            "(folded, content='commitment', content_rowid='id', tokenize='trigram', detail=none)"
        )
        op.execute("INSERT INTO commitment_search(commitment_search) VALUES ('rebuild')")
    else:
        for name in FOLDED:
            op.execute(f"ALTER TABLE commitment ALTER COLUMN {name} DROP DEFAULT")
        op.execute(MAKE_INDEX.format(table="commitment"))


def read_texts(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    """What every commitment says, folded, a portion at a time."""
    columns = ", ".join(("id", "code", *(f"CAST({name} AS TEXT) AS {name}" for name in SEARCHED[1:])))
    after = sa.text(f"SELECT {columns} FROM commitment WHERE id > :last ORDER BY id LIMIT {PORTION}")
    last = 0
    while found := connection.execute(after, {"last": last}).mappings().all():
        rows = [
            {**row, **{name: json.loads(row[name]) if row[name] else None for name in SEARCHED[1:]}} for row in found
        ]
        yield [{"id": row["id"], "title": fold_title(row["title"]), "folded": fold_texts(row)} for row in rows]
        last = found[-1]["id"]
