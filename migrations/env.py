"""Alembic's entry: runs revisions over the connection that the caller passes in `config.attributes`."""

from __future__ import annotations

from alembic import context

from ctrack.store.access import arrangement
from ctrack.store.tables import metadata

# What a revision makes for one engine only, and no table of the code tells of.
HAND_MADE = ("commitment_search", "ix_commitment_folded", "ix_commitment_search_folded")


def is_told_of(name: str | None, kind: str, parents: object) -> bool:
    """Whether the tables of the code should tell of a thing in the database."""
    return not (name or "").startswith(HAND_MADE)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=is_told_of,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=False,
)
connection = context.config.attributes["connection"]
has_access = arrangement.is_there(connection)
with context.begin_transaction():
    # Views stand on the columns that a revision may change, and new tables need policies.
    if has_access:
        arrangement.lift(connection)
    context.run_migrations()
    if has_access:
        arrangement.keep_up(connection)
