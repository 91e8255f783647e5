"""Opening the file of a register by the driver of SQLite: checked before it is opened, and opened as it may be."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.masks import mask_word
from ctrack.store.faults import NO_ROOM, has_no_room
from ctrack.store.register_places import Place
from ctrack.store.taught_functions import teach

# Bytes that one value of a file may have, so that none fills the memory; 200,000 changes of a command have less.
LONGEST_VALUE = 1 << 27


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


def check_place(place: Place) -> None:
    """Refuse the place of a file that cannot be a register."""
    assert place.path is not None
    try:
        check_file(place.path, place.named)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise failures.DiskFull(path=place.shown) from error
        raise failures.DatabaseUnreadable(path=place.path, detail=error.strerror or error) from error


def choose_mode(path: Path) -> str:
    """How SQLite is to open the file: to write, or where that is forbidden to read, making no file beside it.

    Beside a file with a log (WAL) somebody may be writing; one without has none to wait for.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"


def open_connection(path: Path, wait: float) -> sqlite3.Connection:
    """A connection to a file as every command has it."""
    connection = connect_to_file(path, choose_mode(path), wait)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    teach(connection)
    return connection


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
