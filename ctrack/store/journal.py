"""The journal as it is stored: one entry a command, with the SHA-256 of itself and, by it, of all before.

The canonical form is JSON with sorted keys, no spaces and unescaped Unicode, over every column but the hash, and over
the layout where an entry tells one: entries from before revision 0008 have none, and keep the hashes that they had.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from ctrack.domain.frozen import dataclass
from ctrack.store.access.withheld import read_withheld
from ctrack.store.change_texts import CANONICAL, Change, ChangeTexts, StoredChanges
from ctrack.store.kept_statements import read_columns, read_layout
from ctrack.store.sql import (
    JSON,
    Connection,
    Text,
    cast,
    func,
    given,
    insert,
    journal,
    select,
    status_update,
)

if TYPE_CHECKING:
    from ctrack.store.sorted_changes import SortedChanges

GENESIS = "0" * 64
# What follows a day in the last moment of it, as times are written here.
END_OF_DAY = "T23:59:59.999999Z"
# So many changes are written in one piece.
PORTION = 200


@dataclass(frozen=True, slots=True)
class EntryHead:
    """Who does what, and when: the head of a journal entry before its changes are known."""

    author: str
    command: str
    detail: str
    moment: datetime
    undoes: int | None = None

    @property
    def recorded_at(self) -> str:
        """The moment in UTC, to the microsecond, as it is stored."""
        return self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical_pieces(entry: Mapping[str, Any]) -> Iterator[bytes | bytearray]:
    """The canonical form of an entry in UTF-8, which its hash is taken over, a few changes at a time.

    Whole, that of an import would take its memory once more.
    """
    fields = [key for key in sorted(entry) if key != "hash" and (key != "layout" or entry[key] is not None)]
    for place, key in enumerate(fields):
        yield as_bytes(f"{',' if place else '{'}{CANONICAL.encode(key)}:")
        value = entry[key]
        if isinstance(value, ChangeTexts):
            yield from value.canonical.list_pieces()
            yield b"]"
        elif isinstance(value, list | StoredChanges | Iterator):
            waiting, before = iter(value), "["
            while portion := list(islice(waiting, PORTION)):
                yield as_bytes(f"{before}{CANONICAL.encode(portion)[1:-1]}")
                before = ","
            yield b"]" if before == "," else b"[]"
        else:
            yield as_bytes(CANONICAL.encode(value))
    yield b"}" if fields else b"{}"


def as_bytes(text: str) -> bytes:
    """A text in UTF-8, also what nobody could have stored: a half of a character."""
    return text.encode("utf-8", "surrogatepass")


def hash_entry(entry: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, in hexadecimal; it covers the previous entry's hash."""
    digest = hashlib.sha256()
    for piece in canonical_pieces(entry):
        digest.update(piece)
    return digest.hexdigest()


