"""Bringing a database to this version's layout, by the revisions in `ctrack.migrations`."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from ctrack.store.tables import SCHEMA_REVISION

if TYPE_CHECKING:
    from alembic.config import Config


def make_config(connection: Connection) -> Config:
    """Alembic's configuration over an open connection; there is no alembic.ini to find."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("ctrack.migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade_schema(connection: Connection, revision: str = SCHEMA_REVISION) -> bool:
    """Run the revisions up to `revision` within the connection's transaction; False from one that is not ours."""
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(make_config(connection), revision)
    except CommandError:
        return False
    return True


def downgrade_schema(connection: Connection, revision: str) -> None:
    """Run the revisions back down to `revision`."""
    from alembic import command

    command.downgrade(make_config(connection), revision)
