"""Help, version and completion start at once: they import neither SQLAlchemy, Alembic nor Rich."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.registers import make_register
from tests.cli.conftest import Program

HEAVY = ("sqlalchemy", "alembic", "rich", "dateutil", "hijridate", "psycopg", "icalendar", "tomlkit")


def imported(program: Program, *words: str, **environ: Any) -> set[str]:
    """The modules that a run of the program imported, as `-X importtime` tells."""
    ended = program(*words, PYTHONPROFILEIMPORTTIME="1", **environ)
    lines = ended.err.decode().splitlines()
    found = {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}
    assert "ctrack.cli.main" in found or "ctrack.cli.base" in found, lines[-5:]
    return found


def heavy(found: set[str]) -> set[str]:
    """Those that take long."""
    return {name for name in found if name.partition(".")[0] in HEAVY}


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("-h",),
        ("list", "--help"),
        ("update", "--help"),
        ("report", "--help"),
        ("instrument", "add", "--help"),
        ("help", "update"),
        ("completion", "bash"),
    ],
    ids=" ".join,
)
def test_help_is_light(program: Program, words: tuple[str, ...]) -> None:
    """Help and version load none of the heavy libraries."""
    assert heavy(imported(program, *words)) == set()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("ctrack up", 1),
        ("ctrack show KWT", 2),
        ("ctrack list status:ov", 2),
        ("ctrack list sta", 2),
        ("ctrack list instrument:ku", 2),
        ("ctrack assign KWT-25 --person a", 4),
        ("ctrack update KWT-25 --status im", 4),
    ],
)
def test_completion_is_light(program: Program, line: str, place: int) -> None:
    """A press of Tab loads none of them either, whatever is completed."""
    found = imported(program, _CTRACK_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(place))
    assert heavy(found) == set()


def test_mistakes_are_light(program: Program) -> None:
    """A mistyped command is refused before anything heavy is loaded."""
    assert heavy(imported(program, "lst")) == set()


def test_a_listing_needs_no_more_than_it_shows(program: Program) -> None:
    """A piped listing loads no Rich, and reading loads no Alembic."""
    found = imported(program, "list", "code:KWT-21")
    assert {name for name in found if name.partition(".")[0] in ("rich", "alembic", "psycopg")} == set()


def test_the_first_view_is_light(program: Program) -> None:
    """What needs the user is counted and drawn, with its bars, by none of the heavy libraries."""
    assert heavy(imported(program, "--color", "always", COLUMNS="80")) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("library", "words", "is_loaded"),
    [
        ("icalendar", "remind", False),
        ("icalendar", "remind --dry-run", False),
        ("icalendar", "due", False),
        ("icalendar", "calendar", True),
        ("tomlkit", "list", False),
        ("tomlkit", "config list", False),
        ("tomlkit", "config set lang en", True),
    ],
)
def test_libraries_of_files_are_loaded_to_write_them(
    program: Program, library: str, words: str, is_loaded: bool
) -> None:
    """That of calendars waits until one is written, that of settings until one is set."""
    assert (library in imported(program, *words.split())) is is_loaded


EVERYDAY = ("", "list", "list status:overdue", "show KWT-21", "due", "--today 2019-01-01 remind --dry-run")


@pytest.mark.parametrize("words", EVERYDAY)
def test_everyday_reading_needs_no_sqlalchemy(program: Program, words: str) -> None:
    """What is asked every day is read from a file by statements that came with the program."""
    found = imported(program, *words.split())
    assert {name for name in found if name.partition(".")[0] in ("sqlalchemy", "alembic", "rich")} == set()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which every list is longer than what is shown of it."""
    path = tmp_path_factory.mktemp("large") / "commitments.db"
    make_register(1000, path)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("words", [*EVERYDAY, "--today 2019-01-01 remind"])
def test_a_large_register_needs_no_other_statements(program: Program, large: Path, words: str, language: str) -> None:
    """However much there is to tell, and in whatever language, nothing is asked that did not come with the program."""
    found = imported(program, "--db", str(large), "--lang", language, *words.split(), XDG_CACHE_HOME="/nowhere")
    assert heavy(found) - {"dateutil", "hijridate"} == set()


@pytest.mark.slow
def test_a_code_of_a_large_register_is_completed_at_once(program: Program, large: Path) -> None:
    """A press of Tab asks a large register nothing else."""
    line = "ctrack show BENCH-0005"
    found = imported(program, CTRACK_DB=large, _CTRACK_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD="2")
    assert heavy(found) == set()
