"""Searching: any part of a word is found through an index, and not by reading every text.

SQLite has a full-text table of trigrams, which the program keeps in step: a trigger must not write to a virtual table
where the schema is not trusted. PostgreSQL has an index of trigrams (pg_trgm).
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index and fill it from the commitments that are there."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE commitment_search USING fts5"
            "(folded, content='commitment', content_rowid='id', tokenize='trigram')"
        )
        op.execute("INSERT INTO commitment_search(commitment_search) VALUES ('rebuild')")
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE INDEX ix_commitment_folded ON commitment USING gin (folded gin_trgm_ops)")


def downgrade() -> None:
    """Take the index away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE commitment_search")
    else:
        op.execute("DROP INDEX ix_commitment_folded")
