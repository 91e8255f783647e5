"""Opening the database: a file of SQLite or a server of PostgreSQL, checked before anything is read.

A file is never made by opening it, and never migrated by opening it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shlex import quote as quote_word
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)
from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.store.code_order import teach_order
from ctrack.store.faults import NO_ROOM, explained
from ctrack.store.new_files import claim_file
from ctrack.store.tables import SCHEMA_REVISION

# "ctrk" in PRAGMA application_id says that a file is ours.
APPLICATION_ID = 0x6374726B
BUSY_MILLISECONDS = 5000
# Arabic stays Arabic, for whoever looks into the file with other tools.
write_json = partial(json.dumps, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the register is: `argument` as the user wrote it, and either a path or the address of a server."""

    argument: str
    path: Path | None
    url: str

    @property
    def shown(self) -> str:
        """The place for a sentence, without a password."""
        return str(self.path) if self.path else make_url(self.url).render_as_string(hide_password=True)


def read_place(argument: str) -> Place:
    """The place that `--db` names: a path, or a URL such as postgresql://host/name or sqlite:///path."""
    if "://" not in argument:
        path = Path(os.path.expanduser(argument)).absolute()
        return Place(argument, path, f"sqlite:///{path}")
    try:
        url = make_url(argument)
    except (ArgumentError, ValueError) as error:
        raise failures.DatabaseUnreadable(path=argument, detail=Message(marked("it is no address"))) from error
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "commitments.db").absolute()
        return Place(argument, path, f"sqlite:///{path}")
    place = Place(argument, None, argument)
    if url.get_backend_name() != "postgresql":
        known = Message(marked("it must be a file or an address that begins with postgresql://"))
        raise failures.DatabaseUnreadable(path=place.shown, detail=known)
    return place


def open_engine(place: Place, *, creates: bool = False, shown: str | None = None) -> Engine:
    """An engine for the place; for a file that is missing a failure, unless `creates`. Failures say what is `shown`."""
    with explained(shown or place.shown):
        if place.path is None:
            return create_engine(place.url, isolation_level="SERIALIZABLE", json_serializer=write_json)
        try:
            claim_file(place.path) if creates else check_file(place.path, place.argument)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            raise failures.DatabaseUnreadable(path=shown or place.path, detail=error.strerror or error) from error
        return open_file(place.path)


def check_file(path: Path, argument: str) -> None:
    """Refuse what cannot be a database before SQLite is asked."""
    if path.is_dir():
        raise failures.DatabaseUnreadable(path=path, detail=Message(marked("it is a folder")))
    if not path.exists():
        raise failures.DatabaseMissing(path=path, argument=quote_word(argument))
    if not os.access(path, os.R_OK):
        raise failures.DatabaseUnreadable(path=path, detail=Message(marked("permission denied")))
    if path.stat().st_size == 0:
        raise failures.DatabaseForeign(path=path)


def choose_mode(path: Path) -> str:
    """How SQLite is to open the file: to write, or where that is forbidden to read, making no file beside it.

    Beside a file with a log (WAL) somebody may be writing; one without has none to wait for.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"


def open_file(path: Path) -> Engine:
    """An engine over one file, which takes the write lock at the beginning of a writing transaction."""
    address = f"file://{quote(os.fsencode(path))}?{choose_mode(path)}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        teach_order(connection)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, json_serializer=write_json)
    event.listen(engine, "begin", begin_transaction)
    return engine


def begin_transaction(connection: Connection) -> None:
    """BEGIN IMMEDIATE for a writer, so that two of them queue up instead of failing half-way."""
    writes = connection.get_execution_options().get("ctrack_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare_file(engine: Engine) -> None:
    """Mark a new file as ours and let readers work beside a writer (WAL)."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def read_revision(connection: Connection) -> str | None:
    """The schema revision of the database, None where it is not one of ours."""
    if connection.dialect.name == "sqlite":
        if connection.scalar(text("PRAGMA application_id")) != APPLICATION_ID:
            return None
        known = connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"))
        return connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
    is_ours = "to_regclass('undertaking') IS NOT NULL AND to_regclass('alembic_version') IS NOT NULL"
    # Where access is arranged, a transaction begins by entering it: who sees a part reads views of that part.
    known, has_access = connection.execute(
        text(f"SELECT {is_ours}, to_regproc('ctrack_access.enter') IS NOT NULL")
    ).one()
    entered = ", ctrack_access.enter()" if has_access else ""
    return connection.scalar(text(f"SELECT version_num{entered} FROM alembic_version")) if known else None


def check_revision(connection: Connection, place: Place) -> None:
    """Go on only with a database of exactly this version's layout; nothing is migrated behind someone's back.

    Revisions are numbered ("0001", "0002" ...), so that an older one sorts first.
    """
    try:
        found = read_revision(connection)
    except DBAPIError as error:
        raise explained_as_foreign(error, place) from error
    if found is None:
        if place.path is None:
            raise failures.DatabaseMissing(path=place.shown, argument=quote_word(place.shown))
        raise failures.DatabaseForeign(path=place.shown)
    if found < SCHEMA_REVISION:
        raise failures.DatabaseTooOld(path=place.shown, found=found)
    if found > SCHEMA_REVISION:
        raise failures.DatabaseTooNew(path=place.shown, found=found)


def explained_as_foreign(error: DBAPIError, place: Place) -> Exception:
    """DatabaseForeign where an error says that a table of ours is not there, else the error itself."""
    if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
        return failures.DatabaseForeign(path=place.shown)
    return error
