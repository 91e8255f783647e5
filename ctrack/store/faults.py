"""The one place that turns an error of a database driver into a failure with a sentence."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ctrack.domain import failures
from ctrack.domain.failures import Failure, Message, marked

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

# What SQLite says of a statement that is beyond its limits (https://sqlite.org/limits.html); PostgreSQL has class 54.
BEYOND_LIMITS = (
    "Expression tree is too large",
    "pattern too complex",
    "too many SQL variables",
    "parser stack overflow",
)
# What Python says of bytes in a column of texts.
NO_TEXT = "Could not decode to UTF-8"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PROBE_BYTES = 65536
# "ctrk" in PRAGMA application_id says that a file is ours.
APPLICATION_ID = 0x6374726B


def explain_sqlite(error: sqlite3.Error, path: str, seconds: int = 0) -> Failure | None:
    """The failure that an error of SQLite stands for; None where it is our own mistake."""
    from ctrack.store.server_faults import AskedTooMuch, first_line

    name = getattr(error, "sqlite_errorname", "") or ""
    detail = first_line(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return failures.DatabaseLocked(path=path, seconds=seconds)
    if name.startswith("SQLITE_FULL"):
        return failures.DiskFull(path=path)
    if name in ("SQLITE_IOERR", "SQLITE_IOERR_WRITE") and is_limited():
        return failures.DiskFull(path=path)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")) and has_no_room(path):
        return failures.DiskFull(path=path)
    if name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_READONLY")):
        return failures.DatabaseUnwritable(path=path, detail=detail)
    if name.startswith("SQLITE_TOOBIG") or any(limit in detail for limit in BEYOND_LIMITS):
        return AskedTooMuch()
    if name.startswith("SQLITE_NOTADB"):
        return (failures.DatabaseDamaged if is_marked(path) else failures.DatabaseForeign)(path=path, detail=detail)
    if detail.startswith(NO_TEXT):
        column = detail.removeprefix(NO_TEXT).partition("'")[2].partition("'")[0]
        no_text = marked("the column {column} holds what is not UTF-8 text")
        return failures.TextDamaged(path=path, detail=Message(no_text, {"column": column}))
    if name.startswith("SQLITE_CORRUPT"):
        return failures.DatabaseDamaged(path=path, detail=detail)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return failures.DatabaseUnreadable(path=path, detail=detail)
    return None


def explain_value(error: DBAPIError, path: str) -> Failure | None:
    """The failure of a value that is too large to be read; one that is too large to be written is another matter."""
    is_too_big = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_TOOBIG"
    if is_too_big and (error.statement or "").lstrip().startswith(("SELECT", "WITH")):
        detail = Message(marked("a value in it is larger than any that ctrack writes"))
        return failures.DatabaseDamaged(path=path, detail=detail)
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


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Whatever the database says within is told as a failure that names `path`, and how long was waited for a lock."""
    began = time.monotonic()
    try:
        yield
    except Failure:
        raise
    except Exception as error:
        failure = explain(error, path, round(time.monotonic() - began))
        if failure is None:
            raise
        raise failure from error


def explain(error: Exception, path: str, seconds: int) -> Failure | None:
    """The failure that an error stands for; None where it is our own mistake.

    What SQLAlchemy may raise is looked up only once something went wrong: most of what is done needs none of it.
    """
    from sqlalchemy.exc import DBAPIError, NoSuchModuleError

    from ctrack.store.server_faults import explain_server, first_line

    match error:
        case DBAPIError(orig=sqlite3.Error() as orig):
            return explain_value(error, path) or explain_sqlite(orig, path, seconds)
        case DBAPIError():
            return explain_server(error, path, seconds)
        case NoSuchModuleError() | ModuleNotFoundError():
            return failures.DriverMissing(extra="postgres")
        case sqlite3.Error():
            return explain_sqlite(error, path, seconds)
        case UnicodeEncodeError():
            character = f"U+{ord(error.object[error.start]):04X}"
            return failures.TextNotStorable(what="text", character=character)
        case json.JSONDecodeError():
            return failures.DatabaseDamaged(path=path, detail=first_line(error))
        case OSError() if error.errno in NO_ROOM:
            return failures.DiskFull(path=path)
    return None
