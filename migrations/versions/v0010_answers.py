"""What people answer to reminders: the mark that an answer carries, the answers, and whose are recorded at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them; mails that were sent before carry no mark."""
    op.add_column("person", sa.Column("answers", sa.Text(), nullable=True))
    op.add_column("reminder", sa.Column("token", sa.Text(), nullable=True))
    op.create_index("ix_reminder_token", "reminder", ["token"], unique=True)
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('status', 'target', 'wait', 'not_mine', 'seen', 'unclear')", name="ck_answer_kind"
        ),
        sa.CheckConstraint(
            "status IN ('not_reported', 'not_started', 'in_progress', 'partially_implemented', 'implemented', "
            "'not_applicable', 'overtaken_by_events')",
            name="ck_answer_status",
        ),
        sa.CheckConstraint("state IN ('open', 'recorded', 'dismissed', 'seen')", name="ck_answer_state"),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="ck_answer_progress"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("message_id", "undertaking_id", name="uq_answer_message_id_undertaking_id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_undertaking_id", "answer", ["undertaking_id"])
    op.create_index("ix_answer_state", "answer", ["state"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("answer")
    op.drop_index("ix_reminder_token", "reminder")
    # Not in Alembic's batch mode: that makes a table anew, which others point to.
    op.execute("ALTER TABLE reminder DROP COLUMN token")
    op.execute("ALTER TABLE person DROP COLUMN answers")
