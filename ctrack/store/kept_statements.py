"""Statements that SQLAlchemy made, as they are kept: those of everyday commands with the program, others by the user.

What is kept is SQL and how its values go in and out, found by the shape of its sketch. A file of the user's cache
counts only where nobody else can have written it, where it is small, and where its digest was taken over all of it.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from ctrack import __version__
from ctrack.domain.digests import sha256
from ctrack.domain.frozen import dataclass
from ctrack.store.change_texts import STORED
from ctrack.store.stand_ins import escape

SHIPPED = Path(__file__).with_name("statements.jsonl")
# The same for PostgreSQL, in a file of its own, so that nobody reads what is not for them.
SHIPPED_FOR_SERVERS = Path(__file__).with_name("server_statements.jsonl")
# What a statement is made of besides its sketch.
SOURCES = (
    "tables.py", "own_functions.py", "types.py", "compilations.py", "past.py", "told.py", "aims.py", "rounds.py",
    "retractions.py", "register_kinds.py", "register_records.py", "register_streams.py",
)  # fmt: skip
MOST_BYTES = 1 << 16
# So many statements are kept for one user; then the folder is emptied, and filled by what is asked.
MOST_KEPT = 1000
READS = ("SELECT", "WITH")
# What writes is taken from what came with the program alone.
WRITES = ("INSERT INTO ", "UPDATE ")


@dataclass(frozen=True, slots=True)
class Bind:
    """What a name in a statement is bound to: a value of the sketch by its place, or the same one always.

    What `given` names is given with the statement.
    """

    place: int | None
    fixed: str | int | float | None = None
    is_escaped: bool = False
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement for the driver, with the names of its columns and what is to be done to each."""

    sql: str
    binds: dict[str, Bind]
    columns: tuple[str, ...]
    kinds: tuple[str, ...]

    def bind(self, values: Sequence[Any], given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What the driver is given."""
        return {name: take(bind, values, given or {}) for name, bind in self.binds.items()}


def take(bind: Bind, values: Sequence[Any], given: Mapping[str, Any]) -> Any:
    """The value of one name, as SQLite stores it."""
    if bind.place is None and bind.given is None:
        return bind.fixed
    value = values[bind.place] if bind.place is not None else given[bind.given or ""]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, dict | list):
        return STORED.encode(value)
    return escape(value) if bind.is_escaped else value


def make_key(shape: str, engine: str = "") -> str:
    """The name of a shape, for SQLite or for an engine that is named."""
    return sha256(f"{engine}{shape}".encode()).hexdigest()[:40]


def write_line(key: str, statement: Statement) -> str:
    """A statement as it is kept, with a digest over all of it."""
    told = json.dumps([key, asdict(statement)], sort_keys=True, ensure_ascii=False)
    return f"{key} {sha256(told.encode()).hexdigest()} {told}"


def read_line(key: str, line: str, verbs: tuple[str, ...] = READS) -> Statement | None:
    """The statement of a line; None where it is not what was written, or begins with none of the verbs."""
    with suppress(ValueError, KeyError, TypeError):
        named, digest, told = line.split(" ", 2)
        if named != key or sha256(told.encode()).hexdigest() != digest:
            return None
        whose, held = json.loads(told)
        if whose != key or not held["sql"].startswith(verbs):
            return None
        binds = {name: Bind(**bind) for name, bind in held["binds"].items()}
        return Statement(held["sql"], binds, tuple(held["columns"]), tuple(held["kinds"]))
    return None


@cache
def read_shipped(path: Path = SHIPPED) -> str:
    """What came with the program; nothing where it was made for other tables than those of the program."""
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_text("utf-8")
        if text.startswith(f'{{"made_for": "{mark_tables()}"'):
            return text
    return ""


@cache
def read_layout() -> str:
    """The layout that this version of the program reads and writes, as `store/tables` names it."""
    shipped = read_shipped()
    if shipped:
        return str(read_head(shipped)["layout"])
    from ctrack.store.tables import SCHEMA_REVISION

    return SCHEMA_REVISION


def read_head(shipped: str) -> dict[str, Any]:
    """What was noted of the tables."""
    head: dict[str, Any] = json.loads(shipped[: shipped.index("\n")])
    return head


@cache
def read_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of all tables of a register, and of those that are append-only."""
    shipped = read_shipped()
    if shipped:
        head = read_head(shipped)
        return tuple(head["tables"]), tuple(head["append_only"])
    from ctrack.store.tables import APPEND_ONLY, metadata

    return tuple(metadata.tables), tuple(table.name for table in APPEND_ONLY)


@cache
def read_columns(table: str) -> tuple[str, ...]:
    """The names of the columns of a table, in their order."""
    shipped = read_shipped()
    if shipped:
        return tuple(read_head(shipped)["columns"][table])
    from ctrack.store.tables import metadata

    return tuple(column.name for column in metadata.tables[table].c)


def find_shipped(key: str, verbs: tuple[str, ...] = WRITES, engine: str = "") -> Statement | None:
    """The statement that came with the program under a key."""
    shipped = read_shipped(SHIPPED_FOR_SERVERS if engine else SHIPPED)
    place = shipped.find(f"\n{key} ") + 1
    return read_line(key, shipped[place : shipped.find("\n", place)], verbs) if place else None


def find_statement(key: str, engine: str = "") -> Statement | None:
    """The statement that reads and is kept under a key, with the program or by the user."""
    found = find_shipped(key, READS, engine)
    if found is not None:
        return found
    folder = find_folder()
    return read_line(key, read_own(folder / key)) if folder is not None else None


def find_folder() -> Path | None:
    """Where the statements of this version are kept for this user; None where there is no such place."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not os.path.isabs(home) or not hasattr(os, "geteuid") or not mark_tables():
        return None
    return Path(home) / "ctrack" / f"statements-{__version__}-{mark_tables()}"


@cache
def mark_tables() -> str:
    """What tells the tables that statements are made for from those of another copy; "" without its sources."""
    taken = sha256()
    try:
        for name in SOURCES:
            taken.update(Path(__file__).with_name(name).read_bytes())
    except OSError:
        return ""
    return taken.hexdigest()[:20]


def read_own(path: Path) -> str:
    """A file that is this user's own in a folder of that kind; "" for any other."""
    with suppress(OSError, UnicodeDecodeError):
        if not is_own(os.lstat(path.parent)):
            return ""
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(handle, "rb") as stream:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and is_own(found) and found.st_size <= MOST_BYTES:
                return stream.read(MOST_BYTES + 1).decode()
    return ""


def is_own(found: os.stat_result) -> bool:
    """Whether it is this user's, and nobody else may write to it."""
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def keep_statement(key: str, statement: Statement) -> None:
    """Keep a statement for the next time; where that cannot be, it is made again then."""
    folder = find_folder()
    line = write_line(key, statement)
    if folder is None or len(line.encode()) > MOST_BYTES:
        return
    with suppress(OSError):
        folder.mkdir(0o700, parents=True, exist_ok=True)
        if not is_own(os.lstat(folder)):
            return
        kept = os.listdir(folder)
        for name in kept if len(kept) >= MOST_KEPT else ():
            os.unlink(folder / name)
        draft = folder / f"{key}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write(line)
        os.replace(draft, folder / key)
