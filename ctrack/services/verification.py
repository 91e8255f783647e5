"""Whether the register still holds exactly what it said: its journal, its status updates and where things stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, marked
from ctrack.domain.frozen import dataclass
from ctrack.services.upgrades import find_moved
from ctrack.store.canonical_rows import Row, drop_absent, read_rows, write_line
from ctrack.store.foreign_chains import count_foreign, find_foreign_break
from ctrack.store.journal import find_break, read_last
from ctrack.store.journal_layouts import restore_row, translate_values
from ctrack.store.sorted_changes import SortedChanges, Told, sort_changes
from ctrack.store.tables import (
    STATED,
    commitment,
    foreign_entry,
    instrument,
    journal,
    link,
    occurrence,
    section,
    setting,
    status_update,
    undertaking,
)

JOURNAL = "journal"
UNDERTAKING = "undertaking"
# What a fault is called, by the table that it was found in; whatever else there is, is about bodies and people.
FAULTS = {
    undertaking.name: UNDERTAKING,
    **dict.fromkeys((status_update.name, commitment.name, instrument.name, section.name, link.name), "status_update"),
}
TABLES = {table.name: table for table in STATED}
# The tables of whose rows the journal tells.
TOLD = tuple(name for name in TABLES if name != journal.name)
# The tables whose every row is proven where a register holds.
PROVEN = (*TABLES, foreign_entry.name)


class LedgerTampered(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The register {path} does not hold what it said: report {number} in the ledger of reports differs. Restore a "
        "backup."
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: the first entry that differs, and in which respect; None where all holds.

    `code` is that of the commitment that it is about, where it is about one.
    """

    entries: int
    head: str
    entry: int | None = None
    fault: str | None = None
    code: str = ""
    # How many entries of other registers are kept, and hold.
    foreign: int = 0

    @property
    def holds(self) -> bool:
        """Whether the register is what it says it is."""
        return self.fault is None


def verify_register(connection: Connection) -> Verdict:
    """Check the journal's chain, every row against it, and where things stand against the status updates."""
    number, head = read_last(connection)
    with sort_changes(TOLD) as told:
        broken = find_break(connection, told)
        if broken is not None:
            return Verdict(number, head, broken, JOURNAL)
        merged = find_foreign_break(connection)
        if merged is not None:
            return Verdict(number, head, merged, "foreign")
        forged = find_forged_row(connection, told)
    if forged is not None:
        entry, table, key = forged
        return Verdict(number, head, entry, FAULTS.get(table, "body"), find_code(connection, table, key))
    moved = find_moved_undertaking(connection)
    if moved is not None:
        return Verdict(number, head, moved[0], UNDERTAKING, find_code(connection, undertaking.name, moved[1]))
    return Verdict(number, head, foreign=count_foreign(connection))


def find_code(connection: Connection, table: str, key: Any) -> str:
    """The code of the commitment that a row is about; "" where it is about none, or is gone."""
    whose = select(commitment.c.code)
    if table == commitment.name:
        whose = whose.where(commitment.c.id == key)
    elif table == undertaking.name:
        whose = whose.join(undertaking).where(undertaking.c.id == key)
    elif table in (status_update.name, occurrence.name):
        row = TABLES[table]
        # By all its keys: an occurrence leads to its undertaking by one, and to what was said of it by another.
        sides = commitment.join(undertaking).join(row, row.c.undertaking_id == undertaking.c.id)
        whose = whose.select_from(sides).where(row.c.id == key)
    else:
        return ""
    return connection.scalar(whose) or ""


def find_forged_row(connection: Connection, told: SortedChanges) -> tuple[int, str, Any] | None:
    """The first entry that a row of the register contradicts, the table of that row, and its key where that is known.

    Every row is taken back, change by change, to what it was at first: that is what the first entry brought, whose
    digest it keeps, or what a later entry added. A row that no entry brought counts against the newest.
    """
    found = []
    for name in TOLD:
        forged = find_forged_in(connection, name, told)
        if forged is not None:
            found.append((forged[0], name, forged[1]))
    return min(found, default=None, key=lambda each: each[:2])


def find_forged_in(connection: Connection, name: str, told: SortedChanges) -> tuple[int, Any] | None:
    """The first entry that a row of this table contradicts, and the key of the row; None where all agree.

    The first entry may have told of no digest. Where it did, that tells of all rows together, and of no key.
    """
    brought = told.digests.get(name)
    is_told = name in (status_update.name, setting.name)
    last = (brought["last"] or 0) if brought is not None else 0
    faults: tuple[int, Any] | None = None
    left: tuple[int, Any] | None = None
    digest = hashlib.sha256()
    for key, now, changes in pair_up(read_rows(connection, TABLES[name]), told.read(name)):
        row, fault = take_back(name, now, changes) if changes else (now, None)
        if fault is not None:
            faults = find_first(faults, (fault, key))
        elif row is None:
            continue
        elif is_told if brought is None else key > last:
            left = find_first(left, (int(row.get("journal_number", told.entries)), key))
        elif brought is not None:
            digest.update(write_line(restore_row(name, row, brought["layout"])))
    if faults is not None or left is not None:
        return faults or left
    return (1, None) if brought is not None and digest.hexdigest() != brought["sha256"] else None


def find_first(found: tuple[int, Any] | None, other: tuple[int, Any]) -> tuple[int, Any]:
    """Of two entries with the keys of rows the one that comes first; of one entry the row that was found first."""
    return other if found is None or other[0] < found[0] else found


def pair_up(
    rows: Iterator[tuple[Any, Row]], told: Iterable[tuple[Any, Told]]
) -> Iterator[tuple[Any, Row | None, Told]]:
    """Each row with what is told of it, both in the order of their keys; also what is told of a row that is gone."""
    waiting = next(rows, None)
    for key, changes in told:
        while waiting is not None and waiting[0] < key:
            yield (*waiting, [])
            waiting = next(rows, None)
        if waiting is not None and waiting[0] == key:
            yield (*waiting, changes)
            waiting = next(rows, None)
        else:
            yield key, None, changes
    while waiting is not None:
        yield (*waiting, [])
        waiting = next(rows, None)


def take_back(table: str, row: Row | None, changes: Told) -> tuple[Row | None, int | None]:
    """A row as it was before its changes, newest first, and the entry where it is not as a change left it."""
    for number, *told in changes:
        before, after = (translate_values(table, values) for values in told)
        if after is None:
            if row is not None:
                return row, number
            row = drop_absent(before or {})
        elif row is None or not agrees(row, after):
            return row, number
        else:
            row = drop_absent({**row, **before}) if before is not None else None
    return row, None


def agrees(row: Row, after: Row) -> bool:
    """Whether a row holds what a change left, an empty value where that is what it left."""
    return drop_absent(after) == row or all(row.get(name) == value for name, value in after.items())


def find_moved_undertaking(connection: Connection) -> tuple[int, int] | None:
    """The newest entry on the first undertaking that does not stand where its updates leave it, and its key."""
    moved = find_moved(connection)
    if not moved:
        return None
    newest = select(func.max(status_update.c.journal_number)).where(status_update.c.undertaking_id == min(moved))
    return connection.scalar(newest) or 1, min(moved)


def still_holds(connection: Connection, number: int, head: str) -> bool:
    """Whether the journal has that entry with that hash."""
    found = connection.scalar(select(journal.c.hash).where(journal.c.number == number))
    return found is not None and found.startswith(head)
