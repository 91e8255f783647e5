"""How PostgreSQL finds what is asked every day in a register that has grown: by its indexes, and in the same order."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql

from bench.registers import make_register
from bench.servers import move
from ctrack.cli.reports import report_table
from ctrack.store import first_rows, readings
from ctrack.store.moments import Moment
from ctrack.store.retractions import stands
from ctrack.store.rewind import turn_back
from ctrack.store.sql import select, status_update
from ctrack.store.stands import select_stands
from tests.conftest import create_database
from tests.support.postgres import make_address
from tests.support.registers import read
from tests.support.runner import Runner

pytestmark = pytest.mark.slow
SIZE = 4000
# Those of which this register has thousands; and all that grow, of which some have no rows here to speak of.
LARGE = {"undertaking", "commitment", "status_update"}
GROWING = LARGE | {"journal", "occurrence", "link", "report"}
LISTS = (
    "list -n 25", "list -n 25 --reverse", "list -n 7 status:in_progress", "list -n 7 --reverse status:open",
    "list -n 5 party:UN", "list -n 5 status:overtaken_by_events", "list -n 9 status:not_started", "list -n 300 -f csv",
    "list -n 4 status:overdue", "list -n 4 not status:open", "list -n 3 water", "list -n 8 instrument:bench-3",
    "list -n 6 --sort due", "list -n 6 --sort status", "list -n 5 agency:none", "list -n 5 withdrawn:yes",
)  # fmt: skip
BOUNDED = (
    "show BENCH-000500", "show KWT-21", "list -n 25", "list -n 25 --reverse", "list -n 7 status:in_progress",
)  # fmt: skip


@pytest.fixture(scope="module")
def grown(server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Runner]:
    """A register of thousands, as a file and on a server."""
    folder = tmp_path_factory.mktemp("grown")
    file = folder / "commitments.db"
    make_register(SIZE, file)
    create_database(server, "grown")
    there = Runner(make_address(server, "grown"), folder)
    there.ok("init")
    with psycopg.connect(there.database, autocommit=True) as driver:
        move(file, driver)
    return Runner(str(file), folder), there


def test_the_first_rows_are_those_of_a_file(grown: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """Listings of a few rows are the same from a file, which sorts by its indexes, and from a server, which cannot."""
    file, there = grown
    # What fits so many is read in the one way, what fits fewer in the other.
    monkeypatch.setattr(first_rows, "MANY", SIZE // 8)
    for line in LISTS:
        words = shlex.split(line)
        assert (file(*words).code, file(*words).out) == (there(*words).code, there(*words).out), line


def test_what_is_bounded_is_found_by_indexes(grown: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """No statement of an everyday command, but for those that count, goes through a table that grows."""
    monkeypatch.setattr(first_rows, "MANY", SIZE // 8)
    asked = note_asked(grown[1], BOUNDED, monkeypatch)
    with psycopg.connect(grown[1].database) as driver:
        for statement, values in asked:
            if "count(" not in statement:
                for tables, choice in ((LARGE, "on"), (GROWING, "off")):
                    driver.execute(f"SET enable_seqscan = {choice}".encode())
                    refuse_scans(driver, statement, values, tables)


def test_one_commitment_is_found_by_indexes_for_a_role_too(
    grown: tuple[Runner, Runner], server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a role that sees a part, no statement of `show` goes through what the policies and views stand before."""
    role = f"plans_{os.getpid()}"
    address = make_address(server, "grown").replace("tester@", f"{role}@")
    assert role in address
    with psycopg.connect(grown[1].database, autocommit=True) as driver:
        driver.execute(f"CREATE ROLE {role} LOGIN".encode())
        try:
            grown[1].ok("access", "grant", role, "--as", "focal-point", "--party", "NFP")
            asked = note_asked(Runner(address, grown[1].home), ("show BENCH-000500", "show KWT-21"), monkeypatch)
            with psycopg.connect(address) as seen:
                seen.execute("SELECT ctrack_access.enter()")
                for statement, values in asked:
                    # A policy has two plans for a condition, of which one is taken.
                    refuse_scans(seen, statement, values, LARGE, is_run=True)
        finally:
            grown[1]("access", "revoke", role)
            driver.execute(f"DROP OWNED BY {role}; DROP ROLE {role}".encode())


