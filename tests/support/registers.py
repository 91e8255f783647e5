"""A register opened without the command line: services are called as commands call them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, select

from ctrack.domain.dueness import Horizon
from ctrack.store.index_checks import is_index_true
from ctrack.store.journal import EntryHead
from ctrack.store.tables import metadata
from ctrack.store.work import Register, UnitOfWork, open_register
from tests.conftest import create_database
from tests.support.postgres import make_address
from tests.support.runner import NOW, Runner

Result = TypeVar("Result")

TODAY = date(2026, 11, 21)
HORIZON = Horizon(TODAY)


def head(command: str = "test", *, undoes: int | None = None, author: str = "tester") -> EntryHead:
    """The head of a journal entry at the moment of the tests."""
    return EntryHead(author, command, command, datetime.fromisoformat(NOW), undoes)


OPENED: dict[str, Register] = {}


@contextmanager
def opened(runner: Runner) -> Iterator[Register]:
    """The register of a runner; its connections are closed at the end, for a server has not many.

    Within, whatever opens it again gets the same one, whose statements are compiled already.
    """
    if runner.database in OPENED:
        yield OPENED[runner.database]
        return
    register = OPENED[runner.database] = open_register(runner.database)
    try:
        yield register
    finally:
        del OPENED[runner.database]
        register.engine.dispose()


def write(runner: Runner, work: Callable[[UnitOfWork], Result], entry: EntryHead | None = None) -> Result:
    """Do the work as one command would."""
    with opened(runner) as register:
        return register.write(entry or head(), work)


def read(runner: Runner, work: Callable[[Connection], Result]) -> Result:
    """Read the register."""
    with opened(runner) as register, register.read() as unit:
        return work(unit.connection)


def read_content(connection: Connection, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those named, in the order of their keys."""
    return {
        table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
        for table in metadata.sorted_tables
        if table.name not in without
    }


def content(runner: Runner, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the register of a runner holds."""
    return read(runner, lambda connection: read_content(connection, *without))


def copy_register(request: pytest.FixtureRequest, folder: Path) -> Runner:
    """A register on the engine that `request.param` names, for all tests of a module that only read."""
    if request.param == "sqlite":
        path = folder / "untouched.db"
        shutil.copyfile(request.getfixturevalue("template"), path)
        return Runner(str(path), folder)
    server, template = request.getfixturevalue("server"), request.getfixturevalue("server_template")
    name = f"untouched_{os.getpid()}_{folder.name}"
    create_database(server, name, template)
    return Runner(make_address(server, name), folder)


def keep_register(prepare: Callable[[Runner], object]) -> Callable[..., Path]:
    """A fixture of a module: the file of a register on SQLite in which `prepare` did its work once, to be copied."""

    @pytest.fixture(scope="module")
    def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
        path = tmp_path_factory.mktemp("kept") / "commitments.db"
        shutil.copyfile(template, path)
        prepare(Runner(str(path), path.parent))
        return path

    return kept


def copy_kept(kept: Path, runner: Runner) -> Runner:
    """The runner, over a copy of a register that was kept."""
    shutil.copyfile(kept, runner.database)
    return runner


def query(path: str | Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement, by a connection of SQLite that knows nothing of ctrack; committed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def is_sound(path: str | Path) -> bool:
    """Whether SQLite finds the file whole, every reference met and the full-text index in step."""
    with closing(sqlite3.connect(path)) as connection:
        if not is_index_true(Path(path)):
            return False
        whole = connection.execute("PRAGMA integrity_check").fetchall()
        return whole == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()
