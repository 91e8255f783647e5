"""What a file of SQLite brings of its own: nothing of it runs, and nobody waits for it for ever."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.support.runner import Runner

UNGUARDED = "".join(f"DROP TRIGGER status_update_refuse_{verb};" for verb in ("update", "delete", "replace"))
OWNED = """UPDATE party SET name = '{"en": "Owned"}'"""


def plant(runner: Runner, script: str) -> None:
    """Do to a register what its maker may have done."""
    with closing(sqlite3.connect(runner.database)) as connection:
        connection.executescript(f"PRAGMA foreign_keys = OFF; {script}")


def test_a_trigger_under_the_name_of_a_guard_never_runs(ctrack: Runner) -> None:
    """Before anything is written, a trigger that does not do what its name says is found, and named."""
    plant(
        ctrack,
        "DROP TRIGGER report_refuse_update; "
        f"CREATE TRIGGER report_refuse_update AFTER INSERT ON journal BEGIN {OWNED}; END",
    )
    outcome = ctrack("update", "KWT-21", "--progress", "50")
    assert (outcome.code, "report_refuse_update: this trigger does not do" in outcome.err) == (5, True)
    assert "Owned" not in ctrack.ok("party", "list").out


@pytest.mark.parametrize(
    ("script", "what"),
    [
        (
            "DROP TABLE link; CREATE VIRTUAL TABLE link USING fts5(id, relation)",
            "link: a virtual table stands in its place",
        ),
        ("DELETE FROM setting", "which party is home is not known"),
    ],
)
def test_what_stands_in_the_place_of_something_is_damage(ctrack: Runner, script: str, what: str) -> None:
    """A virtual table in the place of a table, and a register without a home, are named."""
    plant(ctrack, script)
    outcome = ctrack("list")
    assert (outcome.code, what in outcome.err) == (5, True), outcome


def test_a_value_that_fills_the_memory_is_damage(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is larger than any that ctrack writes is not read, and that is told of the file."""
    monkeypatch.setattr("ctrack.store.register_files.LONGEST_VALUE", 1 << 20)
    plant(ctrack, "UPDATE party SET name = printf('%.*c', 2000000, 'x')")
    outcome = ctrack("party", "list")
    assert (outcome.code, "larger than any that ctrack writes" in outcome.err) == (5, True), outcome


def test_a_retraction_of_itself_ends(ctrack: Runner) -> None:
    """A chain of retractions that comes back to itself, which no register writes, keeps nobody for ever."""
    ctrack.ok("update", "KWT-21", "--status", "in_progress")
    plant(ctrack, f"{UNGUARDED} UPDATE status_update SET retracts_id = id")
    assert ctrack.ok("show", "KWT-21").out
