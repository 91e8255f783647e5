"""When things come round again, and the outbox of reminders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The new columns of an undertaking, all empty at first: a rule is for people to give.
COLUMNS: dict[str, type[sa.types.TypeEngine[object]]] = {
    "every": sa.Text,
    "counts_from": sa.Text,
    "anchor": sa.Text,
    "until": sa.Date,
    "occurrence": sa.Text,
    "occurrence_last": sa.Date,
    "snoozed_until": sa.Date,
}


def upgrade() -> None:
    """Make the columns and the tables."""
    for name, kind in COLUMNS.items():
        op.add_column("undertaking", sa.Column(name, kind(), nullable=True))
    op.create_index("ix_undertaking_due_last", "undertaking", ["due_last"])
    add_party()
    make_occurrences()
    make_outbox()


def make_occurrences() -> None:
    """The dates on which what comes round was due, or is due next."""
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("due_last", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["undertaking_id"], ["undertaking.id"], name="fk_occurrence_undertaking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_occurrence"),
        sa.UniqueConstraint("undertaking_id", "due_last", name="uq_occurrence_undertaking_id_due_last"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )


def make_outbox() -> None:
    """What goes to whom, and the reminders that it carries."""
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Text(), nullable=True),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("claimed_at", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('queued', 'sending', 'sent', 'failed', 'dropped')", name="ck_mail_state"),
        sa.PrimaryKeyConstraint("id", name="pk_mail"),
        sa.UniqueConstraint("message_id", name="uq_mail_message_id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mail_state", "mail", ["state"])
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("due_last", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_escalated", sa.Boolean(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_reminder_mail_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "undertaking_id",
            "due_last",
            "threshold",
            "person_id",
            name="uq_reminder_undertaking_id_due_last_threshold_person_id",
        ),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminder_mail_id", "reminder", ["mail_id"])


def add_party() -> None:
    """Whose agency it is; SQLite adds a key in place only in its own words."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE agency ADD COLUMN party_id INTEGER CONSTRAINT fk_agency_party_id REFERENCES party (id)")
    else:
        op.add_column("agency", sa.Column("party_id", sa.Integer(), nullable=True))
        op.create_foreign_key("fk_agency_party_id", "agency", "party", ["party_id"], ["id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("reminder")
    op.drop_table("mail")
    op.drop_table("occurrence")
    op.execute(
        "UPDATE undertaking SET due_last = coalesce(target_last, (SELECT deadline_last FROM commitment "
        "WHERE commitment.id = undertaking.commitment_id)) WHERE occurrence IS NOT NULL"
    )
    op.drop_index("ix_undertaking_due_last", "undertaking")
    op.execute("ALTER TABLE agency DROP COLUMN party_id")
    for name in COLUMNS:
        # Not in Alembic's batch mode: that makes the table anew, which status updates point to.
        op.execute(f"ALTER TABLE undertaking DROP COLUMN {name}")
