"""The ready database at the root is what this version of `ctrack init` makes."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ctrack.store.index_checks import is_index_true
from tests.support.runner import Runner
from tests.support.shipped import HOME
from tools.database import READY, make_database

HINT = "python -m tools.database makes it anew"
INDEX_ROWS = 'INSERT INTO "commitment_search_'


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database, made again."""
    path = tmp_path_factory.mktemp("rebuilt") / "commitments.db"
    make_database(path)
    return path


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A copy of the tracked file, so that no test can touch it."""
    return Path(shutil.copy(READY, tmp_path))


def dump(path: Path) -> list[str]:
    """Everything that a database holds, as statements of SQL, and what its header says.

    How the full-text index lays out its own tables is SQLite's affair, and may differ between its versions.
    """
    with closing(sqlite3.connect(path)) as connection:
        pragmas = ("application_id", "user_version", "journal_mode", "encoding")
        header = [f"{pragma}: {connection.execute(f'PRAGMA {pragma}').fetchone()[0]}" for pragma in pragmas]
        return header + [line for line in connection.iterdump() if not line.startswith(INDEX_ROWS)]


def test_tracked_database_is_what_init_makes(ready: Path, rebuilt: Path) -> None:
    """Schema, catalogue, parties, status updates and journal are those of the program beside it, to the last value."""
    assert dump(ready) == dump(rebuilt), HINT


def test_search_index_of_the_tracked_database_is_whole(ready: Path) -> None:
    """What is searched for in the tracked file is found: its full-text index agrees with its commitments."""
    assert is_index_true(ready)
    with closing(sqlite3.connect(ready)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_making_leaves_one_file(rebuilt: Path) -> None:
    """No write-ahead log is left beside the file: whoever takes the file alone has everything."""
    assert [path.name for path in rebuilt.parent.glob("*.db*")] == ["commitments.db"]


def test_making_twice_makes_the_same(rebuilt: Path, tmp_path: Path) -> None:
    """Nothing in the database depends on when, where or by whom it was made."""
    again = tmp_path / "commitments.db"
    make_database(again)
    assert dump(again) == dump(rebuilt)


def test_reading_leaves_the_tracked_database_as_it_is(ready: Path) -> None:
    """A report over the tracked file changes not a byte of it and leaves nothing beside it."""
    before = ready.read_bytes()
    report = Runner(str(ready), ready.parent).data("report")
    assert report["home"] == "NFP"
    assert (report["total"], report["others"]["total"]) == (HOME, 141)
    assert ready.read_bytes() == before
    assert [path.name for path in ready.parent.glob("*.db*")] == ["commitments.db"]
