"""Reading the register that is to be taken in: a copy of it, in this layout, proven before it is read.

The register itself is only read, and stays as it is to the last byte.
"""

from __future__ import annotations

import gzip
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import DatabaseFailure, DatabaseForeign, Failure, Message, Refused, marked
from ctrack.services.backups import know_layout, open_layout
from ctrack.services.layout_upgrades import upgrade_register
from ctrack.services.restores import move_register
from ctrack.services.verification import verify_register
from ctrack.store.archives import GZIP, SQLITE, unpack
from ctrack.store.damage import find_in_file
from ctrack.store.engine import open_engine
from ctrack.store.faults import explained
from ctrack.store.journal import EntryHead, find_break, read_last
from ctrack.store.new_files import ENDINGS
from ctrack.store.register_files import make_uri
from ctrack.store.register_places import Place, read_place
from ctrack.store.tables import SCHEMA_REVISION
from ctrack.store.work import SNAPSHOT, Register

# Seconds that a register which somebody writes to is waited for.
PATIENCE = 30.0


class OtherMissing(Failure):
    exit_code = ExitCode.NOT_FOUND
    message = marked("There is no register at {path}. Name the file of the other register.")


class NoRegister(Refused):
    message = marked(
        "{path} is no register of ctrack, so that nothing was merged. A table is taken in by 'ctrack import'."
    )


class OtherDamaged(Failure):
    exit_code = ExitCode.INTEGRITY
    spoken = ("detail",)
    message = marked("The register {path} is damaged ({detail}), so that nothing was merged. Take a backup of it.")


class OtherUnreadable(Refused):
    spoken = ("detail",)
    message = marked("The register {path} cannot be read: {detail}. Nothing was merged.")


class SameRegister(Refused):
    message = marked("{path} is this very register: there is nothing to merge. Name the register of the other machine.")


@contextmanager
def open_other(named: Place, own: Place, head: EntryHead) -> Iterator[tuple[Connection, int]]:
    """A connection to a copy of another register in this layout, and the number of its own last entry."""
    refuse_same(named, own)
    with tempfile.TemporaryDirectory(prefix="ctrack-merge-") as folder:
        draft = Path(folder) / "register.db"
        copy_other(named, draft)
        last = prove(draft, named.shown, head)
        place = read_place(str(draft))
        engine = open_engine(place)
        try:
            with explained(named.shown), Register(place, engine).connect(SNAPSHOT) as connection:
                yield connection, last
        finally:
            engine.dispose()


def refuse_same(named: Place, own: Place) -> None:
    """Refuse the register itself, by whatever name."""
    if named.path is None or own.path is None:
        is_same = named.path is own.path and named.url == own.url
    else:
        is_same = own.path.exists() and named.path.exists() and named.path.samefile(own.path)
    if is_same:
        raise SameRegister(path=named.shown)


def copy_other(named: Place, draft: Path) -> None:
    """Copy another register as it stands at one moment, packed or not, whoever writes to it meanwhile."""
    path = named.path
    if path is None:
        move_register(named, read_place(str(draft)))
        return
    if not path.exists():
        raise OtherMissing(path=named.shown)
    if not path.is_file():
        raise NoRegister(path=named.shown)
    try:
        with path.open("rb") as stream:
            start = stream.read(len(SQLITE))
        if start.startswith(GZIP):
            unpack(path, draft)
        elif start != SQLITE:
            raise NoRegister(path=named.shown)
        else:
            copy_file(path, draft)
    except (sqlite3.DatabaseError, gzip.BadGzipFile, EOFError) as error:
        raise OtherDamaged(path=named.shown, detail=str(error).rstrip(".")) from error
    except OSError as error:
        raise OtherUnreadable(path=named.shown, detail=error.strerror or str(error)) from error


def copy_file(path: Path, draft: Path) -> None:
    """Copy a file of SQLite without writing to it; one without a log is read as it is, and makes none."""
    log = path.with_name(path.name + ENDINGS[1])
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    with closing(sqlite3.connect(make_uri(path, mode), uri=True, timeout=PATIENCE)) as reading:
        reading.execute("PRAGMA trusted_schema = OFF")
        with closing(sqlite3.connect(draft)) as writing:
            reading.backup(writing)


def prove(draft: Path, shown: str, head: EntryHead) -> int:
    """Bring the copy to this layout and check all of it; the number of the last entry that it came with."""
    place = read_place(str(draft))
    try:
        with open_layout(place) as (connection, layout):
            broken = find_break(connection) if layout == know_layout(connection, place) else None
            last = read_last(connection)[0]
        if broken is not None:
            raise OtherDamaged(path=shown, detail=Message(marked("entry {number} differs"), {"number": broken}))
        if layout != SCHEMA_REVISION:
            upgrade_register(place, head, draft.parent)
        damage = find_in_file(draft)
        if damage is not None:
            raise OtherDamaged(path=shown, detail=damage.describe())
        with open_layout(place) as (connection, _layout):
            verdict = verify_register(connection)
            number = verdict.entry
    except DatabaseForeign as error:
        raise NoRegister(path=shown) from error
    except DatabaseFailure as error:
        error.facts = {**error.facts, "path": shown}
        raise
    if number is not None:
        raise OtherDamaged(path=shown, detail=Message(marked("entry {number} differs"), {"number": number}))
    return last
