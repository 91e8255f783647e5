"""The one place that turns an error of a database driver into a failure with a sentence."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from ctrack.domain import failures
from ctrack.domain.failures import Failure

# SQLSTATE: serialization failure, deadlock; and two who took the same next number of the journal.
RETRIED_STATES = ("40001", "40P01", "23505")


def first_line(error: BaseException) -> str:
    """What the driver said, without its tail of hints."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def is_worth_retrying(error: DBAPIError) -> bool:
    """Whether the same work may succeed when it is done again from the start."""
    return getattr(error.orig, "sqlstate", None) in RETRIED_STATES


def explain_sqlite(error: sqlite3.Error, path: str) -> Failure | None:
    """The failure that an error of SQLite stands for; None where it is our own mistake."""
    name = getattr(error, "sqlite_errorname", "") or ""
    detail = first_line(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return failures.DatabaseLocked(path=path)
    if name.startswith("SQLITE_FULL"):
        return failures.DiskFull(path=path)
    if name.startswith("SQLITE_IOERR"):
        return (
            failures.DiskFull(path=path)
            if is_disk_full(path)
            else failures.DatabaseUnreadable(path=path, detail=detail)
        )
    if name.startswith("SQLITE_NOTADB"):
        return failures.DatabaseForeign(path=path)
    if name.startswith("SQLITE_CORRUPT"):
        return failures.DatabaseDamaged(path=path, detail=detail)
    if name.startswith("SQLITE_READONLY"):
        return failures.DatabaseUnwritable(path=path, detail=detail)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return failures.DatabaseUnreadable(path=path, detail=detail)
    return None


def is_disk_full(path: str) -> bool:
    """Whether the disk that holds `path` has no room left."""
    try:
        space = os.statvfs(os.path.dirname(os.path.abspath(path)))
    except OSError:
        return False
    return space.f_bavail == 0


def explain_server(error: DBAPIError, path: str) -> Failure | None:
    """The failure that an error of a database server stands for; None where it is our own mistake."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or state.startswith(("08", "28", "57P", "3D")) or not state:
        return failures.ServerUnreachable(path=path, detail=first_line(error.orig or error))
    if state in RETRIED_STATES or state == "55P03":
        return failures.DatabaseLocked(path=path)
    if state == "53100":
        return failures.DiskFull(path=path)
    if state in ("25006", "42501"):
        return failures.DatabaseUnwritable(path=path, detail=first_line(error.orig or error))
    return None


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Whatever the database says within is told as a failure that names `path`."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            failure = explain_sqlite(error.orig, path)
        else:
            failure = explain_server(error, path)
        if failure is None:
            raise
        raise failure from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise failures.DriverMissing(extra="postgres") from error
    except sqlite3.Error as error:
        failure = explain_sqlite(error, path)
        if failure is None:
            raise
        raise failure from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise failures.DiskFull(path=path) from error
        raise
    except SQLAlchemyError:
        raise
