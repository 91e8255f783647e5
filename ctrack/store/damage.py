"""What is damaged in a register: whatever a file holds, the table and the row are found and named, in bounded time.

Where a command stumbles over a register, this tells a damaged register from a fault of the program.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Float, Integer, Table, inspect, text

from ctrack.domain.deadlines import Deadline
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import DatabaseDamaged, Failure, Message, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.phrases.refusals import NotEdtf
from ctrack.store.access.withheld import sees_part
from ctrack.store.guards import VERSION, find_missing_guard, list_strange
from ctrack.store.index_checks import is_index_true
from ctrack.store.register_files import LONGEST_VALUE, choose_mode, connect_to_file
from ctrack.store.register_places import Place
from ctrack.store.tables import commitment, metadata, occurrence, party, undertaking
from ctrack.store.turns import WAIT

# Seconds after which a search is given up, whatever the file does to it.
LONGEST_SEARCH = 120.0
STEPS = 10_000
EDTF = (
    "deadline", "moved_deadline", "target", "postponed_from", "occurrence", "anchor", "due", "effective", "adopted_on",
    "seen_on",
)  # fmt: skip
# Texts for people, each a map of languages.
SPOKEN = (
    "title", "short", "nature", "adopted_by", "adopted_at", "adopted_note", "name", "paragraph", "paragraph_note",
    "summary", "note", "deadline_words", "reason",
)  # fmt: skip
MOMENTS = ("recorded_at", "made_at", "next_at", "sent_at", "claimed_at")

HOME = "SELECT 1 FROM setting JOIN party ON party.code = setting.value WHERE setting.key = 'home_party'"


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong, and where: the table, and the key of the row with what people call it; "" for the whole."""

    what: Message
    table: str = ""
    row: str = ""

    def describe(self) -> Message:
        """The damage in words."""
        if not self.table:
            return self.what
        if not self.row:
            return Message(marked("table {table}: {what}"), {"table": self.table, "what": self.what})
        facts = {"table": self.table, "row": self.row, "what": self.what}
        return Message(marked("table {table}, row {row}: {what}"), facts)


def refuse_damaged(place: Place, connection: Connection, *, proven: Container[str] = ()) -> None:
    """Raise DatabaseDamaged where damage is found: in the file itself, or on a server through the connection.

    The rows of `proven` tables are known to be what was written.
    """
    damage = find_in_file(place.path, proven) if place.path is not None else find_on_server(connection)
    if damage is not None:
        raise DatabaseDamaged(path=place.shown, detail=damage.describe())


class GuardMissing(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "What the register {path} recorded can be changed: the guard {name} of its history is missing or refuses "
        "nothing. All that it says holds still; 'ctrack db move PLACE' copies it to where its guards stand again."
    )


class IndexStale(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "Searching the register {path} may miss commitments: its index differs from its texts. Everything else holds; "
        "'ctrack db reindex' makes the index anew."
    )


def refuse_unguarded(place: Place, connection: Connection) -> None:
    """Raise GuardMissing where history could be changed, DatabaseDamaged where a row refers to one that is gone, and
    IndexStale where searching would not find what is there.

    The index of SQLite is looked at by a statement that counts as writing, and compared with one that is made of the
    texts; of a file that cannot be written it is only seen whether each text is in it. PostgreSQL keeps its own itself.
    """
    guard = find_missing_guard(connection)
    if guard is not None:
        raise GuardMissing(path=place.shown, name=guard)
    refuse_orphans(place, connection)
    if place.path is not None and not is_index_true(place.path):
        raise IndexStale(path=place.shown)


def refuse_no_home(place: Place, connection: Connection) -> None:
    """Raise DatabaseDamaged where the register, of whatever layout, does not say which party is home."""
    if connection.execute(text(HOME)).first() is None:
        what = Message(marked("which party is home is not known"))
        raise DatabaseDamaged(path=place.shown, detail=Damage(what, "setting").describe())


def refuse_orphans(place: Place, connection: Connection) -> None:
    """Raise DatabaseDamaged where a row refers to one that is gone; a server keeps references itself."""
    if connection.dialect.name == "sqlite":
        for child, row, parent, _number in connection.execute(text("PRAGMA foreign_key_check")):
            what = Message(marked("it refers to a row of {table} that is not there"), {"table": parent})
            raise DatabaseDamaged(path=place.shown, detail=Damage(what, child, str(row)).describe())


def find_in_file(path: Path, proven: Container[str] = ()) -> Damage | None:
    """The first damage in a file of SQLite that is a register of this layout, which is read only.

    The rows of `proven` tables are not looked through.
    """
    with closing(connect_to_file(path, choose_mode(path), WAIT)) as raw:
        raw.execute("PRAGMA query_only = ON")
        raw.text_factory = bytes
        raw.execute("PRAGMA trusted_schema = OFF")
        raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        end = time.monotonic() + LONGEST_SEARCH
        raw.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            return next(search_file(raw, proven), None)
        except sqlite3.OperationalError as error:
            if str(error) == "interrupted" or is_beside(error):
                return None
            return Damage(say(str(error)))
        except sqlite3.DatabaseError as error:
            return Damage(say(str(error)))


