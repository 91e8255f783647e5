"""The register: instruments, commitments, parties, undertakings, status updates and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.JSON(none_as_null=True)
TABLES = ("status_update", "undertaking", "link", "commitment", "section", "setting", "party", "journal", "instrument")
# What is append-only, and the keys by which a row of it could be put in the place of another (INSERT OR REPLACE).
APPEND_ONLY = {"status_update": ("id",), "journal": ("number", "undoes", "previous", "hash")}


def upgrade() -> None:
    """Make the tables, and let the database itself refuse to change or delete what is append-only."""
    create_tables()
    for table, keys in APPEND_ONLY.items():
        if op.get_bind().dialect.name == "sqlite":
            guard_on_sqlite(table, keys)
        else:
            guard_on_postgresql(table)


def downgrade() -> None:
    """Take the tables away, with all that they hold."""
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def guard_on_sqlite(table: str, keys: tuple[str, ...]) -> None:
    """Triggers that abort an UPDATE, a DELETE or a REPLACE, which is no DELETE to SQLite."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} {refuse}")
    same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
    op.execute(f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} WHEN {there} {refuse}")


def guard_on_postgresql(table: str) -> None:
    """Triggers that refuse an UPDATE, a DELETE or a TRUNCATE."""
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def create_tables() -> None:
    """The tables as they were in this revision."""
    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("short", WORDS, nullable=True),
        sa.Column("nature", WORDS, nullable=True),
        sa.Column("adopted_on", sa.Text(), nullable=True),
        sa.Column("adopted_by", WORDS, nullable=True),
        sa.Column("adopted_at", WORDS, nullable=True),
        sa.Column("adopted_note", WORDS, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("languages", WORDS, nullable=True),
        sa.Column("review", WORDS, nullable=True),
        sa.Column("scale", sa.Text(), server_default="ctrack", nullable=False),
        sa.Column("notes", WORDS, nullable=True),
        sa.Column("relations", WORDS, nullable=True),
        sa.Column("history", WORDS, nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('declaration', 'plan_of_action', 'strategy', 'resolution', 'conference', 'other')",
            name=op.f("ck_instrument_kind"),
        ),
        sa.CheckConstraint("origin IN ('catalogue', 'own')", name=op.f("ck_instrument_origin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint("slug", name=op.f("uq_instrument_slug")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("changes", WORDS, nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["journal.number"], name=op.f("fk_journal_undoes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal")),
        sa.UniqueConstraint("hash", name=op.f("uq_journal_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_journal_previous")),
        sa.UniqueConstraint("undoes", name=op.f("uq_journal_undoes")),
        sqlite_strict=True,
    )
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("is_tracked", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('state', 'un_system', 'general_assembly', 'regional_organization', 'other')",
            name=op.f("ck_party_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("code", name=op.f("uq_party_code")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["instrument_id"], ["instrument.id"], name=op.f("fk_section_instrument_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("instrument_id", "slug", name=op.f("uq_section_instrument_id_slug")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("paragraph", WORDS, nullable=True),
        sa.Column("paragraph_note", WORDS, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("addressee_parties", WORDS, nullable=True),
        sa.Column("force", sa.Text(), nullable=True),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("summary", WORDS, nullable=True),
        sa.Column("note", WORDS, nullable=True),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.Column("deadline_first", sa.Date(), nullable=True),
        sa.Column("deadline_last", sa.Date(), nullable=True),
        sa.Column("deadline_words", WORDS, nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=True),
        sa.Column("sources", WORDS, nullable=False),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.Column("title_folded", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "addressee IN ('member_states', 'un_system', 'both', 'general_assembly', 'regional_organizations', 'named')",
            name=op.f("ck_commitment_addressee"),
        ),
        sa.CheckConstraint(
            "kind IN ('action', 'event', 'deliverable', 'review', 'norm', 'reporting', 'capacity')",
            name=op.f("ck_commitment_kind"),
        ),
        sa.CheckConstraint(
            "verification IN ('verified', 'secondary', 'unchecked')", name=op.f("ck_commitment_verification")
        ),
        sa.ForeignKeyConstraint(["instrument_id"], ["instrument.id"], name=op.f("fk_commitment_instrument_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_commitment_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("code", name=op.f("uq_commitment_code")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_commitment_instrument_id_ordinal"), "commitment", ["instrument_id", "ordinal"], unique=False
    )
    op.create_index(op.f("ix_commitment_section_id"), "commitment", ["section_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("to_commitment_id", sa.Integer(), nullable=True),
        sa.Column("to_instrument_id", sa.Integer(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "relation IN ('equal', 'subset', 'superset', 'intersects', 'reaffirms', 'implements')",
            name=op.f("ck_link_relation"),
        ),
        sa.CheckConstraint("(to_commitment_id IS NULL) <> (to_instrument_id IS NULL)", name=op.f("ck_link_one_target")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_link_commitment_id")),
        sa.ForeignKeyConstraint(["to_commitment_id"], ["commitment.id"], name=op.f("fk_link_to_commitment_id")),
        sa.ForeignKeyConstraint(["to_instrument_id"], ["instrument.id"], name=op.f("fk_link_to_instrument_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint(
            "commitment_id",
            "to_commitment_id",
            "to_instrument_id",
            "relation",
            name=op.f("uq_link_commitment_id_to_commitment_id_to_instrument_id_relation"),
        ),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_link_to_commitment_id"), "link", ["to_commitment_id"], unique=False)
    op.create_table(
        "undertaking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("tags", sa.Text(), server_default="", nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_last", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("is_regressed", sa.Boolean(), nullable=False),
        sa.Column("due_last", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "position IN ('supported', 'supported_in_part', 'noted', 'not_applicable')",
            name=op.f("ck_undertaking_position"),
        ),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name=op.f("ck_undertaking_priority")),
        sa.CheckConstraint(
            "status IN ('not_reported', 'not_started', 'in_progress', 'partially_implemented', 'implemented', 'not_applicable', 'overtaken_by_events')",
            name=op.f("ck_undertaking_status"),
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_undertaking_progress")),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_undertaking_commitment_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_undertaking_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undertaking")),
        sa.UniqueConstraint("commitment_id", "party_id", name=op.f("uq_undertaking_commitment_id_party_id")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_undertaking_party_id_due_last"), "undertaking", ["party_id", "due_last"], unique=False)
    op.create_index(op.f("ix_undertaking_party_id_status"), "undertaking", ["party_id", "status"], unique=False)
    op.create_table(
        "status_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("journal_number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("effective", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.Column("note_folded", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_last", sa.Date(), nullable=True),
        sa.Column("sources", WORDS, nullable=True),
        sa.Column("verification", sa.Text(), nullable=True),
        sa.Column("retracts_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("level IN ('public', 'restricted', 'internal')", name=op.f("ck_status_update_level")),
        sa.CheckConstraint(
            "status IN ('not_reported', 'not_started', 'in_progress', 'partially_implemented', 'implemented', 'not_applicable', 'overtaken_by_events')",
            name=op.f("ck_status_update_status"),
        ),
        sa.CheckConstraint(
            "verification IN ('verified', 'secondary', 'unchecked')", name=op.f("ck_status_update_verification")
        ),
        sa.CheckConstraint("voice IN ('agency', 'coordinator', 'external')", name=op.f("ck_status_update_voice")),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_status_update_progress")),
        sa.ForeignKeyConstraint(
            ["journal_number"],
            ["journal.number"],
            name=op.f("fk_status_update_journal_number"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["retracts_id"], ["status_update.id"], name=op.f("fk_status_update_retracts_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_update")),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_status_update_journal_number"), "status_update", ["journal_number"], unique=False)
    op.create_index(op.f("ix_status_update_retracts_id"), "status_update", ["retracts_id"], unique=False)
    op.create_index(op.f("ix_status_update_undertaking_id"), "status_update", ["undertaking_id"], unique=False)
