"""Reading by the driver alone: whole outputs are those of the ordinary way, and whatever is unusual goes that way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ctrack.store import kept_statements, readings, rewind
from ctrack.store.queries import HomeNotThere
from ctrack.store.register_places import read_place
from ctrack.store.sql import bindparam, commitment, func, select, text
from ctrack.store.units import UnitOfWork
from tests.support.registers import opened
from tests.support.runner import Runner

# Each with the shapes of filters, orders, formats and languages that people use.
FEW = (
    "", "-f json", "--lang ar", "list -n 7", "list status:overdue --lang fr", "list status:open due:none -f json -n 5",
    "list water or theme:terrorism -n 5", "show KWT-21 --lang ar", "show kwt25 -f json", "show 21", "show nothing",
    "due", "due --next 12m", "due --check", "list agency:nobody", "list fruit:apple", "remind --dry-run",
    "report -f json",
)  # fmt: skip
MANY = (
    "list --all -f csv", "list --sort due", "list --sort status --reverse", "list --sort updated -r",
    "list --sort code",
    "list --sort progress", "list party:UN", "list -f markdown -n 9", "list --all -f json", "list instrument:kuwait",
    "list not status:open", "list 'title:border management'", "list progress:0 -n 3", "list due:2026..2027",
    "list note:x", "list withdrawn:yes", "show SC-1373-1A KWT-21", "show PVE-DAY -f html", "show KWT-21 --history",
    "show 3", "due -f json --lang ar", "due --calendar", "due --mine", "remind --check", "remind log", "list kw -f tsv",
    "--all", "-f json --lang fr", "list --lang es -n 3", "list --lang ru -n 3", "due party:UNGA", "list section:x",
    "list --as-of 2026-01-01 -n 3", "due --today 2027-03-01", "list --in-own-words -n 3", "list person:none -n 2",
    "report --lang ar", "report --by theme,party -f html", "report status:open -f csv", "report --once",
)  # fmt: skip


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def told(ctrack: Runner) -> Runner:
    """A register in which something was said."""
    ctrack.ok("update", "KWT-21", "--status", "in_progress", "--progress", "40", "--note", "100% of it_is/said")
    ctrack.ok("agency", "add", "MOI", "--name", "Interior")
    ctrack.ok("assign", "KWT-21", "--lead", "MOI")
    ctrack.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2026-01-31", "--today", "2026-01-01")
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", "2026-01-20")
    return ctrack


@pytest.fixture
def unusual(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets every register be read by the driver, and tells what went the ordinary way all the same."""
    told: list[str] = []

    class Told(readings.Unusual):
        def __init__(self, *words: Any) -> None:
            told.append(str(words))

    monkeypatch.setattr(readings, "may_read", lambda place: place.path is not None)
    monkeypatch.setattr(readings, "Unusual", Told)
    return told


