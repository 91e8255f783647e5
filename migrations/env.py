"""Alembic's entry: runs revisions over the connection that the caller passes in `config.attributes`."""

from __future__ import annotations

from alembic import context

from ctrack.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
