"""What other registers bring: the entries of their journals, and where their status updates stand among our own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "foreign_entry"
WORDS = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the table, and let the database itself refuse to change or delete what stands in it."""
    op.add_column("status_update", sa.Column("place", sa.Float(), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("changes", WORDS, nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_foreign_entry"),
        sqlite_strict=True,
    )
    op.create_index("ix_foreign_entry_previous", TABLE, ["previous"])
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def downgrade() -> None:
    """Take them away."""
    op.drop_table(TABLE)
    # Not in Alembic's batch mode: that makes a table anew, which others point to.
    op.execute("ALTER TABLE status_update DROP COLUMN place")


def guard_on_sqlite() -> None:
    """Triggers that abort an UPDATE, a DELETE or a REPLACE, which is no DELETE to SQLite."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE} {refuse}")
    there = f"EXISTS (SELECT 1 FROM {TABLE} WHERE hash = NEW.hash)"
    op.execute(f"CREATE TRIGGER {TABLE}_refuse_replace BEFORE INSERT ON {TABLE} WHEN {there} {refuse}")


def guard_on_postgresql() -> None:
    """Triggers that refuse an UPDATE, a DELETE or a TRUNCATE, by the function of revision 0001."""
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
