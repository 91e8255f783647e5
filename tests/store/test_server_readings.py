"""Reading a server by the driver alone: outputs are those of the ordinary way, nothing is written, nothing held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ctrack.domain import failures
from ctrack.store import readings, server_readings
from ctrack.store.fetched_rows import fetch
from ctrack.store.register_places import read_place
from ctrack.store.sketches import Sketch
from ctrack.store.sql import commitment, func, literal, select, text
from tests.store.test_readings import FEW, compare
from tests.support.roles import Office, open_office
from tests.support.runner import Runner


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def unusual(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets every register be read by the driver, and tells what went the ordinary way all the same."""
    told: list[str] = []

    class Told(readings.Unusual):
        def __init__(self, *words: Any) -> None:
            told.append(str(words))

    monkeypatch.setattr(readings, "may_read", lambda place: True)
    for module in (readings, server_readings):
        monkeypatch.setattr(module, "Unusual", Told)
    return told


def test_outputs_are_those_of_the_ordinary_way(
    on_server: Runner, unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed, what is said and how it ends are the same, and nothing of it had to be read in the other way."""
    on_server.ok("update", "KWT-21", "--status", "in_progress", "--progress", "40", "--note", "100% of it_is/said")
    compare(on_server, (*FEW, "list --all -f csv", "list --sort due", "list 'title:100% of'"), monkeypatch)
    assert unusual == []


def test_a_part_is_seen_as_in_the_ordinary_way(
    server: str, tmp_path: Path, unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sees a part of a register sees the same part of it, and so does a contributor; notes stay withheld."""
    with open_office(server, tmp_path) as office:
        unusual.clear()
        for kind in ("focal", "education", "observer"):
            compare(office.runner(kind), ("list", "show KWT-21", "show KWT-21 --party MA", "due"), monkeypatch)
        assert unusual == []
        compare(office.runner("focal"), ("log",), monkeypatch)
        check_instruments(office)
        assert "Marrakesh" not in office.runner("observer").ok("show", "KWT-21", "--party", "MA").out


def check_instruments(office: Office) -> None:
    """A role sees the catalogue and the texts that bind its parties, found in either way."""
    catalogue = {row[0] for row in office.read("SELECT id FROM instrument WHERE origin = 'catalogue'")}
    (national,) = (row[0] for row in office.read("SELECT instrument_id FROM commitment WHERE code = 'NAT-7'"))
    assert national not in catalogue
    for kind, seen in (("focal", catalogue), ("observer", catalogue | {national}), ("guest", set())):
        if kind != "guest":
            assert {row[0] for row in office.read("SELECT id FROM instrument", kind)} == seen
        assert {*office.read("SELECT ctrack_access.seen_instruments()", kind)[0][0]} == seen
    for code in ("LY", "MA", "UN"):
        party = f"(SELECT array_agg(id) FROM party WHERE code = '{code}')"
        few, many = (
            office.read(f"SELECT ctrack_access.instruments_of_{how}({party})")[0][0] or [] for how in ("few", "many")
        )
        assert sorted(few) == sorted(many)
        assert (national in few) is (code == "MA")
    with pytest.raises(Exception, match="permission denied"):
        office.read("SELECT ctrack_access.instruments_of_few('{1}')", "focal")


def test_nothing_is_written(on_server: Runner) -> None:
    """The transaction refuses what writes, whatever a statement says, and a statement is one statement."""
    for statement in ("DELETE FROM link", "CREATE TABLE x (y int)", "SELECT nextval('link_id_seq')"):
        with (
            pytest.raises(readings.Unusual) as found,
            server_readings.read_server(read_place(on_server.database)) as unit,
        ):
            unit.connection.execute(text(statement))
        assert "read-only transaction" in str(found.value.__cause__)


def test_two_statements_are_none(on_server: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind the first statement of one that is kept is not run."""
    found, values = readings.find_made(as_sketch(select(literal(1))), "postgresql")
    broken = type(found)(f"{found.sql}; ROLLBACK; CREATE TABLE x (y int)", found.binds, found.columns, found.kinds)
    monkeypatch.setattr("ctrack.store.server_readings.find_made", lambda sketch, engine: (broken, values))
    with pytest.raises(readings.Unusual) as told, server_readings.read_server(read_place(on_server.database)) as unit:
        unit.connection.execute(select(literal(1)))
    assert "multiple commands" in str(told.value.__cause__)


def test_rows_come_as_they_are_asked_for(on_server: Runner) -> None:
    """What is asked in between takes nothing from what is being read, and what is not read to its end is left."""
    codes = select(commitment.c.code).order_by(commitment.c.code)
    with server_readings.read_server(read_place(on_server.database)) as unit:
        whole = unit.connection.scalars(codes).all()
        rows = iter(unit.connection.scalars(codes))
        begun = [next(rows), next(rows)]
        assert unit.connection.scalar(select(func.count()).select_from(commitment)) == len(whole)
        assert [*begun, *rows] == whole
        assert unit.connection.scalar(codes.where(commitment.c.code == "nothing")) is None
        assert unit.connection.scalar(codes) == whole[0]
        # What is long is left with the server, and not taken in for what is asked beside it.
        rows = iter(fetch(unit.connection, codes).scalars())
        begun = [next(rows)]
        assert unit.connection.scalars(codes).all() == whole == [*begun, *rows]
        next(iter(unit.connection.execute(codes)))


def test_what_is_wrong_is_told_in_the_ordinary_way(on_server: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is not there, and one that is no register, are refused in the same words."""
    monkeypatch.setattr(readings, "may_read", lambda place: True)
    for name, failure in (("nowhere", "no database nowhere"), ("postgres", "init")):
        address = on_server.database.replace(read_place(on_server.database).database, name)
        outcome = Runner(address, on_server.home)("list")
        assert outcome.code == failures.DatabaseFailure.exit_code
        assert failure in outcome.err


def as_sketch(statement: Any) -> Sketch:
    """A statement as what it is."""
    assert isinstance(statement, Sketch)
    return statement
