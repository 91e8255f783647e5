"""The one place that turns an error of a database driver into a failure with a sentence."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import DataError, DBAPIError, NoSuchModuleError

from ctrack.domain import failures
from ctrack.domain.failures import Failure, Refused, marked

# SQLSTATE: serialization failure, deadlock; and two who took the same next number of the journal.
RETRIED_STATES = ("40001", "40P01", "23505")
# What SQLite says of a statement that is beyond its limits (https://sqlite.org/limits.html); PostgreSQL has class 54.
BEYOND_LIMITS = (
    "Expression tree is too large",
    "pattern too complex",
    "too many SQL variables",
    "parser stack overflow",
)
# SQLSTATE: the connection or the server ended, is not ready yet, or has no room for one more.
LOST_STATES = ("08", "57P01", "57P02", "57P03", "53300", "25P03")
# libpq gives no SQLSTATE for a connection that did not come about. These pass, and what is none of them may not.
PASSING = (
    "too many",
    "remaining connection slots",
    "starting up",
    "shutting down",
    "recovery mode",
    "not yet accepting",
)
GONE = ("Connection refused", "timeout expired", "No route to host", "Connection timed out", "reset by peer",
        "closed the connection", "No such file or directory", "session is read-only", "Network is unreachable",
        "connection is bad", "not in hot standby mode", "in hot standby mode", "read-write")  # fmt: skip
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PROBE_BYTES = 65536
# "ctrk" in PRAGMA application_id says that a file is ours.
APPLICATION_ID = 0x6374726B


class AskedTooMuch(Refused):
    message = marked("This is more than the database can be asked at once; filter for less at a time.")


def first_line(error: BaseException) -> str:
    """What the driver said, without its tail of hints."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def is_worth_retrying(error: DBAPIError) -> bool:
    """Whether the same work may succeed when it is done again from the start."""
    return getattr(error.orig, "sqlstate", None) in RETRIED_STATES


def is_lost(error: DBAPIError, *, is_looked_for: bool) -> bool:
    """Whether no server works with us now, and one may soon; where it is looked for, also if none answers."""
    if isinstance(error.orig, sqlite3.Error):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or (state and state.startswith(LOST_STATES)):
        return True
    words = str(error.orig)
    return not state and any(word in words for word in (*PASSING, *(GONE if is_looked_for else ())))


def explain_sqlite(error: sqlite3.Error, path: str, seconds: int = 0) -> Failure | None:
    """The failure that an error of SQLite stands for; None where it is our own mistake."""
    name = getattr(error, "sqlite_errorname", "") or ""
    detail = first_line(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return failures.DatabaseLocked(path=path, seconds=seconds)
    if name.startswith("SQLITE_FULL"):
        return failures.DiskFull(path=path)
    if name == "SQLITE_IOERR_WRITE" and is_limited():
        return failures.DiskFull(path=path)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and has_no_room(path):
        return failures.DiskFull(path=path)
    if name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_READONLY")):
        return failures.DatabaseUnwritable(path=path, detail=detail)
    if name.startswith("SQLITE_TOOBIG") or any(limit in detail for limit in BEYOND_LIMITS):
        return AskedTooMuch()
    if name.startswith("SQLITE_NOTADB"):
        return (failures.DatabaseDamaged if is_marked(path) else failures.DatabaseForeign)(path=path, detail=detail)
    if name.startswith("SQLITE_CORRUPT"):
        return failures.DatabaseDamaged(path=path, detail=detail)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return failures.DatabaseUnreadable(path=path, detail=detail)
    return None


def is_marked(path: str) -> bool:
    """Whether a file that SQLite takes for no database has the mark of a register where SQLite keeps it (byte 68)."""
    with suppress(OSError), open(path, "rb") as stream:
        return stream.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
    return False


def has_no_room(path: str) -> bool:
    """Whether nothing can be written beside `path` for want of room or of quota.

    SQLite tells only the first of these apart from other errors, and not everywhere, so it is tried out.
    """
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=os.path.dirname(path)) as probe:
            probe.write(bytes(PROBE_BYTES))
            probe.flush()
    except OSError as error:
        return error.errno in NO_ROOM
    return False


def is_limited() -> bool:
    """Whether this process may not let a file grow as it likes (ulimit -f)."""
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


def explain_server(error: DBAPIError, path: str, seconds: int = 0) -> Failure | None:
    """The failure that an error of a database server stands for; None where it is our own mistake."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if not state and isinstance(error, DataError):
        return failures.TextNotStorable(what="text", character="U+0000")
    if error.connection_invalidated or state.startswith(("08", "28", "57P", "3D")) or not state:
        return failures.ServerUnreachable(path=path, detail=first_line(error.orig or error))
    if state in RETRIED_STATES or state == "55P03":
        return failures.DatabaseLocked(path=path, seconds=seconds)
    if state == "53100":
        return failures.DiskFull(path=path)
    if state.startswith("54"):
        return AskedTooMuch()
    if state in ("25006", "42501"):
        return failures.DatabaseUnwritable(path=path, detail=first_line(error.orig or error))
    return None


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Whatever the database says within is told as a failure that names `path`, and how long was waited for a lock."""
    began = time.monotonic()
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            failure = explain_sqlite(error.orig, path, round(time.monotonic() - began))
        else:
            failure = explain_server(error, path, round(time.monotonic() - began))
        if failure is None:
            raise
        raise failure from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise failures.DriverMissing(extra="postgres") from error
    except sqlite3.Error as error:
        failure = explain_sqlite(error, path, round(time.monotonic() - began))
        if failure is None:
            raise
        raise failure from error
    except UnicodeEncodeError as error:
        character = f"U+{ord(error.object[error.start]):04X}"
        raise failures.TextNotStorable(what="text", character=character) from error
    except json.JSONDecodeError as error:
        raise failures.DatabaseDamaged(path=path, detail=first_line(error)) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise failures.DiskFull(path=path) from error
        raise
