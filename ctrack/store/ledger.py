"""The ledger of reports: every paper that was kept, in a chain of hashes of its own.

It is no part of the journal. A fingerprint names the journal's state that a paper stands on, and to make a paper must
not move that: the same paper made twice would have two fingerprints, "what changed since the last report" would
always hold that report, and `undo` would have to step over readings. So a row is no journal entry and `undo` never
meets one; its hash covers the hash of the row before it, and that of the journal entry it stands on, which ties both
chains together for `verify`. Rows are never changed or deleted: triggers refuse, as they do for the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from ctrack.domain.records.papers import Kept, KeptReport
from ctrack.store.journal import GENESIS, EntryHead, hash_entry
from ctrack.store.tables import journal, report
from ctrack.store.work import Register

PAPER = tuple(Kept.__dataclass_fields__)


def keep_report(register: Register, head: EntryHead, paper: Kept) -> int:
    """Write a paper into the ledger in a transaction of its own; its number."""
    return register.write(head, lambda unit: append_report(unit.connection, head, paper))


def append_report(connection: Connection, head: EntryHead, paper: Kept) -> int:
    """Write a paper into the ledger; its number."""
    last = connection.execute(select(report.c.number, report.c.hash).order_by(report.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    row = {"number": number, "made_at": head.recorded_at, "author": head.author, **asdict(paper), "previous": previous}
    connection.execute(insert(report).values({**row, "hash": hash_row(row)}))
    return int(number)


def hash_row(row: dict[str, Any]) -> str:
    """SHA-256 over every column but the hash, in the journal's canonical form."""
    return hash_entry(row)


def read_reports(connection: Connection) -> list[KeptReport]:
    """Every paper that was kept, oldest first."""
    return [make_report(row) for row in connection.execute(select(report).order_by(report.c.number))]


def find_report(connection: Connection, fingerprint: str) -> KeptReport | None:
    """The newest paper with this fingerprint."""
    return read_one(connection, select(report).where(report.c.fingerprint == fingerprint))


def find_last(connection: Connection, covered: str, *, is_submitted: bool) -> KeptReport | None:
    """The newest paper over this filter; with `is_submitted` the newest that went to somebody."""
    statement = select(report).where(report.c.filter == covered)
    return read_one(connection, statement.where(report.c.submitted_to.is_not(None)) if is_submitted else statement)


def read_one(connection: Connection, statement: Select[Any]) -> KeptReport | None:
    """The newest paper of a statement."""
    row = connection.execute(statement.order_by(report.c.number.desc()).limit(1)).one_or_none()
    return make_report(row) if row is not None else None


def make_report(row: Row[Any]) -> KeptReport:
    """A row of the ledger as a record."""
    return KeptReport(row.number, row.made_at, row.author, Kept(**{name: getattr(row, name) for name in PAPER}))


def find_ledger_break(connection: Connection) -> int | None:
    """The number of the first paper that is not what was written, or stands on an entry that is another one now."""
    previous, expected = GENESIS, 1
    for row, head in read_with_heads(connection):
        whole = row["hash"] == hash_row(row)
        if row["number"] != expected or row["previous"] != previous or row["head"] != head or not whole:
            return min(int(row["number"]), expected)
        previous, expected = row["hash"], expected + 1
    return None


def read_with_heads(connection: Connection) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Every row, oldest first, and the hash that its journal entry has now."""
    source = report.outerjoin(journal, journal.c.number == report.c.entry)
    statement = select(*report.c, journal.c.hash.label("now")).select_from(source).order_by(report.c.number)
    for row in connection.execute(statement):
        *values, now = row
        yield dict(zip((column.name for column in report.c), values, strict=True)), now