def compare(ctrack: Runner, lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each line in both ways, the quick one twice, for what it compiles is kept."""
    import shlex

    for line in lines:
        words = shlex.split(line)
        found = [ctrack(*words), ctrack(*words)]
        with monkeypatch.context() as ordinary:
            ordinary.setattr(readings, "may_read", lambda place: False)
            assert found == [ctrack(*words)] * 2, line


def test_outputs_are_those_of_the_ordinary_way(
    told: Runner, unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed, what is said and how it ends are the same, and nothing of it had to be read in the other way."""
    compare(told, FEW, monkeypatch)
    assert unusual == []


@pytest.mark.slow
def test_more_outputs_are_those_of_the_ordinary_way(
    told: Runner, unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is for other filters, orders, formats and languages, and for what looks at the past."""
    compare(told, MANY, monkeypatch)


def test_reading_is_all_that_is_permitted(ctrack: Runner) -> None:
    """Neither a change nor another file comes through the connection, whatever a statement says."""
    with readings.read_file(read_place(ctrack.database)) as unit:
        for statement in (
            "DELETE FROM commitment",
            "CREATE TEMP TABLE x (y)",
            "ATTACH ':memory:' AS other",
            "PRAGMA writable_schema = ON",
            "PRAGMA application_id = 1",
            "SELECT load_extension('x')",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                unit.connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        select(commitment.c.code).where(commitment.c.code == bindparam("code")),
        select(commitment.c.code).where(commitment.c.code == b"bytes"),
        select(func.cast_nothing(commitment.c.code)),
        "SELECT 1",
    ],
)
def test_what_is_unusual_is_left_to_the_ordinary_way(ctrack: Runner, statement: Any) -> None:
    """A statement that cannot be kept, or that SQLite refuses, is handed on, and so is a file that is no register."""
    with pytest.raises(readings.Unusual), readings.read_file(read_place(ctrack.database)) as unit:
        unit.connection.execute(statement)


@pytest.mark.parametrize("damage", ["DROP TABLE link", "PRAGMA application_id = 7", "CREATE VIEW x AS SELECT 1"])
def test_a_register_is_checked_before_it_is_read(ctrack: Runner, damage: str) -> None:
    """A table that is missing, another mark and what no version of ctrack made are told as in the ordinary way."""
    with closing(sqlite3.connect(ctrack.database)) as connection:
        connection.execute(damage)
    with pytest.raises(readings.Unusual), readings.read_file(read_place(ctrack.database)):
        pass


def test_another_layout_is_refused(ctrack: Runner) -> None:
    """A register of an earlier layout is not read."""
    with closing(sqlite3.connect(ctrack.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0011'")
    with pytest.raises(Exception, match="0011"), readings.read_file(read_place(ctrack.database)):
        pass


def test_the_schema_may_have_moved(ctrack: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that is kept and fits no table any more is made again by SQLAlchemy, and the answer is the same."""
    monkeypatch.setattr(readings, "may_read", lambda place: place.path is not None)
    before = ctrack.ok("list", "-n", "3")
    broken = kept_statements.Statement("SELECT nothing FROM nowhere", {}, ("nothing",), ("",))
    monkeypatch.setattr(readings, "find_statement", lambda *named: broken)
    assert ctrack.ok("list", "-n", "3") == before


@pytest.mark.slow
def test_the_past_is_read_by_the_driver_beneath(
    told: Runner, unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was laid before the register is read as the register is, and tells the same; SQLAlchemy goes on after it."""
    lines = (
        "report --as-of 2026-02-01 -f json", "report --compare 2026-02-01", "list agency:MOI --as-of 2026-02-01",
        "list water --as-of 2026-01-01", "show KWT-25 --as-of 2026-02-01",
    )  # fmt: skip
    found = [told(*line.split()) for line in lines]
    assert unusual == []
    monkeypatch.setattr(rewind, "read_beneath", lambda connection, work: work(UnitOfWork(connection)))
    assert [told(*line.split()) for line in lines] == found


def test_what_the_driver_beneath_cannot_read_is_read_in_the_ordinary_way(told: Runner) -> None:
    """Whatever is unusual is done again by the connection itself, which may write to its own tables as before."""
    with opened(told) as register, register.read() as unit:
        found = readings.read_beneath(
            unit.connection, lambda beneath: beneath.connection.execute(text("SELECT 1")).all()
        )
        assert [tuple(row) for row in found] == [(1,)]

        def work(beneath: UnitOfWork) -> str:
            beneath.connection.execute(text("CREATE TEMPORARY TABLE some (thing)"))
            return type(beneath.connection).__name__

        assert readings.read_beneath(unit.connection, work) == "Connection"
        with pytest.raises(HomeNotThere):
            readings.read_beneath(unit.connection, fail)


def fail(unit: UnitOfWork) -> None:
    """A failure that the user is to be told."""
    unit.connection.execute(text("SELECT 1"))
    raise HomeNotThere()
