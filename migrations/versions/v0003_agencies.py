"""Who does the work: agencies, people, and what each of them has to do with an undertaking."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.JSON(none_as_null=True)
KEYS = {"lead_id": "agency.id", "person_id": "person.id", "overseer_id": "person.id"}


def upgrade() -> None:
    """Make the tables, and columns of an undertaking that are empty at first."""
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name="fk_agency_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
        sa.UniqueConstraint("code", name="uq_agency_code"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_person_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name", name="uq_person_name"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    for name, target in KEYS.items():
        add_key(name, target)
    op.create_index("ix_undertaking_lead_id", "undertaking", ["lead_id"])
    op.create_index("ix_undertaking_person_id", "undertaking", ["person_id"])
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["undertaking_id"], ["undertaking.id"], name="fk_contribution_undertaking_id"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_contribution_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contribution"),
        sa.UniqueConstraint("undertaking_id", "agency_id", name="uq_contribution_undertaking_id_agency_id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )


def add_key(name: str, target: str) -> None:
    """A column of the undertaking that names a row of another table; SQLite adds one in place only in its own words."""
    if op.get_bind().dialect.name == "sqlite":
        table, column = target.split(".")
        op.execute(
            f"ALTER TABLE undertaking ADD COLUMN {name} INTEGER CONSTRAINT fk_undertaking_{name} "
            f"REFERENCES {table} ({column})"
        )
    else:
        op.add_column("undertaking", sa.Column(name, sa.Integer(), nullable=True))
        table, column = target.split(".")
        op.create_foreign_key(f"fk_undertaking_{name}", "undertaking", table, [name], [column])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("contribution")
    op.drop_index("ix_undertaking_person_id", "undertaking")
    op.drop_index("ix_undertaking_lead_id", "undertaking")
    for name in KEYS:
        # Not in Alembic's batch mode: that makes the table anew, which status updates point to.
        op.execute(f"ALTER TABLE undertaking DROP COLUMN {name}")
    op.drop_table("person")
    op.drop_table("agency")
