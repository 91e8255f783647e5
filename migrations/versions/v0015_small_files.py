"""Smaller files, and everyday queries that look into an index.

The full-text table of SQLite keeps which texts hold a trigram, and no more where in them; what it finds is looked at again
in the folded text, which stands in the commitment and nowhere else. Of columns that are mostly empty, indexes hold the rows
in which they are not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Made anew without the rows in which the column is empty; and new ones, with what such rows have.
NARROWED = (
    ("undertaking", "lead_id"),
    ("undertaking", "person_id"),
    ("undertaking", "target_last"),
    ("status_update", "retracts_id"),
)
NEW = (
    ("undertaking", "priority", "priority IS NOT NULL"),
    ("undertaking", "counts_from", "counts_from IS NOT NULL"),
    ("undertaking", "tags", "tags <> ''"),
    ("contribution", "agency_id", None),
    ("report", "entry", None),
    ("journal", "command", None),
    ("occurrence", "due_last", "is_met IS {no}"),
    ("occurrence", "closed_on", "is_met IS {yes} AND closed_on > due_last"),
    ("status_update", "effective_on", None),
)
# How each engine says yes and no.
NUMBERS = {"yes": "1", "no": "0"}
WORDS = {"yes": "true", "no": "false"}


def upgrade() -> None:
    """Make the indexes; that of PostgreSQL for texts is of another kind and stays."""
    make_search_index(", detail=none")
    for table, column in NARROWED:
        op.drop_index(f"ix_{table}_{column}", table)
        make_index(table, column, f"{column} IS NOT NULL")
    for table, column, filled in NEW:
        make_index(table, column, filled)


def downgrade() -> None:
    """Make them as they were."""
    for table, column, _filled in NEW:
        op.drop_index(f"ix_{table}_{column}", table)
    for table, column in NARROWED:
        op.drop_index(f"ix_{table}_{column}", table)
        make_index(table, column, None)
    make_search_index("")


def make_index(table: str, column: str, filled: str | None) -> None:
    """Make the index of a column, over all rows or those that meet a condition."""
    on_file, on_server = (filled and sa.text(filled.format(**words)) for words in (NUMBERS, WORDS))
    op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=on_file, postgresql_where=on_server)


def make_search_index(options: str) -> None:
    """Make the full-text table of SQLite over what is there."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE commitment_search")
    op.execute(
        "CREATE VIRTUAL TABLE commitment_search USING fts5"
        f"(folded, content='commitment', content_rowid='id', tokenize='trigram'{options})"
    )
    op.execute("INSERT INTO commitment_search(commitment_search) VALUES ('rebuild')")
