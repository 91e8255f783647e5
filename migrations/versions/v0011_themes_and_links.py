"""The themes of a commitment; of a link its reason, what it rests on and who confirmed it, and one more relation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEFORE = ("equal", "subset", "superset", "intersects", "reaffirms", "implements")
AFTER = (*BEFORE, "succeeds")
BASES = ("read", "press", "unchecked")
# What a link has had from the beginning.
KEPT = "id, commitment_id, to_commitment_id, to_instrument_id, relation"
RELATION, BASIS = "ck_link_relation", "ck_link_basis"
WORDS = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the columns; all of them are empty at first."""
    op.add_column("commitment", sa.Column("themes", sa.Text(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        make_anew(AFTER, *list_columns(), sa.CheckConstraint(one_of("basis", BASES), name=op.f(BASIS)))
        return
    for column in list_columns():
        op.add_column("link", column)
    op.create_check_constraint(op.f(BASIS), "link", one_of("basis", BASES))
    op.drop_constraint(op.f(RELATION), "link")
    op.create_check_constraint(op.f(RELATION), "link", one_of("relation", AFTER))


def downgrade() -> None:
    """Take them away; what took the place of another overlaps with it."""
    op.execute("UPDATE link SET relation = 'intersects' WHERE relation = 'succeeds'")
    op.execute("ALTER TABLE commitment DROP COLUMN themes")
    if op.get_bind().dialect.name == "sqlite":
        make_anew(BEFORE)
        return
    op.drop_constraint(op.f(BASIS), "link")
    for column in list_columns():
        op.drop_column("link", column.name)
    op.drop_constraint(op.f(RELATION), "link")
    op.create_check_constraint(op.f(RELATION), "link", one_of("relation", BEFORE))


def list_columns() -> list[sa.Column[object]]:
    """The new columns of a link."""
    return [
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
    ]


def make_anew(relations: tuple[str, ...], *more: sa.Column[object] | sa.CheckConstraint) -> None:
    """Make the table of links anew with what it holds, for SQLite changes no condition in place; nothing points to it.

    A number that was taken is not given again.
    """
    op.create_table(
        "link_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("to_commitment_id", sa.Integer(), nullable=True),
        sa.Column("to_instrument_id", sa.Integer(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=False),
        *more,
        sa.CheckConstraint(one_of("relation", relations), name=op.f(RELATION)),
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
    op.execute(f"INSERT INTO link_anew ({KEPT}) SELECT {KEPT} FROM link")
    taken = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'link'")).scalar()
    op.drop_table("link")
    op.rename_table("link_anew", "link")
    op.execute("DELETE FROM sqlite_sequence WHERE name IN ('link', 'link_anew')")
    if taken is not None:
        op.get_bind().execute(sa.text("INSERT INTO sqlite_sequence VALUES ('link', :taken)"), {"taken": taken})
    op.create_index(op.f("ix_link_to_commitment_id"), "link", ["to_commitment_id"], unique=False)


def one_of(column: str, words: tuple[str, ...]) -> str:
    """The condition that a column holds one of the words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
