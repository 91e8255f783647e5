"""A search index of a quarter of the size: it keeps which texts hold a trigram, and no more where in them.

What it finds is looked at again in the folded text, which stands in the commitment and nowhere else.
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew; that of PostgreSQL is of another kind."""
    make_index(", detail=none")


def downgrade() -> None:
    """Make it as it was."""
    make_index("")


def make_index(options: str) -> None:
    """Make the full-text table of SQLite over what is there."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE commitment_search")
    op.execute(
        "CREATE VIRTUAL TABLE commitment_search USING fts5"
        f"(folded, content='commitment', content_rowid='id', tokenize='trigram'{options})"
    )
    op.execute("INSERT INTO commitment_search(commitment_search) VALUES ('rebuild')")
