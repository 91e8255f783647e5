"""A year of several parties with everything that may happen to an undertaking, and its figures by plain SQL.

The SQL knows nothing of ctrack but its tables: it is what the figures of every report are held against.
"""

from __future__ import annotations

from typing import Any

from tests.support.registers import TODAY, query
from tests.support.runner import Runner

SOON_DAYS = 30
CHANGE_DAYS = 90
SUMS = ("overdue", "not_looked_up", "due_soon", "postponed", "missed", "changed")
STATUSES = (
    "not_reported", "not_started", "in_progress", "partially_implemented", "implemented", "not_applicable",
    "overtaken_by_events",
)  # fmt: skip
LIFE: tuple[tuple[str, ...], ...] = (
    ("party", "add", "FR"),
    ("agency", "add", "moi", "--name", "Ministry of Interior"),
    ("agency", "add", "mofa", "--name", "Ministry of Foreign Affairs"),
    ("assign", "instrument:kuwait-2024", "--lead", "moi"),
    ("assign", "section:youth", "--lead", "mofa"),
    ("update", "KWT-25", "--status", "implemented", "--on", "2026-02-01", "--note", "PUBLIC note", "--level", "public"),
    ("update", "KWT-26", "--status", "partially_implemented", "--on", "2026-03-01", "--note", "CLOSED note"),
    ("update", "KWT-21", "--status", "implemented", "--on", "2026-08-15", "--note", "INNER note",
     "--level", "internal"),
    ("update", "KWT-22", "--progress", "40", "--on", "2026-09-20"),
    ("update", "KWT-22", "--progress", "20", "--on", "2026-11-01"),
    ("update", "KWT-01", "KWT-02", "--status", "in_progress", "--on", "2026-01-10"),
    ("update", "KWT-02", "--status", "not_started", "--on", "2026-10-10"),
    ("update", "KWT-03", "--target", "2026-11-30", "--on", "2026-05-05"),
    ("update", "KWT-04", "--target", "2026-10-31", "--on", "2026-05-05"),
    ("update", "section:youth", "--status", "not_applicable", "--on", "2026-04-04"),
    ("update", "KWT-10", "--status", "overtaken_by_events", "--on", "2026-06-06"),
    ("update", "KWT-25", "--party", "FR", "--status", "implemented", "--on", "2026-07-07"),
    ("update", "KWT-26", "--party", "FR", "--status", "in_progress", "--on", "2026-11-11", "--note", "French note"),
    ("update", "KWT-21", "--party", "UN", "--progress", "10", "--on", "2026-10-20", "--note", "UN INNER note",
     "--level", "internal"),
    ("update", "KWT-11", "--status", "implemented", "--on", "2026-11-02"),
    ("undo",),
    ("note", "KWT-12", "INNER only", "--level", "internal"),
    ("recur", "KWT-13", "--every", "1y", "--anchor", "2026-09-30", "--today", "2026-09-01"),
    ("recur", "KWT-15", "--every", "1y", "--anchor", "2024-03-31", "--today", "2024-03-01"),
    ("update", "KWT-15", "--status", "implemented", "--on", "2024-03-20"),
    ("recur", "KWT-16", "--every", "1y", "--anchor", "2025-12-31", "--today", "2025-12-01"),
    ("update", "KWT-16", "--status", "implemented", "--on", "2026-02-03"),
    ("add", "NAT-1", "--instrument", "kuwait-2024", "--title", "A law", "--deadline", "2026-06"),
    ("update", "NAT-1", "--target", "2027-03", "--on", "2026-05-20"),
    ("update", "NAT-1", "--target", "2027-09", "--on", "2026-10-20"),
    ("add", "NAT-2", "--instrument", "kuwait-2024", "--title", "A plan", "--deadline", "2027-06"),
    ("update", "NAT-2", "--target", "2026-12-10", "--on", "2026-10-20"),
    ("update", "KWT-14", "--tag", "assistance", "--priority", "high"),
    ("withdraw", "KWT-09", "--reason", "Entered twice"),
    ("withdraw", "ctweek-2020"),
    ("edit", "NAT-1", "--title", "An act of parliament", "--kind", "norm"),
)  # fmt: skip

_OPEN = "u.status NOT IN ('implemented', 'not_applicable', 'overtaken_by_events')"
_OWED = "(p.code = 'KW' AND u.is_joint IS NULL)"
_UNSEEN = f"(u.status = 'not_reported' AND NOT {_OWED})"
# What comes round once a year counts as implemented for a year from the last date that was met.
_STATUS = (
    "CASE WHEN u.occurrence IS NOT NULL AND EXISTS (SELECT 1 FROM occurrence o WHERE o.undertaking_id = u.id "
    "AND o.is_met AND date(o.due_last, '+1 year') >= date(?1)) THEN 'implemented' ELSE u.status END"
)
# The newest target that was not taken back is later than the date of the text, or than the first target.
_POSTPONED = f"""({_OPEN} AND (SELECT n.target_last FROM status_update n WHERE n.undertaking_id = u.id
    AND n.target IS NOT NULL ORDER BY n.effective_on DESC, n.id DESC LIMIT 1) > coalesce(c.moved_last, c.deadline_last,
    (SELECT min(n.target_last) FROM status_update n WHERE n.undertaking_id = u.id)))"""
