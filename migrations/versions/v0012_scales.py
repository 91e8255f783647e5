"""Status words of an instrument's own, and what a text said before an upgrade put other words for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORDS = sa.JSON(none_as_null=True)
ADDED = {
    "instrument": {"own_scale": WORDS, "earlier": WORDS},
    "section": {"earlier": WORDS},
    "commitment": {"earlier": WORDS},
    "undertaking": {"own_status": sa.Text()},
    "status_update": {"own_status": sa.Text()},
}


def upgrade() -> None:
    """Add the columns; nothing was told in such words before."""
    for table, columns in ADDED.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Take them away."""
    for table, columns in ADDED.items():
        for name in columns:
            # Not in Alembic's batch mode: that makes a table anew, which others point to.
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
