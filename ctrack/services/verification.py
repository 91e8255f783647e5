"""Whether the register still holds exactly what it said: its journal, its status updates and where things stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from heapq import merge
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Connection, Date, Integer, Table, Text, cast, func, select

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, marked
from ctrack.domain.frozen import dataclass
from ctrack.services.upgrades import find_moved
from ctrack.store.foreign_chains import count_foreign, find_foreign_break
from ctrack.store.journal import find_break, read_entries, read_last
from ctrack.store.journal_layouts import restore_row, translate
from ctrack.store.tables import (
    STATED,
    commitment,
    instrument,
    journal,
    link,
    occurrence,
    section,
    setting,
    status_update,
    undertaking,
)

UNDERTAKING = "undertaking"
# So many rows are fetched at once.
PORTION = 500
# What a fault is called, by the table that it was found in; whatever else there is, is about bodies and people.
FAULTS = {
    undertaking.name: UNDERTAKING,
    **dict.fromkeys((status_update.name, commitment.name, instrument.name, section.name, link.name), "status_update"),
}
TABLES = {table.name: table for table in STATED}
# The values of a row by their columns; and a change with the number of its entry.
Row = dict[str, Any]
Numbered = tuple[int, dict[str, Any]]


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
    broken = find_break(connection)
    if broken is not None:
        return Verdict(number, head, broken, "journal")
    merged = find_foreign_break(connection)
    if merged is not None:
        return Verdict(number, head, merged, "foreign")
    forged = find_forged_row(connection)
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
        whose = whose.join(undertaking).join(row, row.c.undertaking_id == undertaking.c.id).where(row.c.id == key)
    else:
        return ""
    return connection.scalar(whose) or ""


def find_forged_row(connection: Connection) -> tuple[int, str, Any] | None:
    """The first entry that a row of the register contradicts, the table of that row, and its key where that is known.

    Every row is taken back, change by change, to what it was at first: that is what the first entry brought, whose
    digest it keeps, or what a later entry added. A row that no entry brought counts against the newest.
    """
    newest, changes = 0, list[Numbered]()
    digests: dict[str, Mapping[str, Any]] = {}
    for newest, entry in enumerate(read_entries(connection), 1):  # noqa: B007  (how many there are)
        told = translate(json.loads(entry["changes"]))
        changes += [(int(entry["number"]), change) for change in told]
        digests |= {each["table"]: {**each, "layout": entry["layout"]} for each in told if "rows" in each}
    found = []
    for table in STATED:
        if table.name != journal.name:
            own = [pair for pair in changes if pair[1]["table"] == table.name and "before" in pair[1]]
            forged = find_forged_in(connection, table, own, digests.get(table.name), newest)
            if forged is not None:
                found.append((forged[0], table.name, forged[1]))
    return min(found, default=None, key=lambda each: each[:2])


def find_forged_in(
    connection: Connection, table: Table, changes: list[Numbered], brought: Mapping[str, Any] | None, newest: int
) -> tuple[int, Any] | None:
    """The first entry that a row of this table contradicts, and the key of the row; None where all agree.

    Without `brought` the first entry told of no digest. With one it tells of all rows together, and of no key. Only
    rows that some change tells of are held; the others are gone through.
    """
    touched = {change.get("id", change["label"]) for _number, change in changes}
    rows = dict(read_values(connection, table, touched)) if touched else {}
    faults: dict[Any, int] = {}
    for number, change in reversed(changes):
        key = change.get("id", change["label"])
        if key not in faults and not take_back(rows, key, change):
            faults[key] = number
    if faults:
        return min((number, key) for key, number in faults.items())
    left: list[tuple[int, Any]] = []
    is_told = table.name in (status_update.name, setting.name)

    def list_brought() -> Iterator[Row]:
        """What the first entry brought; what is left beside it is noted."""
        for key, row in merge_rows(connection, table, rows, touched):
            if is_told if brought is None else key > (brought["last"] or 0):
                left[:] = [min([*left, (int(row.get("journal_number", newest)), key)])]
            else:
                yield restore_row(table.name, row, brought["layout"]) if brought is not None else row

    digest = digest_values(list_brought()) if brought is not None or is_told else None
    if left:
        return left[0]
    return (1, None) if brought is not None and digest != brought["sha256"] else None


def merge_rows(
    connection: Connection, table: Table, rows: Mapping[Any, Row], touched: Container[Any]
) -> Iterator[tuple[Any, Row]]:
    """What rows were at first, in the order of their keys: those that were taken back, and those never touched."""
    others = ((key, row) for key, row in read_values(connection, table) if key not in touched)
    (column,) = table.primary_key.columns
    # Texts may have an order of their own on a server.
    untouched = others if isinstance(column.type, Integer) else iter(sorted(others, key=itemgetter(0)))
    return merge(untouched, sorted(rows.items(), key=itemgetter(0)), key=itemgetter(0))


def take_back(rows: dict[Any, Row], key: Any, change: Mapping[str, Any]) -> bool:
    """Take one change back from a row; False where the row is not as the change left it."""
    before, after, row = change["before"], change["after"], rows.get(key)
    if after is None:
        rows[key] = drop_absent(before)
        return row is None
    if row is None or any(row.get(name) != value for name, value in after.items()):
        return False
    if before is None:
        del rows[key]
    else:
        rows[key] = drop_absent({**row, **before})
    return True


def read_values(connection: Connection, table: Table, only: Container[Any] | None = None) -> Iterator[tuple[Any, Row]]:
    """The rows of a table, or only some, by their keys, as the journal writes them, in the order of the keys.

    Maps and dates are read as text: what somebody put in their place need be neither.
    """
    (key,) = table.primary_key.columns
    columns = [cast(each, Text).label(each.name) if isinstance(each.type, (JSON, Date)) else each for each in table.c]
    maps = {each.name for each in table.c if isinstance(each.type, JSON)}
    place = [each.name for each in table.c].index(key.name)
    for row in connection.execute(select(*columns).order_by(key), execution_options={"yield_per": PORTION}):
        if only is not None and row[place] not in only:
            continue
        values = {name: read_map(value) if name in maps else value for name, value in row._mapping.items()}
        yield values[key.name], drop_absent(values)


def read_map(text: str | None) -> Any:
    """What a column of JSON holds; its text where that is no JSON."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text


def drop_absent(values: Mapping[str, Any]) -> Row:
    """A row without its empty values: a column that a later layout added leaves the digest as it was."""
    return {name: value for name, value in values.items() if value is not None}


def digest_rows(connection: Connection, name: str) -> str:
    """SHA-256 over the rows of a table, in the order of their keys."""
    return digest_values(values for _key, values in read_values(connection, TABLES[name]))


def digest_values(rows: Iterable[Row]) -> str:
    """SHA-256 over rows, each a line of JSON with sorted keys."""
    digest = hashlib.sha256()
    for values in rows:
        line = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


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
