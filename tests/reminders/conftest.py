"""What the tests of reminders share: registers with people in them on each engine, and a mail server that counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NUMBERS, create_database
from tests.notify.conftest import authority as authority
from tests.support import postgres
from tests.support.offices import Duty, configure, staff
from tests.support.post_office import PostOffice
from tests.support.runner import Runner

# Eight commitments of four people, all due in a week; two people have an overseer.
DUTIES = tuple(
    Duty(f"KWT-{number:02}", person, "2026-11-28", "Boss" if person in ("Amira", "Badr") else None)
    for number, person in enumerate(("Amira", "Badr", "Cyrine", "Dana") * 2, start=11)
)
ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
Make = Callable[[], Runner]


@pytest.fixture(scope="session")
def staffed_file(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register on SQLite with people and duties, made once."""
    folder = tmp_path_factory.mktemp("staffed")
    path = folder / "staffed.db"
    shutil.copyfile(template, path)
    staff(Runner(str(path), folder), DUTIES)
    return path


@pytest.fixture(scope="session")
def staffed_database(server: str, server_template: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on PostgreSQL."""
    name = f"staffed_{next(NUMBERS)}_{server_template}"
    create_database(server, name, server_template)
    staff(Runner(postgres.make_address(server, name), tmp_path_factory.mktemp("staffed")), DUTIES)
    leave_alone(server, name)
    return name


def leave_alone(server: str, name: str) -> None:
    """End every session of a database: as long as there is one, it cannot be copied."""
    import psycopg

    with psycopg.connect(postgres.make_address(server, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


@pytest.fixture(params=ENGINES)
def make_office(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes registers with people and duties, each time a fresh one; on each engine in turn."""

    def make() -> Runner:
        home = tmp_path / f"home-{next(NUMBERS)}"
        home.mkdir()
        if request.param == "sqlite":
            path = home / "commitments.db"
            shutil.copyfile(request.getfixturevalue("staffed_file"), path)
            return Runner(str(path), home)
        server, name = request.getfixturevalue("server"), f"office_{home.name}_{tmp_path.name}"[-60:]
        create_database(server, name, request.getfixturevalue("staffed_database"))
        return Runner(postgres.make_address(server, name), home)

    return make


@pytest.fixture
def office(make_office: Make) -> Runner:
    """One register with people and duties."""
    return make_office()


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """A mail server."""
    with PostOffice() as running:
        yield running


@pytest.fixture
def by_mail(office: Runner, post: PostOffice) -> Runner:
    """A register whose reminders go to the mail server, one for each commitment."""
    configure(office, "smtp", post.settings(), digest=False)
    return office


@pytest.fixture
def into_folder(office: Runner) -> Runner:
    """A register whose reminders go into a folder, one for each commitment."""
    configure_folder(office, digest=False)
    return office


def configure_folder(runner: Runner, **remind: Any) -> Path:
    """Let reminders go into a folder of mails; the folder."""
    folder = runner.home / "mails"
    folder.mkdir(exist_ok=True)
    configure(runner, "eml", {"folder": folder}, **remind)
    return folder
