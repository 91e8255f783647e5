"""Registers that somebody else made to do harm: they are opened, read, verified and written to.

`pytest -m slow -n0 tests/test_hostile_registers.py -s` prints how often each kind was tried and held.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.attacks import Tally
from tests.support.children import run_in_child
from tests.support.runner import Runner

TALLY = Tally()
SECONDS, BYTES = 40, 3 << 30
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
UNGUARDED = "".join(
    f"DROP TRIGGER {table}_refuse_{verb};"
    for table in ("journal", "status_update")
    for verb in ("update", "delete", "replace")
)
OWNED = """UPDATE party SET name = '{"en": "Owned"}'"""
MASKED = "DROP TRIGGER report_refuse_update; CREATE TRIGGER report_refuse_update AFTER INSERT ON journal BEGIN {}; END"
VIRTUAL = "CREATE TABLE old AS SELECT * FROM {0}; DROP TABLE {0}; CREATE VIRTUAL TABLE {0} USING fts5({1});"
HOSTILE = {
    "view": [
        f"ALTER TABLE instrument RENAME TO old; CREATE VIEW instrument AS SELECT old.* FROM old, ({ENDLESS})",
        "ALTER TABLE party RENAME TO old; CREATE VIEW party AS SELECT * FROM old",
        f"CREATE VIEW more AS {ENDLESS}",
    ],
    "trigger": [
        f"CREATE TRIGGER own AFTER INSERT ON journal BEGIN {OWNED}; END",
        f"CREATE TRIGGER own AFTER UPDATE ON undertaking BEGIN SELECT * FROM ({ENDLESS}); END",
        MASKED.format(OWNED),
        MASKED.format(f"INSERT INTO setting SELECT 'x', count(*) FROM ({ENDLESS})"),
    ],
    "virtual table": [
        VIRTUAL.format("party", "id, code, kind, name, is_tracked") + "INSERT INTO party SELECT * FROM old",
        VIRTUAL.format("link", "id, commitment_id, to_commitment_id, to_instrument_id, relation"),
    ],
    "huge value": [
        "UPDATE party SET name = '{\"en\":\"' || printf('%.*c', 140000000, 'x') || '\"}' WHERE code = 'NFP'",
        "UPDATE commitment SET title = printf('%.*c', 200000, '[') || printf('%.*c', 200000, ']')",
        "UPDATE commitment SET title = '{\"en\": ' || printf('%.*c', 10000, '9') || '}'",
    ],
    "endless row": [
        UNGUARDED + "UPDATE status_update SET retracts_id = id",
        UNGUARDED + "UPDATE journal SET undoes = number",
        "INSERT INTO agency (id, code, name, parent_id) VALUES (901, 'a', '{}', 902), (902, 'b', '{}', 901)",
        "UPDATE undertaking SET every = '1d', anchor = '0001-01-01', occurrence = '0001-01-01'",
        "UPDATE undertaking SET every = '0d', anchor = '2020-01-01', occurrence = '2020-01-01'",
        "UPDATE undertaking SET due_last = '9999-12-31', target_last = '9999-12-31', target = '9999'",
    ],
    "path as a name": [
        "UPDATE instrument SET slug = '../../escaped' WHERE id = 1; UPDATE party SET code = '../../MA' WHERE id = 2; "
        "UPDATE commitment SET code = '../../ESC-1' WHERE id = 1",
    ],
    "no home": ["DELETE FROM setting", "UPDATE setting SET value = 'nowhere'"],
}  # fmt: skip
COMMANDS = (
    ("list",), ("show", "KWT-21"), ("report",), ("log",), ("search", "border"), ("list", "--as-of", "2026-11-25"),
    ("verify",), ("db", "check"), ("update", "KWT-21", "--progress", "50"), ("undo", "--dry-run"),
    ("publish", "site", "--force"),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    """The table is printed when everything was tried."""
    yield
    print(TALLY.tell())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "script"), [(kind, script) for kind, scripts in HOSTILE.items() for script in scripts]
)
def test_a_hostile_register_does_no_harm(ctrack: Runner, kind: str, script: str, tmp_path: Path) -> None:
    """Each command ends in time, within memory, with a sentence and not with a fault; nothing is run or written that it
    brought."""
    known = len(TALLY.lost[f"hostile file: {kind}"])
    ctrack.ok("update", "KWT-21", "--status", "in_progress", "--note", "Begun")
    plant(ctrack.database, script)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for words in COMMANDS:
        # Each is tried on the file as it came.
        database = tmp_path / "in" / "deep" / "one.db"
        shutil.copyfile(ctrack.database, database)
        code, err = run_bounded(database, words)
        held = code in (0, 2, 3, 4, 5, 6, 7) and "fault of ctrack" not in err and "Traceback" not in err
        TALLY.note(f"hostile file: {kind}", held, (kind, script, words, code, err))
        TALLY.note(f"hostile file: {kind}", not is_owned(database), (kind, script, words, "what it brought was run"))
    found = {path.name for folder in (tmp_path, tmp_path / "in") for path in folder.iterdir()}
    outside = {name for name in found if not name.startswith((".", "commitments.db"))} - {
        "in",
        "deep",
        "config",
        "cache",
    }
    TALLY.note(f"hostile file: {kind}", not outside, (kind, outside))
    assert TALLY.lost[f"hostile file: {kind}"][known:] == []


def plant(database: str, script: str) -> None:
    """Do to a register what its maker may have done."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.executescript(script)


def is_owned(database: Path) -> bool:
    """Whether a trigger that the file brought has done its work."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            return connection.execute("SELECT 1 FROM party WHERE name LIKE '%Owned%'").fetchone() is not None
        except sqlite3.Error:
            return False


def run_bounded(database: Path, words: tuple[str, ...]) -> tuple[int, str]:
    """The exit code and the words of a process that may use so much memory and time; -1 where it was ended."""

    def bound() -> None:
        os.chdir(database.parent)
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        # The processor's time, for a busy machine gives little of it; and an end also to what would only wait.
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(10 * SECONDS)

    died, outcome = run_in_child(Runner(str(database), database.parent.parent.parent), *words, prepare=bound)
    if outcome is None:
        return -1, f"it was ended by signal {died}" if died else "it raised"
    return outcome.code, outcome.err[:400]