def is_beside(error: sqlite3.Error) -> bool:
    """Whether an error tells of what is around a file, such as a lock or a full disk, and not of what is in it."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_IOERR"))


def search_file(raw: sqlite3.Connection, proven: Container[str] = ()) -> Iterator[Damage]:
    """Every damage of a file, the most telling first: what its schema is, what its rows say, how it is built."""
    rows = raw.execute("SELECT type, name FROM sqlite_master").fetchall()
    schema = [(kind.decode(errors="replace"), name.decode(errors="replace")) for kind, name in rows]
    for name, what in list_strange(schema):
        yield Damage(what, name)
    versions = [value for (value,) in raw.execute(f"SELECT version_num FROM {VERSION}")]
    if len(versions) != 1:
        what = Message(marked("it has {count} rows where one belongs"), {"count": len(versions)})
        yield Damage(what, VERSION)
    for table in metadata.sorted_tables:
        yield from search_columns(table, [row[1].decode() for row in raw.execute(f"PRAGMA table_info({table.name})")])
    for table in metadata.sorted_tables:
        if table.name not in proven:
            yield from search_rows(raw, table)
    if raw.execute(HOME).fetchone() is None:
        yield Damage(Message(marked("which party is home is not known")), "setting")
    for (said,) in raw.execute("PRAGMA integrity_check(1)"):
        if said != b"ok":
            yield Damage(say(said.decode(errors="replace").splitlines()[-1]))


def search_columns(table: Table, found: Iterable[str]) -> Iterator[Damage]:
    """The columns that a table should have and has not."""
    there = set(found)
    for column in table.c:
        if column.name not in there:
            yield Damage(Message(marked("the column {column} is missing"), {"column": column.name}), table.name)


def search_rows(raw: sqlite3.Connection, table: Table) -> Iterator[Damage]:
    """The rows in which something stands that cannot be, read as bytes: what is no text cannot be read otherwise."""
    (key,) = table.primary_key.columns
    checks = [(place, column, check_of(column)) for place, column in enumerate(table.c)]
    place = list(table.c).index(key)
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    for row in raw.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY "{key.name}"'):
        for index, column, check in checks:
            if row[index] is not None and not is_sound(row[index], check):
                what = Message(marked("what stands in {column} cannot be read"), {"column": column.name})
                yield Damage(what, table.name, name_row(raw, table, row[place]))


def is_sound(value: Any, check: Callable[[Any], object]) -> bool:
    """Whether a value can be read as what its column holds."""
    try:
        check(value.decode() if isinstance(value, bytes) else value)
    except (ValueError, TypeError, AttributeError, NotEdtf, RecursionError):
        return False
    return True


def check_of(column: Column[Any]) -> Callable[[Any], object]:
    """What reads a value of a column, and fails where that cannot be; no text is a number."""
    if isinstance(column.type, JSON):
        return read_words if column.name in SPOKEN else json.loads
    if isinstance(column.type, Date):
        return date.fromisoformat
    if isinstance(column.type, Boolean):
        return (False, True).index
    if isinstance(column.type, Integer):
        return int
    if isinstance(column.type, Float):
        return float
    if column.name in EDTF:
        # An update takes a target away by one that is empty.
        return lambda text: text == "" or Deadline.from_edtf(text)
    return datetime.fromisoformat if column.name in MOMENTS else str.strip


def read_words(text: str) -> None:
    """A text for people, which is words by language, or nothing; raises ValueError for what is neither."""
    words = json.loads(text)
    if words is not None and not (isinstance(words, dict) and all(isinstance(said, str) for said in words.values())):
        raise ValueError(text)


def name_row(raw: sqlite3.Connection, table: Table, key: Any) -> str:
    """The key of a row, and what people call it."""
    number = key.decode(errors="replace") if isinstance(key, bytes) else str(key)
    names = {
        commitment.name: "SELECT code FROM commitment WHERE id = ?",
        party.name: "SELECT code FROM party WHERE id = ?",
        undertaking.name: "SELECT code FROM commitment WHERE id = (SELECT commitment_id FROM undertaking WHERE id = ?)",
        occurrence.name: "SELECT code FROM commitment WHERE id = (SELECT commitment_id FROM undertaking WHERE id = "
        "(SELECT undertaking_id FROM occurrence WHERE id = ?))",
        "status_update": "SELECT code FROM commitment WHERE id = (SELECT commitment_id FROM undertaking WHERE id = "
        "(SELECT undertaking_id FROM status_update WHERE id = ?))",
    }
    with suppress(sqlite3.Error):
        found = raw.execute(names[table.name], (key,)).fetchone() if table.name in names else None
        if found is not None:
            return f"{number} ({found[0].decode(errors='replace')})"
    return number


def find_on_server(connection: Connection) -> Damage | None:
    """The first damage of a register on a server, which keeps types and references itself; a part shows none."""
    if sees_part(connection):
        return None
    known = inspect(connection)
    rows = [("table", name) for name in known.get_table_names()]
    rows += [("view", name) for name in known.get_view_names()]
    for name, what in list_strange(rows, "postgresql"):
        return Damage(what, name)
    for table in metadata.sorted_tables:
        for damage in search_columns(table, (column["name"] for column in known.get_columns(table.name))):
            return damage
    return None


def say(words: str) -> Message:
    """What the database says itself."""
    return Message(marked("{detail}"), {"detail": words.rstrip(".")})
