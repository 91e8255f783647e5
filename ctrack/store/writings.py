"""Writing to a file of SQLite by the driver alone, as `store/readings` reads: for what is done every day.

A server is written to so in `store/server_writings`. What writes are statements that came with the program; none of a
user's cache may do more than read. Whatever is unusual is undone and handed on, before anything of it is kept: then
SQLAlchemy's own connection does the work from the start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from functools import cache
from typing import Any, cast

from ctrack.domain.failures import (
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseUnreadable,
    Failure,
)
from ctrack.store.kept_statements import Statement, find_shipped, make_key
from ctrack.store.layout_checks import check_revision
from ctrack.store.plain_rows import PlainUnit
from ctrack.store.readings import Reading, Result, Unusual, find_text
from ctrack.store.register_files import check_file, open_connection
from ctrack.store.register_places import Place
from ctrack.store.sketches import Sketch, write_shape
from ctrack.store.turns import Wait, ask_for_lock, is_busy
from ctrack.store.units import UnitOfWork

# What may be done to which tables by the statements that write.
PERMITTED = {
    sqlite3.SQLITE_INSERT: {"status_update", "occurrence", "journal"},
    sqlite3.SQLITE_UPDATE: {"undertaking", "occurrence"},
}


class Writing(Reading):
    """A connection that reads as any other, and writes by what came with the program."""

    is_writing = False

    def permit(self, action: int, first: str | None, second: str | None, *places: str | None) -> int:
        """SQLite asks before it runs anything: a statement of ours may change what it is there to change."""
        if self.is_writing and first in PERMITTED.get(action, ()):
            return sqlite3.SQLITE_OK
        return super().permit(action, first, second, *places)

    def get_execution_options(self) -> Mapping[str, Any]:
        """It is there to write."""
        return {"ctrack_writes": True}

    def execute(self, statement: Any, given: Mapping[str, Any] | None = None) -> Result:
        """What a statement gives; a sketch that is given its values apart is one that writes."""
        if given is None or not isinstance(statement, Sketch) or find_text(statement) is not None:
            return super().execute(statement, given)
        found = find_writing(statement)
        self.is_writing = True
        try:
            return Result(self.driver.execute(found.sql, found.bind((), given)), found.columns, found.kinds)
        finally:
            self.is_writing = False


@cache
def find_writing(sketch: Sketch, engine: str = "") -> Statement:
    """The statement of a sketch without values, as it came with the program; Unusual where none did."""
    shape, values = write_shape(sketch)
    found = find_shipped(make_key(shape, engine), engine=engine)
    if found is None or values:
        raise Unusual("no statement that came with the program")
    return found


def write_file(place: Place, wait: Wait, moment: datetime, work: Callable[[UnitOfWork], bool]) -> None:
    """Do work in a transaction of one's own, in turn, and commit it where it says so.

    Unusual where it is not for this to serve; what others keep one waiting for, and what goes wrong as it is committed,
    is told as it is.
    """
    assert place.path is not None
    with closing(open_to_write(place, wait)) as driver:
        if do_work(Writing(driver), place, moment, work):
            driver.set_authorizer(None)
            driver.execute("COMMIT")


def open_to_write(place: Place, wait: Wait) -> sqlite3.Connection:
    """A connection to the file that has its turn to write."""
    assert place.path is not None
    try:
        check_file(place.path, place.named)
        driver = open_connection(place.path, wait.seconds)
    except (Failure, OSError, sqlite3.Error) as error:
        raise Unusual from error
    try:
        ask_for_lock(driver, wait)
    except BaseException as error:
        driver.close()
        if isinstance(error, sqlite3.Error) and not is_busy(error):
            raise Unusual from error
        raise
    return driver


def do_work(writing: Reading, place: Place, moment: datetime, work: Callable[[UnitOfWork], bool]) -> bool:
    """Do the work up to its last statement; whether it is to be committed."""
    try:
        connection = cast(Any, writing)
        check_revision(connection, place)
        return work(PlainUnit(connection, moment=moment))
    except (DatabaseDamaged, DatabaseForeign, DatabaseMissing, DatabaseUnreadable) as error:
        raise Unusual from error
    except Failure:
        raise
    except Exception as error:
        # What the driver refuses, or what these rows do not have: the ordinary way does it, or names it.
        raise Unusual from error