def make_change(
    table: str, key: Any, label: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> Change:
    """One change of one row as the journal holds it: table and key stand first, since rows are looked up by both."""
    return {"table": table, "id": key, "label": label, "before": before, "after": after}


def plain_value(value: Any) -> Any:
    """A column's value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def read_last(connection: Connection, until: int | None = None) -> tuple[int, str]:
    """The number and the hash of the newest entry, or of that numbered `until`; 0 and the genesis hash without any."""
    statement = select(journal.c.number, journal.c.hash).order_by(journal.c.number.desc()).limit(1)
    row = connection.execute(statement if until is None else statement.where(journal.c.number <= until)).one_or_none()
    return (row.number, row.hash) if row else (0, GENESIS)


def read_last_time(connection: Connection) -> str | None:
    """When the newest entry was recorded, in UTC; None where there is none."""
    found: str | None = connection.scalar(select(journal.c.recorded_at).order_by(journal.c.number.desc()).limit(1))
    return found


def read_time(connection: Connection, number: int) -> str | None:
    """When the entry of that number was recorded, in UTC, where there is one."""
    found: str | None = connection.scalar(select(journal.c.recorded_at).where(journal.c.number == number))
    return found


def read_hash(connection: Connection, number: int) -> str | None:
    """The hash of the entry of that number, where there is one."""
    found: str | None = connection.scalar(select(journal.c.hash).where(journal.c.number == number))
    return found


def is_made_by(connection: Connection, head: EntryHead) -> bool:
    """Whether the first entry, which made the register, has this head."""
    row = connection.execute(select(journal).where(journal.c.number == 1)).one_or_none()
    return row is not None and (row.recorded_at, row.author, row.detail) == (head.recorded_at, head.author, head.detail)


def append_entry(connection: Connection, number: int, previous: str, head: EntryHead, changes: ChangeTexts) -> str:
    """Write the entry `number` after the one whose hash is `previous`; return its hash."""
    entry = {
        "number": number,
        "recorded_at": head.recorded_at,
        "author": head.author,
        "command": head.command,
        "detail": head.detail,
        "undoes": head.undoes,
        "changes": changes,
        "previous": previous,
        "layout": read_layout(),
    }
    digest = hash_entry(entry)
    stored = changes.close()
    is_file = connection.dialect.name == "sqlite"
    values = {f"new_{name}": value for name, value in entry.items()}
    written = {"new_changes": stored if is_file else stored.read().decode(), "new_hash": digest}
    connection.execute(add_entry(is_file=is_file), {**values, **written})
    return digest


@cache
def add_entry(*, is_file: bool) -> Any:
    """The statement that adds an entry, whose changes come as the text that is stored; to a file as its bytes.

    These the driver asks for as it binds them, and the statement then runs with the one copy that SQLite has of them.
    """
    changes = cast(given("new_changes", Text), Text if is_file else JSON)
    values = {name: given(f"new_{name}") for name in read_columns("journal")}
    return insert(journal).values(**{**values, "changes": changes})


def find_break(connection: Connection, told: SortedChanges | None = None) -> int | None:
    """The number of the first entry that is not what was written, None where the whole chain holds.

    An entry that is gone from the end leaves the status updates behind that came with it. Of an entry that is withheld
    from the role that is connected, only its place in the chain can be checked. What the entries tell goes to `told`.
    """
    previous, expected = GENESIS, 1
    withheld = read_withheld(connection)
    for entry in read_entries(connection, has_changes=connection.dialect.name != "sqlite"):
        is_whole = entry["number"] in withheld or is_as_written(connection, entry, told)
        if entry["number"] != expected or entry["previous"] != previous or not is_whole:
            return min(int(entry["number"]), expected)
        previous, expected = entry["hash"], expected + 1
    orphans = select(func.min(status_update.c.journal_number)).where(status_update.c.journal_number >= expected)
    orphaned: int | None = connection.scalar(orphans)
    return orphaned


def is_as_written(connection: Connection, entry: Mapping[str, Any], told: SortedChanges | None) -> bool:
    """Whether an entry is what its hash was taken over; one without changes is read in pieces, and else as a whole."""
    if "changes" not in entry:
        from ctrack.store.change_streams import read_pieces, read_text

        if is_hashed(entry, StoredChanges(read_pieces(connection, "journal", entry["number"])), told):
            return True
        entry = {**entry, "changes": read_text(connection, entry["number"])}
    text = entry["changes"]
    try:
        return is_hashed(entry, StoredChanges(text) if text.startswith("[") else json.loads(text), told)
    except ValueError:
        return False


def is_hashed(entry: Mapping[str, Any], changes: Any, told: SortedChanges | None) -> bool:
    """Whether an entry with these changes has its hash; False where they are no list in JSON."""
    if told is not None and isinstance(changes, StoredChanges):
        changes = told.note(entry["number"], changes)
    try:
        return bool(entry["hash"] == hash_entry({**entry, "changes": changes}))
    except ValueError:
        return False


def read_entries(connection: Connection, *, has_changes: bool = True) -> Iterator[dict[str, Any]]:
    """Every entry, oldest first, streamed; the changes as the text that is stored, or not at all."""
    from sqlalchemy import Text, cast, select

    from ctrack.store.tables import journal

    columns = [column for column in journal.c if has_changes or column is not journal.c.changes]
    read = (cast(column, Text) if column is journal.c.changes else column for column in columns)
    statement = select(*read).order_by(journal.c.number).execution_options(yield_per=200)
    for row in connection.execute(statement):
        yield dict(zip((column.name for column in columns), row, strict=True))
