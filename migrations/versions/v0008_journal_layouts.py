"""Entries of the journal say in which layout their changes are written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column; the entries that are there stay as their hashes have them, and are of 0007 or before."""
    op.add_column("journal", sa.Column("layout", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take the column away: by hash, what was written with it is no more what was written."""
    op.execute("ALTER TABLE journal DROP COLUMN layout")