def test_what_was_said_last_is_looked_up(grown: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the newest updates a report on a screen reads what they say by their keys, and of no others."""
    monkeypatch.setattr(report_table.Order, "most", 12)
    asked = note_asked(grown[1], ("report",), monkeypatch)
    found = [each for each in asked if "status_update.note," in each[0] and "array(" in each[0].lower()]
    # What the home party says, and what others do.
    assert len(found) == 2, [statement for statement, _values in asked]
    with psycopg.connect(grown[1].database) as driver:
        driver.execute("SET enable_seqscan = off")
        plans = [
            driver.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {each}".encode(), given).fetchone() for each, given in found
        ]
    read = [count_read(plan[0], "commitment") for plan in plans if plan is not None]
    assert 0 < max(read) <= 12, json.dumps(plans, indent=1)


def count_read(plan: Any, table: str) -> int:
    """How many rows of a table a plan has read."""
    if isinstance(plan, list):
        return sum(count_read(part, table) for part in plan)
    if not isinstance(plan, dict):
        return 0
    own = plan["Actual Rows"] * plan["Actual Loops"] if plan.get("Relation Name") == table else 0
    return own + sum(count_read(part, table) for part in plan.values())


def note_asked(runner: Runner, lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What these commands ask by psycopg alone."""
    asked: list[tuple[str, Any]] = []
    find = readings.find_made

    def note(sketch: Any, engine: str) -> Any:
        found, values = find(sketch, engine)
        asked.append((found.sql, found.bind(values)))
        return found, values

    monkeypatch.setattr(readings, "may_read", lambda place: True)
    monkeypatch.setattr("ctrack.store.server_readings.find_made", note)
    for line in lines:
        runner.ok(*shlex.split(line))
    assert len(asked) > 3 * len(lines)
    return asked


def refuse_scans(
    driver: psycopg.Connection, statement: str, values: Any, tables: set[str], *, is_run: bool = False
) -> None:
    """Fail where the plan of a statement goes through one of the tables; one that `is_run` tells what it left out."""
    plan = driver.execute(f"EXPLAIN (FORMAT JSON, ANALYZE {is_run}) {statement}".encode(), values).fetchone()
    assert plan is not None
    assert not tables & set(list_scanned(plan[0])), json.dumps([statement, plan[0]], indent=1)


def test_the_past_is_looked_up_by_its_indexes(grown: tuple[Runner, Runner]) -> None:
    """Where a few stood then is found by their keys: the server knows how much the tables of the past hold."""
    codes = [f"BENCH-{number:06}" for number in range(100, 110)]

    def look_back(connection: Connection) -> tuple[list[str], list[float]]:
        turn_back(connection, Moment(date(2026, 6, 1)))
        asked = as_made(select_stands(codes)).compile(
            dialect=connection.dialect, compile_kwargs={"literal_binds": True}
        )
        plan = connection.scalar(text(f"EXPLAIN (FORMAT JSON) {asked}"))
        known = text("SELECT reltuples FROM pg_class WHERE oid = to_regclass('pg_temp.undertaking')")
        return list(list_scanned(plan)), [
            connection.scalar(known),
            connection.scalar(text("SELECT count(*) FROM undertaking")),
        ]

    scanned, (known, there) = read(grown[1], look_back)
    assert known == there > SIZE
    assert not LARGE & set(scanned)


def test_the_few_retractions_are_found_among_many_updates(grown: tuple[Runner, Runner]) -> None:
    """Whoever asks what stands begins with what retracts something, by its index."""
    statement = as_made(select(status_update.c.id).where(stands())).compile(dialect=postgresql.dialect())
    with psycopg.connect(grown[1].database) as driver:
        plan = "\n".join(row[0] for row in driver.execute(f"EXPLAIN {statement}".encode(), statement.params))
    assert "Index Scan using ix_status_update_retracts_id on status_update later" in plan


def as_made(sketch: Any) -> Any:
    """What a sketch stands for."""
    return sketch.make()


def list_scanned(plan: Any) -> Iterator[str]:
    """The tables that a plan goes through from their first row to their last."""
    if isinstance(plan, list):
        for part in plan:
            yield from list_scanned(part)
    elif isinstance(plan, dict):
        if plan.get("Node Type") == "Seq Scan" and plan.get("Actual Loops", 1):
            yield plan["Relation Name"]
        for part in plan.values():
            yield from list_scanned(part)
