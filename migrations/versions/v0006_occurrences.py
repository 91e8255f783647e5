"""A status belongs to an occurrence; a deadline may be moved by its body, and a target puts one off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sa.JSON(none_as_null=True)
# All empty at first: what a column held that is not there yet, no entry of the journal tells of.
COLUMNS: dict[str, dict[str, sa.types.TypeEngine[object]]] = {
    "instrument": {"binding": sa.Boolean()},
    "commitment": {
        "binding": sa.Boolean(),
        "is_joint": sa.Boolean(),
        "moved_deadline": sa.Text(),
        "moved_last": sa.Date(),
        "moved_sources": WORDS,
    },
    "undertaking": {
        "met_on": sa.Date(),
        "postponed": sa.Integer(),
        "postponed_from": sa.Text(),
        "is_joint": sa.Boolean(),
        "is_on_or_before": sa.Boolean(),
    },
    "occurrence": {"status": sa.Text(), "progress": sa.Integer()},
    "status_update": {"occurrence_id": sa.Integer(), "seen_on": sa.Text()},
}
ADDRESSEES = ("member_states", "un_system", "both", "general_assembly", "regional_organizations", "named")
WAIVED = ("not_applicable", "overtaken_by_events")


def upgrade() -> None:
    """Make the columns, and say of each status update which occurrence it was of."""
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_index("ix_undertaking_target_last", "undertaking", ["target_last"])
    allow_addressees((*ADDRESSEES[:5], "participants", ADDRESSEES[5]), ADDRESSEES)
    name_occurrences()
    op.execute("ALTER TABLE occurrence DROP COLUMN closed_at")


def downgrade() -> None:
    """Take the columns away; dates of one's own come before those of the text again. Addressees keep their words."""
    op.add_column("occurrence", sa.Column("closed_at", sa.Text(), nullable=True))
    op.execute(
        "UPDATE occurrence SET closed_at = (SELECT max(recorded_at) FROM status_update "
        "WHERE status_update.occurrence_id = occurrence.id AND status = 'implemented') WHERE closed_on IS NOT NULL"
    )
    op.execute(
        "UPDATE undertaking SET due_last = coalesce(target_last, occurrence_last, (SELECT deadline_last "
        "FROM commitment WHERE commitment.id = undertaking.commitment_id))"
    )
    op.drop_index("ix_undertaking_target_last", "undertaking")
    for table, columns in COLUMNS.items():
        for name in columns:
            # Not in Alembic's batch mode: that makes the table anew, which others point to.
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def allow_addressees(words: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Let the column of addressees hold these words.

    SQLite changes no constraint in place but by the text of the schema, which it documents for what leaves the rows
    alone (https://www.sqlite.org/lang_altertable.html#otheralter).
    """

    def condition(listed: tuple[str, ...]) -> str:
        return "addressee IN (" + ", ".join(f"'{word}'" for word in listed) + ")"

    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE commitment DROP CONSTRAINT ck_commitment_addressee")
        op.execute(f"ALTER TABLE commitment ADD CONSTRAINT ck_commitment_addressee CHECK ({condition(words)})")
        return
    bind = op.get_bind()
    version = bind.scalar(sa.text("PRAGMA schema_version"))
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = 'commitment'"),
        {"old": condition(before), "new": condition(words)},
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")


def name_occurrences() -> None:
    """Write down of each status update the occurrence that was open then, or that it closed.

    Status updates are append-only: the guards are taken away for this, and set up again as they were.
    """
    bind = op.get_bind()
    found = list(find_occurrences(bind))
    if not found:
        return
    guards = lift_guards(bind)
    statement = sa.text("UPDATE status_update SET occurrence_id = :occurrence WHERE id = :id")
    bind.execute(statement, [{"occurrence": occurrence, "id": key} for key, occurrence in found])
    for guard in guards:
        bind.exec_driver_sql(guard)


def find_occurrences(bind: sa.Connection) -> list[tuple[int, int]]:
    """By status update the occurrence that it was said of."""
    rounds: dict[int, list[sa.Row[tuple[object, ...]]]] = {}
    columns = "id, undertaking_id, due_last, closed_on, closed_at, is_met"
    for row in bind.execute(sa.text(f"SELECT {columns} FROM occurrence ORDER BY due_last")):
        rounds.setdefault(row.undertaking_id, []).append(row)
    said = sa.text(
        "SELECT id, undertaking_id, status, target, effective_on, recorded_at FROM status_update "
        "WHERE status IS NOT NULL OR target IS NOT NULL ORDER BY id"
    )
    found = []
    for update in bind.execute(said):
        chosen = choose_occurrence(update, rounds.get(update.undertaking_id, []))
        if chosen is not None:
            found.append((update.id, chosen))
    return found


def choose_occurrence(update: sa.Row[tuple[object, ...]], rounds: list[sa.Row[tuple[object, ...]]]) -> int | None:
    """The occurrence that an update met, else the one that was open by what was known when it was recorded."""
    if update.status in WAIVED:
        return None
    for row in rounds:
        if row.is_met and row.closed_at == update.recorded_at and update.status == "implemented":
            return int(row.id)
    if update.status == "implemented":
        return None
    for row in rounds:
        was_open = row.closed_at is None or row.closed_at > update.recorded_at
        if was_open or (update.status is not None and str(row.closed_on) > str(update.effective_on)):
            return int(row.id)
    return None


def lift_guards(bind: sa.Connection) -> list[str]:
    """Take away what refuses a change of status updates; the statements that set it up again."""
    if bind.dialect.name == "postgresql":
        bind.exec_driver_sql("ALTER TABLE status_update DISABLE TRIGGER USER")
        return ["ALTER TABLE status_update ENABLE TRIGGER USER"]
    statement = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'status_update'"
    guards = [(row.name, row.sql) for row in bind.execute(sa.text(statement))]
    for name, _sql in guards:
        bind.exec_driver_sql(f"DROP TRIGGER {name}")
    return [sql for _name, sql in guards]
