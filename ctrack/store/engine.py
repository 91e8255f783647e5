"""Opening the database: a file of SQLite or a server of PostgreSQL, checked before anything is read.

A file is never made by opening it, and never migrated by opening it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)
from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.masks import holds_secret, list_secrets, mask_word, mend_address
from ctrack.domain.shell_words import name_register
from ctrack.store.code_order import teach_order
from ctrack.store.faults import APPLICATION_ID, NO_ROOM, explained, has_no_room
from ctrack.store.file_systems import find_network
from ctrack.store.guards import SCHEMA, find_strange
from ctrack.store.new_files import claim_file
from ctrack.store.server_address import has_several_hosts, read_address
from ctrack.store.tables import SCHEMA_REVISION
from ctrack.store.turns import WAIT, begin

# What libpq is told: that we speak UTF-8 whatever a user's environment says, and after how long a server is taken for
# lost, in seconds, and of what it did not acknowledge in milliseconds.
TOLD = {
    "client_encoding": "utf8",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60000,
}
# Bytes that one value of a file may have, so that none fills the memory; 200,000 changes of a command have less.
LONGEST_VALUE = 1 << 27
# Arabic stays Arabic, for whoever looks into the file with other tools.
write_json = json.JSONEncoder(ensure_ascii=False).encode


def no_password() -> None:
    """Of nobody is a password known."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the register is: `argument` as the user wrote it, and either a path or the address of a server.

    `is_typed` where it was named on the command line. `find_password` is asked where the address holds no password.
    """

    argument: str
    path: Path | None
    url: str
    is_typed: bool = True
    find_password: Callable[[], str | None] = no_password

    @property
    def shown(self) -> str:
        """The place for a sentence, without a password."""
        return mask_word(str(self.path) if self.path else self.argument)

    @property
    def database(self) -> str:
        """The database of a server that is named; "" where none is."""
        return "" if self.path else make_url(self.url).database or ""

    def on_database(self, name: str) -> Place:
        """Another database of the same server."""
        return replace(self, url=make_url(self.url).set(database=name).render_as_string(hide_password=False))

    @property
    def has_several_hosts(self) -> bool:
        """Whether one of several servers is to be found, of which another may take over."""
        return self.path is None and has_several_hosts(make_url(self.url))

    @property
    def named(self) -> str:
        """The words of a command line that name it again, and that a shell can be given as they are.

        A password is not printed: an address that holds one, and is not typed, is where it was, and needs no words.
        """
        if self.path is not None:
            # A shell leaves a tilde alone within quotation marks.
            word = str(self.path) if self.argument.startswith("~") else self.argument
        elif holds_secret(self.argument) and not self.is_typed:
            return "ctrack"
        else:
            word = self.argument
        return f"ctrack --db {name_register(word)}"

    def find_arguments(self) -> dict[str, str]:
        """What the driver is given beside the address: the password, where that holds none and one is found."""
        password = None if any(list_secrets(self.url)) else self.find_password()
        return {"password": password} if password else {}


def read_place(argument: str, *, is_typed: bool = True, find_password: Callable[[], str | None] = no_password) -> Place:
    """The place that `--db` names: a path, or a URL such as postgresql://host/name or sqlite:///path."""
    if "://" not in argument:
        path = Path(os.path.expanduser(argument)).absolute()
        return Place(argument, path, f"sqlite:///{path}")
    address = mend_address(argument)
    try:
        url = read_address(address)
    except (ArgumentError, ValueError):
        # The error of SQLAlchemy repeats the address.
        failure = failures.DatabaseUnreadable(path=mask_word(argument), detail=Message(marked("it is no address")))
        raise failure from None
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "commitments.db").absolute()
        return Place(argument, path, f"sqlite:///{path}")
    place = Place(argument, None, url.render_as_string(hide_password=False), is_typed, find_password)
    if url.get_backend_name() != "postgresql":
        known = Message(marked("it must be a file or an address that begins with postgresql://"))
        raise failures.DatabaseUnreadable(path=place.shown, detail=known)
    return place


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
    engine = create_engine(given, isolation_level="READ COMMITTED", json_serializer=write_json, connect_args=settings)
    event.listen(engine, "begin", begin)
    return engine


def check_file(path: Path, named: str) -> None:
    """Refuse what cannot be a database before SQLite is asked; `named` are the words that name it again."""
    if path.is_dir():
        raise failures.DatabaseUnreadable(path=path, detail=Message(marked("it is a folder")))
    if not path.exists():
        raise failures.DatabaseMissing(path=mask_word(str(path)), command=f"'{named} init'")
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


def open_file(path: Path, wait: float = WAIT) -> Engine:
    """An engine over one file, which takes the write lock at the beginning of a writing transaction."""

    def connect() -> sqlite3.Connection:
        connection = connect_to_file(path, choose_mode(path), wait)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        teach_order(connection)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, json_serializer=write_json)
    event.listen(engine, "begin", begin)
    return engine


def connect_to_file(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    """A connection that can read: where a full disk has no room for shared memory, one that needs none.

    Without a log nothing is missed by a file that is taken for unchanging; with one it is read by this process alone.
    """
    connection = sqlite3.connect(make_uri(path, mode), uri=True, isolation_level=None, timeout=wait)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        if not has_no_room(str(path)):
            return connection
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if not log.exists() or not log.stat().st_size:
            return sqlite3.connect(make_uri(path, "immutable=1"), uri=True, isolation_level=None)
        connection = sqlite3.connect(make_uri(path, mode), uri=True, isolation_level=None, timeout=wait)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    except sqlite3.DatabaseError:
        # What is wrong with it is told by whoever reads it.
        return connection
    return connection


def make_uri(path: Path, mode: str) -> str:
    """The address of a file as SQLite takes it."""
    return f"file://{quote(os.fsencode(path))}?{mode}"


def prepare_file(engine: Engine, path: Path) -> None:
    """Mark a new file as ours, and let readers work beside a writer (WAL) unless other machines may be among them."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA journal_mode = {'DELETE' if find_network(path) else 'WAL'}")
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
            raise failures.DatabaseMissing(path=place.shown, command=f"'{place.named} init'")
        refuse_unmarked(connection, place)
        raise failures.DatabaseForeign(path=place.shown)
    if found < SCHEMA_REVISION:
        raise failures.DatabaseTooOld(path=place.shown, found=found)
    if found > SCHEMA_REVISION:
        raise failures.DatabaseTooNew(path=place.shown, found=found)
    if place.path is not None:
        refuse_strange(connection, place)


def refuse_unmarked(connection: Connection, place: Place) -> None:
    """Refuse as damaged what is no register by its mark, and is one by all else."""
    names = {name for _kind, name in connection.execute(text(SCHEMA))}
    if {"undertaking", "journal", "status_update"} <= names:
        detail = Message(marked("what says that it is a register, or of which layout, is gone"))
        raise failures.DatabaseDamaged(path=place.shown, detail=detail)


def refuse_strange(connection: Connection, place: Place) -> None:
    """Refuse a file in which something of ours is missing, or in which something stands that is not ours."""
    strange = find_strange(connection, to_write=connection.get_execution_options().get("ctrack_writes", False))
    if strange is not None:
        facts = {"table": strange[0], "what": strange[1]}
        raise failures.DatabaseDamaged(path=place.shown, detail=Message(marked("{table}: {what}"), facts))


def explained_as_foreign(error: DBAPIError, place: Place) -> Exception:
    """DatabaseForeign where an error says that a table of ours is not there, else the error itself."""
    if "no such table" in str(error.orig) or "does not exist" in str(error.orig):
        return failures.DatabaseForeign(path=place.shown)
    return error
