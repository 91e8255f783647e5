"""The service that runs on a server what a register needs there, as its administrator."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import create_engine, text

from ctrack.domain.records.preparation import ServerSetup
from ctrack.store.faults import explained
from ctrack.store.register_places import Place
from ctrack.store.server_setup import (
    find_database,
    list_database_statements,
    list_server_statements,
    make_database,
)


def run_setup(admin: Place, setup: ServerSetup) -> bool:
    """Run what the setup needs, by the address of an administrator; whether the database was made by that."""
    is_new = run_in(admin, list_server_statements(setup), setup)
    run_in(admin.on_database(setup.database), list_database_statements(setup))
    return is_new


def run_in(place: Place, statements: Sequence[str], setup: ServerSetup | None = None) -> bool:
    """Run statements, each for itself; then make the database where one is wanted and is not there."""
    engine = create_engine(place.url, isolation_level="AUTOCOMMIT", connect_args=place.find_arguments())
    try:
        with explained(place.shown), engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            if setup is None or connection.scalar(text(find_database(setup))):
                return False
            connection.exec_driver_sql(make_database(setup))
            return True
    finally:
        engine.dispose()
