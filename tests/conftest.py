"""Fixtures: a register to work on, copied from one that is made once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from ctrack.cli.console import activity
from ctrack.store import engine
from ctrack.store.sketches import Sketch, Unkeyable, write_shape
from tests.support import figures, postgres
from tests.support.runner import Runner

NUMBERS = count(1)
# How long an example takes on a busy machine is not what tests look at either. Other examples are tried in every run,
# so that few of them do for one.
settings.register_profile("patient", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No words about work that lasts: how long something lasts on a busy machine is not what tests look at."""
    monkeypatch.setattr(activity, "PATIENCE", 600.0)


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Statements are compiled once a process of tests, not once a register: engines over files share what is compiled.

    Half the time of a report is spent on that; each run of the program itself still compiles its own.
    """
    dialect, compiled = None, LRUCache(2000)

    def make(path: Path, wait: float) -> Engine:
        nonlocal dialect
        made = make_engine(path, wait)
        dialect = dialect or made.dialect
        made.dialect = made.pool._dialect = dialect
        made._compiled_cache = compiled
        return made

    make_engine, engine.open_file = engine.open_file, make
    yield
    engine.open_file = make_engine


@pytest.fixture(autouse=True, scope="session")
def built_once() -> Iterator[None]:
    """Expressions of SQLAlchemy are built once a process of tests as well: one for each shape with its values.

    What a sketch was built into is never changed; to build it and to find its place among what is compiled takes a
    third of the time of an undo.
    """
    built: LRUCache[object, Any] = LRUCache(4000)

    def find(sketch: Sketch) -> Any:
        try:
            shape, values = write_shape(sketch)
        except Unkeyable:
            return sketch.make()
        key = shape, *((type(value), value) for value in values)
        if (found := built.get(key)) is None:
            found = built[key] = sketch.make()
        return found

    with pytest.MonkeyPatch.context() as patched:
        for name in ("_execute_on_connection", "_execute_on_scalar"):
            patched.setattr(Sketch, name, lambda self, *given, name=name: getattr(find(self), name)(*given))
        yield


def pytest_collection_finish() -> None:
    """What was imported and collected lives to the end: the collector of garbage need not go through it each time."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Long suites run when they are asked for: -m slow, or in CI."""
    if not config.option.markexpr:
        config.option.markexpr = "not slow"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a server of its own belongs to the long suites."""
    for item in items:
        if "[postgresql" in item.name or "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def tell_figures(record_property: Callable[[str, object], None]) -> figures.Tell:
    """Tells how often a fault was injected, or an attack made, and what was lost: (name, engine, tried, lost)."""

    def tell(name: str, engine: str, tried: int, lost: int = 0) -> None:
        assert name in figures.NAMES
        record_property("figure", [name, engine, tried, lost])
        assert lost == 0

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests told, and write it into SECURITY.md where that is asked for."""
    told = (pair for each in terminalreporter.stats.get("passed", ()) for pair in each.user_properties)
    found = figures.add_up(figures.Figure(*value) for name, value in told if name == "figure")
    for table in figures.TABLES:
        rows = [figure.write("en") for figure in found if figure.table == table]
        if rows:
            terminalreporter.section(table)
            terminalreporter.write("".join(f"{row}\n" for row in rows))
    if os.environ.get("CTRACK_UPDATE_FIGURES"):
        for language, path in figures.PAGES.items():
            path.write_text(figures.fill_page(path.read_text("utf-8"), found, language), encoding="utf-8")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of a neutral focal point, made once and never written to."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.db"
    Runner(str(path), folder).ok("init")
    return path


@pytest.fixture
def ctrack(template: Path, tmp_path: Path) -> Runner:
    """`ctrack` over a register of its own on SQLite."""
    path = tmp_path / "commitments.db"
    shutil.copyfile(template, path)
    return Runner(str(path), tmp_path)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server; where there is none the test is skipped, and fails in CI."""
    try:
        with postgres.start_server() as address:
            yield address
    except postgres.NoServer as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def server_template(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with a register in it, made once."""
    name = f"template_{os.getpid()}"
    create_database(server, name)
    Runner(postgres.make_address(server, name), tmp_path_factory.mktemp("server")).ok("init")
    return name


def create_database(server: str, name: str, template: str = "template0") -> None:
    """A new database on the server."""
    import psycopg

    with psycopg.connect(postgres.make_address(server, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


@pytest.fixture
def on_server(server: str, server_template: str, tmp_path: Path) -> Runner:
    """`ctrack` over a register of its own on PostgreSQL."""
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    create_database(server, name, server_template)
    return Runner(postgres.make_address(server, name), tmp_path)


@pytest.fixture
def crowds() -> ModuleType:
    """The crowd of the benchmark: processes that write, and tell what was acknowledged."""
    return importlib.import_module("bench.writers")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def anywhere(request: pytest.FixtureRequest) -> Runner:
    """`ctrack` over a register of its own, on each engine in turn; the server's turn comes with the long suites."""
    return request.getfixturevalue("ctrack" if request.param == "sqlite" else "on_server")  # type: ignore[no-any-return]
