"""Packs that were sent to agencies to be filled in: what each row said, and what came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them; nothing was sent before."""
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("back_by", sa.Date(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pack"),
        sa.UniqueConstraint("token", name="uq_pack_token"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pack_agency", "pack", ["agency"])
    op.create_table(
        "pack_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("undertaking_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name="fk_pack_row_pack_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pack_row"),
        sa.UniqueConstraint("pack_id", "undertaking_id", name="uq_pack_row_pack_id_undertaking_id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pack_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name="fk_pack_return_pack_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pack_return"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pack_return_pack_id", "pack_return", ["pack_id"])


def downgrade() -> None:
    """Take them away."""
    for table in ("pack_return", "pack_row", "pack"):
        op.drop_table(table)
