"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "${up_revision}"
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is new."""
    ${upgrades if upgrades else "raise NotImplementedError"}


def downgrade() -> None:
    """Take it away again."""
    ${downgrades if downgrades else "raise NotImplementedError"}
