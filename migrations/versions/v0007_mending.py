"""Texts are corrected where they stand, and what is withdrawn is out of sight."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WORDS = sa.JSON(none_as_null=True)
# All empty at first: nothing is corrected or withdrawn.
COLUMNS: dict[str, dict[str, sa.types.TypeEngine[object]]] = {
    "instrument": {"corrections": WORDS, "withdrawn": WORDS},
    "section": {"corrections": WORDS},
    "commitment": {"corrections": WORDS, "withdrawn": WORDS},
    "agency": {"withdrawn": WORDS},
    "person": {"withdrawn": WORDS},
    "undertaking": {"is_withdrawn": sa.Boolean()},
}


def upgrade() -> None:
    """Make the columns."""
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Take the columns away: what was corrected stays so, and what was withdrawn is in sight again."""
    for table, columns in COLUMNS.items():
        for name in columns:
            # Not in Alembic's batch mode: that makes the table anew, which others point to.
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
