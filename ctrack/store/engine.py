"""Opening the database: a file of SQLite or a server of PostgreSQL, checked before anything is read.

A file is never made by opening it, and never migrated by opening it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)
from ctrack.domain import failures
from ctrack.store.change_texts import STORED
from ctrack.store.faults import APPLICATION_ID, NO_ROOM, explained
from ctrack.store.file_systems import find_network
from ctrack.store.new_files import claim_file
from ctrack.store.plain_addresses import TOLD
from ctrack.store.register_files import check_file, open_connection
from ctrack.store.register_places import Place
from ctrack.store.turns import WAIT, begin

write_json = STORED.encode


def open_engine(place: Place, *, creates: bool = False, shown: str | None = None, wait: float = WAIT) -> Engine:
    """An engine for the place; for a file that is missing a failure, unless `creates`. Failures say what is `shown`."""
    with explained(shown or place.shown):
        if place.path is None:
            return open_server(place.url, place.find_arguments())
        try:
            claim_file(place.path) if creates else check_file(place.path, place.named)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            raise failures.DatabaseUnreadable(path=shown or place.path, detail=error.strerror or error) from error
        return open_file(place.path, wait)


def open_server(url: str, found: Mapping[str, str]) -> Engine:
    """An engine over a database of a server, which may stand behind a pooler, or be gone before it can say so.

    What was `found` beside the address goes to the driver. A prepared statement belongs to a connection of the server:
    behind a pooler the next transaction may get another.
    """
    given = make_url(url)
    settings: dict[str, Any] = {"prepare_threshold": None, **found}
    settings |= {key: value for key, value in TOLD.items() if key not in given.query}
    engine = create_engine(
        given,
        isolation_level="READ COMMITTED",
        json_serializer=write_json,
        connect_args=settings,
        # No column of ours is of that kind, which every connection would ask about.
        use_native_hstore=False,
    )
    event.listen(engine, "begin", begin)
    return engine


def open_file(path: Path, wait: float = WAIT) -> Engine:
    """An engine over one file, which takes the write lock at the beginning of a writing transaction."""

    engine = create_engine(
        "sqlite://", creator=lambda: open_connection(path, wait), poolclass=NullPool, json_serializer=write_json
    )
    event.listen(engine, "begin", begin)
    return engine


def prepare_file(engine: Engine, path: Path) -> None:
    """Mark a new file as ours, and let readers work beside a writer (WAL) unless other machines may be among them."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA journal_mode = {'DELETE' if find_network(path) else 'WAL'}")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def give_back_room(path: Path) -> None:
    """Let a file be as small as what is in it, which a revision leaves it larger than.

    Nothing is lost where that cannot be: somebody else has it open, or the disk has no room for a second one.
    """
    with suppress(sqlite3.OperationalError), closing(open_connection(path, WAIT)) as connection:
        connection.execute("VACUUM")
