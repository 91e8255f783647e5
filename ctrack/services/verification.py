"""Whether the register still holds exactly what it said: its journal, its status updates and where things stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Connection, Date, Table, Text, cast, func, select

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, marked
from ctrack.domain.frozen import dataclass
from ctrack.services.upgrades import find_moved
from ctrack.store.foreign_chains import count_foreign, find_foreign_break
from ctrack.store.journal import find_break, read_entries, read_last
from ctrack.store.journal_layouts import translate
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
    entries = list(read_entries(connection))
    changes = [
        (int(entry["number"]), change) for entry in entries for change in translate(json.loads(entry["changes"]))
    ]
    digests = {change["table"]: change for _number, change in changes if "rows" in change}
    found = []
    for table in STATED:
        if table.name != journal.name:
            own = [pair for pair in changes if pair[1]["table"] == table.name and "before" in pair[1]]
            forged = find_forged_in(connection, table, own, digests.get(table.name), len(entries))
            if forged is not None:
                found.append((forged[0], table.name, forged[1]))
    return min(found, default=None, key=lambda each: each[:2])


def find_forged_in(
    connection: Connection, table: Table, changes: list[Numbered], brought: Mapping[str, Any] | None, newest: int
) -> tuple[int, Any] | None:
    """The first entry that a row of this table contradicts, and the key of the row; None where all agree.

    Without `brought` the first entry told of no digest. With one it tells of all rows together, and of no key.
    """
    rows = dict(read_values(connection, table))
    faults: dict[Any, int] = {}
    for number, change in reversed(changes):
        key = change.get("id", change["label"])
        if key not in faults and not take_back(rows, key, change):
            faults[key] = number
    if faults:
        return min((number, key) for key, number in faults.items())
    if brought is None:
        left = set(rows) if table.name in (status_update.name, setting.name) else set()
    else:
        left = {key for key in rows if key > (brought["last"] or 0)}
    if left:
        return min((int(rows[key].get("journal_number", newest)), key) for key in left)
    digest = None if brought is None else digest_values(rows[key] for key in sorted(rows))
    return (1, None) if brought is not None and digest != brought["sha256"] else None


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


def read_values(connection: Connection, table: Table) -> Iterator[tuple[Any, Row]]:
    """The rows of a table by their keys, as the journal writes them, in the order of the keys.

    Maps and dates are read as text: what somebody put in their place need be neither.
    """
    (key,) = table.primary_key.columns
    columns = [cast(each, Text).label(each.name) if isinstance(each.type, (JSON, Date)) else each for each in table.c]
    maps = {each.name for each in table.c if isinstance(each.type, JSON)}
    for row in connection.execute(select(*columns).order_by(key)):
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
