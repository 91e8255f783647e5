"""Registers made before: what comes round gets a status for each of its dates, and the upgrade says what it did."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from alembic import command

from ctrack.services.backups import fill_copy, open_layout
from ctrack.store.engine import open_engine
from ctrack.store.journal import read_last
from ctrack.store.layouts import make_config
from ctrack.store.register_places import read_place
from ctrack.store.tables import SCHEMA_REVISION
from tests.conftest import create_database
from tests.support.postgres import make_address
from tests.support.registers import opened, query
from tests.support.runner import Runner

# Registers that versions of each layout made (`tools.layout_sample`). That of 0005 has a yearly report met once and
# missed twice, a law that was put off, something half-yearly that nobody spoke of, and a step back.
FOLDER = Path(__file__).parent.parent / "data"
LAYOUTS = [path.name[9:13] for path in sorted(FOLDER.glob("register-*.db.xz"))]


@pytest.fixture
def old(tmp_path: Path) -> Runner:
    """A register that an earlier version made, and nobody has opened since."""
    return take_out("0005", tmp_path)


def take_out(layout: str, folder: Path) -> Runner:
    """The register that a version of that layout made."""
    path = folder / "old.db"
    path.write_bytes(lzma.decompress((FOLDER / f"register-{layout}.db.xz").read_bytes()))
    return Runner(str(path), folder)


@pytest.mark.slow
def test_the_history_is_kept_and_read_anew(old: Runner) -> None:
    """The met date stays met, those after it are missed, the target postpones; what was done is said, and checks."""
    said = old.ok("db", "upgrade").out
    assert f"Layout: 0005 -> {SCHEMA_REVISION}" in said
    assert "1 date met · 6 dates missed · 1 postponed" in said
    assert old.data("show", "KWT-12")["themes"] == ["border"]
    linked = {link["to"]: link["reason"] for link in old.data("show", "KWT-12")["links"]}
    assert "ar" in linked["GCTS-II-13"]
    rows = {row["code"]: row for row in old.data("list", "code:NAT-1", "or", "code:NAT-2")["rows"]}
    annual, law = rows["NAT-1"], rows["NAT-2"]
    assert (annual["status"], annual["progress"], annual["due_state"]) == ("not_reported", 0, "overdue")
    assert (law["due"], law["due_state"], law["target"], law["postponed"]) == ("2026-06", "overdue", "2027-06", 1)
    dates = {item["due"]: item["state"] for item in old.data("show", "NAT-1")["cycle"]["occasions"]}
    assert dates == {"2024-03-31": "met", "2025-03-31": "missed", "2026-03-31": "missed"}
    missed = [row["due"] for row in old.data("due", "code:NAT-1")["rows"] if row["due_state"] == "missed"]
    assert missed == ["2025-03-31", "2026-03-31"]
    assert old.data("show", "KWT-26")["status"] == "in_progress"
    old.ok("verify")
    old.ok("db", "check")


@pytest.mark.slow
def test_the_past_is_read_anew_as_well(old: Runner) -> None:
    """While the next date had not gone by the report counted as implemented; from the day after, no more."""
    old.ok("db", "upgrade")
    for day, status in (("2024-03-19", "not_reported"), ("2025-03-31", "implemented"), ("2025-04-01", "not_reported")):
        assert old.data("list", "code:NAT-1", "--as-of", day)["rows"][0]["status"] == status, day


@pytest.mark.slow
def test_an_upgrade_is_no_command_of_the_user(old: Runner) -> None:
    """It stands in the log, a second one does nothing, and `undo` takes back what was done before it."""
    old.ok("db", "upgrade")
    assert old.data("log")["rows"][0]["command"] == "db upgrade"
    entries = old.data("log")["total"]
    old.ok("db", "upgrade")
    assert old.data("log")["total"] == entries
    old.ok("undo", "7")
    (law,) = old.data("list", "code:NAT-2")["rows"]
    assert (law["target"], law["postponed"], law["due_state"]) == (None, 0, "overdue")
    assert old("undo", str(entries)).code == 4
    old.ok("verify")


def test_a_file_is_as_small_as_what_is_in_it(tmp_path: Path) -> None:
    """What a revision takes away is given back to the disk, and the file stays one that others may read meanwhile."""
    runner = take_out("0014", tmp_path)
    before = Path(runner.database).stat().st_size
    runner.ok("db", "upgrade")
    assert Path(runner.database).stat().st_size < before
    assert query(runner.database, "PRAGMA freelist_count") == [(0,)]
    assert query(runner.database, "PRAGMA journal_mode") == [("wal",)]


def test_every_layout_has_its_sample() -> None:
    """From the first layout that people used on there is a register of each: `python -m tools.layout_sample`."""
    assert [f"{number:04}" for number in range(3, int(SCHEMA_REVISION) + 1)] == LAYOUTS


def walk_back_and_forth(runner: Runner) -> None:
    """Undo all that was done under an earlier layout, one command at a time, and do it all again."""
    before = [
        runner.ok("list", "--all", "--format", "json").out,
        runner.data("agency", "list"),
        runner.data("person", "list"),
    ]
    undone = 0
    while runner("undo", "--no-input").code == 0:
        undone += 1
    assert runner.data("person", "list")["total"] == runner.data("agency", "list")["total"] == 0
    for _ in range(undone):
        runner.ok("redo", "--no-input")
    after = [
        runner.ok("list", "--all", "--format", "json").out,
        runner.data("agency", "list"),
        runner.data("person", "list"),
    ]
    assert after == before
    runner.ok("verify")


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS[:-1])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_register_of_every_layout_comes_up(
    layout: str, engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """It has the tables of this version, checks, is read as of its days, is undone to its beginning and done again."""
    runner = take_out(layout, tmp_path)
    if engine == "postgresql":
        runner = on_server(runner, request.getfixturevalue("server"), layout)
    with open_layout(read_place(runner.database)) as (reading, found):
        assert found == layout
        entries = read_last(reading)[0]
    runner.ok("db", "upgrade")
    log = runner.data("log", "--all")
    assert (log["rows"][0]["command"], log["total"]) == ("db upgrade", entries + 1)
    with opened(runner) as register, register.engine.connect() as connection:
        command.check(make_config(connection))
    runner.ok("verify")
    for day in ("2026-09-10", "2026-09-30", "2026-10-20"):
        assert runner.data("list", "--as-of", day)["total"] > 200
    # The journal is the same text on both engines; on a server the oldest and the newest are walked through as well.
    if engine == "sqlite" or layout in (LAYOUTS[0], LAYOUTS[-2]):
        walk_back_and_forth(runner)


def on_server(runner: Runner, server: str, layout: str) -> Runner:
    """The same register, row by row, in a database of PostgreSQL."""
    name = f"layout_{layout}"
    create_database(server, name)
    place = read_place(make_address(server, name))
    with open_layout(read_place(runner.database)) as (reading, found), open_engine(place).begin() as writing:
        fill_copy(reading, writing, found, place)
    return Runner(make_address(server, name), runner.home)
