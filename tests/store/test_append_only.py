"""What was recorded stays: the database itself refuses to change or delete it."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ctrack.store.tables import APPEND_ONLY
from tests.support.figures import Tell, engine_of
from tests.support.registers import content, opened
from tests.support.runner import Runner

# The entries of other registers are there only where two were merged (`test_register_merges`).
TABLES = [table.name for table in APPEND_ONLY if table.name != "foreign_entry"]
KEYS = {"status_update": "id", "journal": "number", "report": "number"}
CHANGES = (
    "UPDATE {table} SET author = 'somebody else'",
    "UPDATE {table} SET author = author",
    "UPDATE {table} SET {key} = {key} + 1000 WHERE {key} = 1",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE {key} = 1",
    "INSERT INTO {table} SELECT * FROM {table} WHERE {key} = 1 ON CONFLICT ({key}) DO UPDATE SET author = 'x'",
)
ON_SQLITE = (
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {key} = 1",
    "REPLACE INTO {table} SELECT * FROM {table}",
    "UPDATE OR REPLACE {table} SET {key} = 1 WHERE {key} = 2",
    "UPDATE OR IGNORE {table} SET author = 'x'",
)
ON_SERVER = (
    "TRUNCATE {table} CASCADE",
    "TRUNCATE status_update, journal, report CASCADE",
)


def check_refused(runner: Runner, statements: tuple[str, ...]) -> None:
    """The database refuses each of the statements on either table, and everything is as it was."""
    runner.ok("note", "KWT-21", "Two named")
    for to in ("the Committee", "the Minister"):
        runner.ok("report", "--submit", to)
    before = content(runner)
    with opened(runner) as register:
        for statement, table in product(statements, TABLES):
            words = text(statement.format(table=table, key=KEYS[table]))
            with pytest.raises(DBAPIError, match="append-only"), register.engine.begin() as connection:
                connection.execute(words)
    assert content(runner) == before


def test_no_row_can_be_changed_or_deleted(anywhere: Runner, tell_figures: Tell) -> None:
    """Status updates and journal entries cannot be changed or deleted, by whatever statement."""
    check_refused(anywhere, CHANGES)
    tell_figures("guards", engine_of(anywhere), len(CHANGES) * len(TABLES))


def test_no_row_can_be_replaced(ctrack: Runner, tell_figures: Tell) -> None:
    """SQLite's own ways of putting a row in the place of another are refused too."""
    check_refused(ctrack, ON_SQLITE)
    tell_figures("guards", engine_of(ctrack), len(ON_SQLITE) * len(TABLES))


def test_no_table_can_be_emptied(on_server: Runner, tell_figures: Tell) -> None:
    """PostgreSQL's TRUNCATE, which is no DELETE, is refused too."""
    check_refused(on_server, ON_SERVER)
    tell_figures("guards", engine_of(on_server), len(ON_SERVER) * len(TABLES))


def test_the_guards_let_new_entries_pass(anywhere: Runner) -> None:
    """Appending goes on as ever, by ctrack and in several rows at once."""
    anywhere.ok("update", "instrument:kuwait-2024", "--progress", "5")
    assert anywhere.ok("db", "check").code == 0
