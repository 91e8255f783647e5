"""How each person wants to be reminded: in how many mails, from what hour, and who stands in while they are away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# All empty at first: a wish is for people to say.
COLUMNS: dict[str, type[sa.types.TypeEngine[object]]] = {
    "digest": sa.Text,
    "hour": sa.Integer,
    "away_from": sa.Date,
    "away_until": sa.Date,
}


def upgrade() -> None:
    """Make the columns; SQLite adds a key in place only in its own words."""
    for name, kind in COLUMNS.items():
        op.add_column("person", sa.Column(name, kind(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        key = "CONSTRAINT fk_person_deputy_id REFERENCES person (id)"
        op.execute(f"ALTER TABLE person ADD COLUMN deputy_id INTEGER {key}")
    else:
        op.add_column("person", sa.Column("deputy_id", sa.Integer(), nullable=True))
        op.create_foreign_key("fk_person_deputy_id", "person", "person", ["deputy_id"], ["id"])


def downgrade() -> None:
    """Take them away."""
    for name in (*COLUMNS, "deputy_id"):
        # Not in Alembic's batch mode: that makes the table anew, which others point to.
        op.execute(f"ALTER TABLE person DROP COLUMN {name}")