# Every date of a yearly rule that has gone by, without those that an update met.
_MISSED = """(WITH RECURSIVE dates(day) AS (
      SELECT u.anchor UNION ALL SELECT date(day, '+1 year') FROM dates WHERE day < date(?1))
    SELECT count(*) FROM dates
    WHERE u.every IS NOT NULL AND p.code = 'KW' AND u.is_joint IS NULL AND c.recurrence IS NULL
      AND day < date(?1) AND NOT EXISTS (SELECT 1 FROM status_update n JOIN occurrence o ON o.id = n.occurrence_id
        WHERE n.undertaking_id = u.id AND n.status = 'implemented' AND o.due_last = day))"""
_WHERE = {":open": _OPEN, ":unseen": _UNSEEN, ":postponed": _POSTPONED, ":missed": f"{_MISSED} > 0"}
_FROM = (
    "undertaking u JOIN commitment c ON c.id = u.commitment_id AND c.withdrawn IS NULL JOIN party p ON p.id = u.party_id "  # noqa: E501
    "JOIN instrument i ON i.id = c.instrument_id AND i.withdrawn IS NULL JOIN section s ON s.id = c.section_id LEFT JOIN agency a ON a.id = u.lead_id"  # noqa: E501
)


def live(runner: Runner) -> Runner:
    """A new register of Kuwait, after the whole year."""
    runner.ok("init", "--party", "KW")
    for words in LIFE:
        runner.ok(*words)
    return runner


def recount(runner: Runner, where: str, *values: str) -> dict[str, Any]:
    """The figures of the undertakings that meet a condition of SQL, as JSON has them for a group."""
    counts = dict.fromkeys(STATUSES, 0)
    sums = dict.fromkeys(SUMS, 0)
    due = f"u.due_last IS NOT NULL AND {_OPEN} AND u.due_last"
    near = "min(u.due_last, coalesce(u.target_last, u.due_last))"
    statement = f"""
        SELECT {_STATUS} AS standing, count(*),
          sum({due} < date(?1) AND NOT {_UNSEEN}),
          sum({due} < date(?1) AND {_UNSEEN}),
          sum({due} >= date(?1) AND {near} <= date(?1, '+{SOON_DAYS} days')),
          sum(coalesce({_POSTPONED}, 0)),
          sum({_MISSED}),
          sum(u.updated_on IS NOT NULL AND u.updated_on BETWEEN date(?1, '-{CHANGE_DAYS} days') AND date(?1))
        FROM {_FROM} WHERE {where} GROUP BY standing
    """
    for status, count, *found in query(runner.database, statement, TODAY.isoformat(), *values):
        counts[status] = count
        sums = {name: sums[name] + number for name, number in zip(SUMS, found, strict=True)}
    counted = sum(counts.values()) - counts["not_applicable"] - counts["overtaken_by_events"]
    done = counts["implemented"]
    rate = {"percent": 100 * done / counted if counted else None, "implemented": done, "counted": counted}
    return {
        "total": sum(counts.values()), "counts": counts, "rate": rate, **sums,
    }  # fmt: skip


def names(runner: Runner, column: str, where: str, *values: str) -> list[str]:
    """What a column holds, each value once."""
    rows = query(runner.database, f"SELECT DISTINCT {column} FROM {_FROM} WHERE {where}", *values)
    return sorted(str(row[0]) for row in rows)


def codes(runner: Runner, where: str, *values: str) -> list[str]:
    """The codes of the undertakings that meet a condition, in order; `:open` and the like stand for _WHERE."""
    condition = where
    for name, text in _WHERE.items():
        condition = condition.replace(name, text)
    return sorted(row[0] for row in query(runner.database, f"SELECT c.code FROM {_FROM} WHERE {condition}", *values))


def count_on(runner: Runner, party: str, day: str, statuses: tuple[str, ...]) -> int:
    """How many undertakings of a party had one of the statuses at the end of a day, told by updates that stand."""
    marks = ", ".join("?" for _ in statuses)
    statement = f"""
        WITH RECURSIVE gone(id) AS (
          SELECT r.retracts_id FROM status_update r WHERE r.retracts_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM status_update t WHERE t.retracts_id = r.id)),
        told AS (
          SELECT n.undertaking_id, n.status, o.due_last,
            row_number() OVER (PARTITION BY n.undertaking_id ORDER BY n.effective_on DESC, n.id DESC) AS place
          FROM status_update n JOIN undertaking u ON u.id = n.undertaking_id JOIN party p ON p.id = u.party_id
            LEFT JOIN occurrence o ON o.id = n.occurrence_id
          WHERE n.status IS NOT NULL AND n.effective_on <= ? AND p.code = ? AND n.id NOT IN (SELECT id FROM gone))
        SELECT count(*) FROM told WHERE place = 1 AND status IN ({marks})
          AND (due_last IS NULL OR date(due_last, '+1 year') >= date(?))
    """
    ((found,),) = query(runner.database, statement, day, party, *statuses, day)
    return int(found)


def count_notes(runner: Runner, party: str, level: str) -> int:
    """How many notes of a level stand on undertakings of a party."""
    statement = """
        SELECT count(*) FROM status_update n JOIN undertaking u ON u.id = n.undertaking_id
        JOIN party p ON p.id = u.party_id
        WHERE n.note IS NOT NULL AND n.note <> 'null' AND p.code = ? AND n.level = ?
          AND NOT EXISTS (SELECT 1 FROM status_update r WHERE r.retracts_id = n.id)
    """
    ((found,),) = query(runner.database, statement, party, level)
    return int(found)
