"""The ledger of reports: every paper that was kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "report"
# The keys by which a row could be put in the place of another (INSERT OR REPLACE).
KEYS = ("number", "previous", "hash")


def upgrade() -> None:
    """Make the table, and let the database itself refuse to change or delete what stands in it."""
    op.create_table(
        TABLE,
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("known_at", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("submitted_to", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["journal.number"], name="fk_report_entry"),
        sa.PrimaryKeyConstraint("number", name="pk_report"),
        sa.UniqueConstraint("previous", name="uq_report_previous"),
        sa.UniqueConstraint("hash", name="uq_report_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_report_fingerprint", TABLE, ["fingerprint"])
    if op.get_bind().dialect.name == "sqlite":
        guard_on_sqlite()
    else:
        guard_on_postgresql()


def downgrade() -> None:
    """Take the ledger away."""
    op.drop_table(TABLE)


def guard_on_sqlite() -> None:
    """Triggers that abort an UPDATE, a DELETE or a REPLACE, which is no DELETE to SQLite."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE} {refuse}")
    there = f"EXISTS (SELECT 1 FROM {TABLE} WHERE {' OR '.join(f'{key} = NEW.{key}' for key in KEYS)})"
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
