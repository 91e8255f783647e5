"""Reading a register by the driver alone, with statements that SQLAlchemy made before (`store/kept_statements`).

A file of SQLite is read here, a server of PostgreSQL in `store/server_readings`.

It serves what reads and nothing else, and hands on whatever is unusual: then SQLAlchemy's own connection reads.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from operator import itemgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from ctrack.domain.failures import (
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseUnreadable,
    Failure,
)
from ctrack.store.guards import SEARCH
from ctrack.store.kept_statements import Statement, find_statement, keep_statement, make_key
from ctrack.store.layout_checks import check_revision
from ctrack.store.plain_addresses import read_plain
from ctrack.store.register_files import check_file, open_connection
from ctrack.store.register_places import Place
from ctrack.store.row_readers import name_rows, read_values
from ctrack.store.sketches import Sketch, Unkeyable, write_shape
from ctrack.store.units import UnitOfWork

if TYPE_CHECKING:
    from ctrack.store.sql import Connection

Answer = TypeVar("Answer")
# Seconds to wait for a file that somebody locks; the ordinary way waits for as long as it is told to.
PATIENCE = 0.2
PERMITTED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
ASKED = {"application_id", "data_version"}


class Unusual(BaseException):
    """What is asked has to be read in the ordinary way; nothing that is suppressed as a failure may hide it."""


def may_read(place: Place) -> bool:
    """Whether a register may be read so: by a program that has not loaded SQLAlchemy for something else."""
    return "sqlalchemy" not in sys.modules and (place.path is not None or read_plain(place.url) is not None)


def read_file(place: Place) -> AbstractContextManager[UnitOfWork]:
    """A unit of work that only reads a file."""
    return read_by(open_file, place)


@contextmanager
def read_by(open_reading: Callable[[Place], AbstractContextManager[Reading]], place: Place) -> Iterator[UnitOfWork]:
    """A unit of work that only reads, and sees one state throughout; Unusual where it is not for this to serve."""
    with handing_on(), open_reading(place) as reading:
        connection = cast(Any, reading)
        check_revision(connection, place)
        yield UnitOfWork(connection)


def read_beneath(connection: Connection, work: Callable[[UnitOfWork], Answer]) -> Answer:
    """Do work that reads by the driver of a connection of SQLAlchemy, in its transaction; else by that connection.

    So the past, which SQLAlchemy has laid before the register, is read as the register is.
    """
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        try:
            with suppress(Unusual), handing_on():
                return work(UnitOfWork(cast(Any, Reading(driver))))
        finally:
            driver.set_authorizer(None)
    return work(UnitOfWork(connection))


@contextmanager
def handing_on() -> Iterator[None]:
    """Whatever goes wrong within is Unusual, but for what the user is to be told."""
    try:
        yield
    except (DatabaseDamaged, DatabaseForeign, DatabaseMissing, DatabaseUnreadable) as error:
        raise Unusual from error
    except Failure:
        raise
    except Exception as error:
        # A value that no column holds, a row that must be there, an error of the driver: the ordinary way names it.
        raise Unusual from error


@contextmanager
def open_file(place: Place) -> Iterator[Reading]:
    """A connection to a file, in a transaction that shows one state and lets nothing be written."""
    assert place.path is not None
    check_file(place.path, place.named)
    with closing(open_connection(place.path, PATIENCE)) as driver:
        driver.execute("PRAGMA query_only = ON")
        driver.execute("BEGIN")
        yield Reading(driver)


class Reading:
    """What services use of a connection of SQLAlchemy, over a connection of the driver."""

    dialect = SimpleNamespace(name="sqlite")

    def __init__(self, driver: sqlite3.Connection) -> None:
        self.driver = driver
        self.has_index = False
        driver.set_authorizer(self.permit)

    def permit(self, action: int, first: str | None, second: str | None, *_places: str | None) -> int:
        """SQLite asks before it runs anything: reading is permitted."""
        is_asked = action == sqlite3.SQLITE_PRAGMA and first in ASKED and second is None
        return sqlite3.SQLITE_OK if action in PERMITTED or is_asked else sqlite3.SQLITE_DENY

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Unusual(name)

    def get_execution_options(self) -> Mapping[str, Any]:
        """There are none."""
        return {}

    def execute(self, statement: Any, given: Mapping[str, Any] | None = None) -> Result:
        """What a statement gives."""
        written = find_text(statement)
        if written is not None:
            cursor = self.driver.execute(written, given or {})
            names = tuple(column[0] for column in cursor.description or ())
            return Result(cursor, names, ("",) * len(names))
        if not isinstance(statement, Sketch):
            raise Unusual("a statement that is no sketch")
        found, values = find_made(statement)
        if SEARCH in found.sql and not self.has_index:
            self.open_index()
        return Result(self.driver.execute(found.sql, found.bind(values, given)), found.columns, found.kinds)

    def fetch(self, statement: Any) -> Result:
        """What a statement gives that is long, and beside which others are asked."""
        return self.execute(statement)

    def open_index(self) -> None:
        """Let SQLite make its own of the search index, of which it declares a table; that is no reading."""
        self.driver.set_authorizer(None)
        self.driver.execute(f"SELECT rowid FROM {SEARCH} LIMIT 0")
        self.driver.set_authorizer(self.permit)
        self.has_index = True

    def scalar(self, statement: Any, given: Mapping[str, Any] | None = None) -> Any:
        """The first value of the first row, None without one."""
        return self.execute(statement, given).scalar()

    def scalars(self, statement: Any, given: Mapping[str, Any] | None = None) -> Result:
        """The first value of each row."""
        return self.execute(statement, given).scalars()


def find_text(statement: Any) -> str | None:
    """The SQL of a statement that is written in SQL; None for any other."""
    if isinstance(statement, Sketch) and statement.verb == "call" and statement.parts[0].parts[-1] == "text":
        return str(statement.parts[1][0])
    return None


def find_made(sketch: Sketch, engine: str = "") -> tuple[Statement, list[Any]]:
    """The statement of a sketch, as it is kept or made now, and the values in it."""
    try:
        shape, values = write_shape(sketch)
    except Unkeyable as error:
        raise Unusual from error
    key = make_key(shape, engine)
    found = find_statement(key, engine)
    if found is None:
        from ctrack.store.compilations import Unkeepable, compile_sketch

        try:
            found = compile_sketch(sketch, engine)
        except Unkeepable as error:
            raise Unusual from error
        keep_statement(key, found)
    return found, values


class Result:
    """The rows of a statement, as those of SQLAlchemy are asked for."""

    def __init__(self, cursor: Iterable[Any], names: tuple[str, ...], kinds: tuple[str, ...]) -> None:
        self.names = names
        self.cursor = cursor
        self.kinds = kinds
        self.rows = name_rows(read_values(cursor, kinds), names)

    def __iter__(self) -> Iterator[Any]:
        return self.rows

    def keys(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.names

    def scalars(self) -> Result:
        """The first value of each row, and not the row."""
        self.rows = map(itemgetter(0), self.rows)
        return self

    def all(self) -> list[Any]:
        """Every row."""
        return list(self.rows)

    def first(self) -> Any:
        """The first row, None without one."""
        return next(self.rows, None)

    def one_or_none(self) -> Any:
        """The only row, None without one."""
        found = self.all()
        if len(found) > 1:
            raise Unusual("more rows than one")
        return found[0] if found else None

    def one(self) -> Any:
        """The only row."""
        found = self.one_or_none()
        if found is None:
            raise Unusual("no row")
        return found

    def scalar(self) -> Any:
        """The first value of the first row, None without one."""
        row = self.first()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        """The only value."""
        return self.one()[0]
