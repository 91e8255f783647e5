"""What reports count, folded in plain Python from the rows that plain SQL reads: an oracle for reports of any day.

It knows the tables and the rule of `docs/statuses.md`, and nothing of how ctrack counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import Connection, text

from ctrack.store.tables import journal
from tests.support.readings import CLOSED, WAIVED, Reading, read_all

SOON, PERIOD = timedelta(days=30), timedelta(days=90)
STATUSES = ("not_reported", "not_started", "in_progress", "partially_implemented", *CLOSED)
SUMS = ("overdue", "not_looked_up", "due_soon", "postponed", "missed", "changed")
ROWS = """
    SELECT u.id, c.id AS commitment_id, c.code, p.code AS party, p.id AS party_id, i.id AS instrument_id,
      i.slug AS instrument, s.slug AS section, c.kind, i.adopted_on, i.origin, u.is_joint, u.every, u.anchor, u.until
    FROM undertaking u JOIN commitment c ON c.id = u.commitment_id JOIN party p ON p.id = u.party_id
      JOIN instrument i ON i.id = c.instrument_id JOIN section s ON s.id = c.section_id
"""


@dataclass(frozen=True)
class Counted:
    """One undertaking as a report of a day counts it."""

    code: str
    party: str
    instrument: str
    section: str
    kind: str
    status: str
    due_state: str
    missed: int
    is_postponed: bool
    has_changed: bool


def count_all(connection: Connection, day: date, home: str) -> list[Counted]:
    """Every undertaking that was there at the end of a day, as it counts then by all that was ever said."""
    readings = read_all(connection, day, None)
    since = read_firsts(connection)
    filed = find_filed(connection, day)
    found = []
    for row in connection.execute(text(ROWS)):
        if is_there(row, since, day, filed):
            found.append(count_one(row, *readings[row.id], day, is_owed=row.party == home and not row.is_joint))
    return found


def read_firsts(connection: Connection) -> dict[tuple[str, str], int]:
    """The entry with which each row came: the first that found nothing before it."""
    firsts: dict[tuple[str, str], int] = {}
    for entry in connection.execute(journal.select().order_by(journal.c.number)):
        for change in entry.changes:
            # A bulk of rows is told by a digest alone; the catalogue came with the first entry.
            if "id" in change and change["before"] is None:
                firsts.setdefault((change["table"], str(change["id"])), entry.number)
    return firsts


def find_filed(connection: Connection, day: date) -> int:
    """The last entry of a day; before the register was made, that with which everything begins."""
    statement = text("SELECT max(number) FROM journal WHERE recorded_at <= :end")
    return connection.scalar(statement, {"end": f"{day.isoformat()}T23:59:59.999999Z"}) or 1


def is_there(row: Any, since: dict[tuple[str, str], int], day: date, filed: int) -> bool:
    """The party was known, and the instrument in force: adopted, or where it has no day of its own, recorded."""
    if since.get(("party", str(row.party_id)), 1) > filed:
        return False
    if row.adopted_on is not None:
        return bool(row.adopted_on <= day.isoformat()[: len(row.adopted_on)])
    if row.origin != "own":
        return True
    return max(since.get(("instrument", str(row.instrument_id)), 1), since[("commitment", str(row.commitment_id))]) <= (
        filed
    )


def count_one(row: Any, reading: Reading, said: list[Any], day: date, *, is_owed: bool) -> Counted:
    """How one undertaking counts on a day."""
    target_last, status, _progress, _since = reading.following(said)[1:5]
    due_last, _due, round_last, met_on, _times, put_off = reading.following(said)[9:15]
    is_done = met_on is not None and round_last >= day and status not in WAIVED
    is_open = status not in CLOSED
    return Counted(
        row.code, row.party, row.instrument, row.section, row.kind,
        status="implemented" if is_done else status,
        due_state=find_state(status, due_last, target_last, day, is_owed=is_owed) if is_open else "",
        missed=count_missed(row, reading, status, day, is_owed=is_owed),
        is_postponed=is_open and put_off is not None,
        has_changed=reading.updated_on is not None and day - PERIOD <= reading.updated_on <= day,
    )  # fmt: skip


def find_state(status: str, due: date | None, target: date | None, day: date, *, is_owed: bool) -> str:
    """Overdue, not looked up or due soon; nothing where it is none of these."""
    if due is None:
        return ""
    if due < day:
        return "overdue" if is_owed or status != "not_reported" else "not_looked_up"
    return "due_soon" if min(due, target or due) <= day + SOON else ""


def count_missed(row: Any, reading: Reading, status: str, day: date, *, is_owed: bool) -> int:
    """How many dates went by unmet: those of which somebody spoke, and of what the home party owes all others too."""
    if status in WAIVED:
        return 0
    states = [reading.state_of(item) for item in reading.rounds if item.due_last < day]
    missed = sum(state not in CLOSED and (is_owed or state is not None) for state in states)
    in_hand = reading.in_hand
    if is_owed and row.every and in_hand is not None and in_hand.due_last < day:
        last = max(item.due_last for item in reading.rounds)
        missed += sum(last < each < day for each in follow(row, day))
    return missed


def follow(row: Any, day: date) -> Iterator[date]:
    """The dates of a rule of whole months from its first one on, until it ends."""
    months = int(row.every[1:-1]) * (12 if row.every.endswith("Y") else 1)
    first, turn = date.fromisoformat(row.anchor), 0
    until = date.fromisoformat(str(row.until)) if row.until else date.max
    while (each := first + relativedelta(months=months * turn)) < day and each <= until:
        yield each
        turn += 1


def add_up(counted: Iterable[Counted]) -> dict[str, Any]:
    """The figures of these undertakings, as JSON has them for a group."""
    rows = list(counted)
    counts = {status: sum(row.status == status for row in rows) for status in STATUSES}
    states = Counter(row.due_state for row in rows)
    due = {name: states[name] for name in ("overdue", "not_looked_up", "due_soon")}
    base = len(rows) - counts["not_applicable"] - counts["overtaken_by_events"]
    done = counts["implemented"]
    return {
        "total": len(rows),
        "counts": counts,
        "rate": {"percent": 100 * done / base if base else None, "implemented": done, "counted": base},
        **due,
        "postponed": sum(row.is_postponed for row in rows),
        "missed": sum(row.missed for row in rows),
        "changed": sum(row.has_changed for row in rows),
    }
