"""Writing to a server by the driver alone: what is stored, told and recorded is what the ordinary way leaves."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ctrack.services.verification import verify_register
from ctrack.store import server_writings, work
from ctrack.store.kept_statements import keep_statement, make_key
from ctrack.store.readings import Unusual, find_made
from ctrack.store.register_places import read_place
from ctrack.store.sketches import write_shape
from ctrack.store.sql import delete, given, select, setting, update
from ctrack.store.turns import QUEUE, Wait
from ctrack.store.units import UnitOfWork
from tests.store.test_writings import draw_line
from tests.support.registers import content, head, read
from tests.support.roles import open_office
from tests.support.runner import Runner
from tests.support.two_ways import FEW, LINES, OTHERS, ROUNDS, make_server_pair, note_unusual, run_both

pytestmark = pytest.mark.slow
WORDS = ("update", "KWT-25", "--status", "in_progress", "--note", "Two named")


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets registers that are called `plain` be written to by the driver, though SQLAlchemy is there."""
    monkeypatch.setattr(work, "may_write_plainly", lambda place: "/plain_" in place.url)


@pytest.fixture
def unusual(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tells what was begun by the driver and had to go the ordinary way."""
    return note_unusual(monkeypatch, server_writings, "write_server")


@pytest.fixture
def pair(server: str, server_template: str, tmp_path: Path) -> tuple[Runner, Runner]:
    """Two copies of one register: one that is written to by the driver, and one in the ordinary way."""
    return make_server_pair(server, server_template, tmp_path)


@pytest.mark.parametrize("lines", [FEW, LINES, ROUNDS], ids=["few", "plain", "rounds"])
def test_what_is_recorded_is_that_of_the_ordinary_way(
    lines: tuple[str, ...], pair: tuple[Runner, Runner], unusual: list[str]
) -> None:
    """Outputs, rows, journal and hashes are the same; only what is never done so was done in the other way."""
    run_both(pair, [line.replace(" -f json", "") for line in lines], dump=content)
    assert len(unusual) == sum(line.startswith(OTHERS) for line in lines)
    assert read(pair[0], verify_register).holds


@pytest.mark.parametrize("seed", range(2))
def test_random_walks_end_alike(seed: int, pair: tuple[Runner, Runner]) -> None:
    """Whatever is said in whatever order, with what was said before it undone and done again, both ways end alike."""
    drawn = random.Random(seed)
    run_both(pair, [draw_line(drawn) for _turn in range(15)], dump=content)


def test_a_program_of_its_own_loads_no_sqlalchemy(pair: tuple[Runner, Runner]) -> None:
    """The everyday verbs come to their end without it."""
    run_alone(pair[0], "update KWT-21 --progress 40 --note x", "note KWT-21 y", "done KWT-25 z", "start KWT-27").wait(
        60
    )
    assert pair[0].data("log")["total"] == 5


def run_alone(runner: Runner, *lines: str) -> subprocess.Popen[bytes]:
    """A program that runs these lines, each of which has to end well, and does so without SQLAlchemy."""
    program = (
        "import sys; from ctrack.cli.main import run\n"
        "for line in sys.argv[1:]: assert run(line.split()) == 0, line\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    environ = {"PATH": "", **runner.base()}
    return subprocess.Popen([sys.executable, "-c", program, *lines], env=environ, stdout=subprocess.DEVNULL)


def test_two_who_write_at_once_lose_nothing(pair: tuple[Runner, Runner]) -> None:
    """Every note of both is there once, in a chain that holds."""
    writers = [run_alone(pair[0], *(f"note KWT-21 {name}{turn} -q" for turn in range(10))) for name in ("a", "b")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    said = [each["note"] for each in pair[0].data("show", "KWT-21")["history"]]
    assert len(said) == 21
    assert all(str(said).count(f"{name}{turn}'") == 1 for name in ("a", "b") for turn in range(10))
    assert read(pair[0], verify_register).holds


@pytest.fixture
def held(pair: tuple[Runner, Runner]) -> Iterator[list[psycopg.Connection]]:
    """Connections that have the turn to write to both registers."""
    holders = [psycopg.connect(runner.database) for runner in pair]
    for holder in holders:
        holder.execute(f"SELECT pg_advisory_xact_lock({QUEUE})".encode())
    yield holders
    for holder in holders:
        holder.close()


def test_who_waited_too_long_is_told_so(pair: tuple[Runner, Runner], held: list[psycopg.Connection]) -> None:
    """Nobody waits twice, and it is told in the same words."""
    for runner in pair:
        began = time.monotonic()
        outcome = runner(*WORDS, "-f", "json", CTRACK_DB_WAIT="1")
        assert outcome.json["error"]["kind"] == "DatabaseLocked", outcome
        assert time.monotonic() - began < 8
    assert [len(runner.data("log")["rows"]) for runner in pair] == [1, 1]
    assert len(held) == 2


def test_a_turn_that_comes_is_waited_for(
    pair: tuple[Runner, Runner], held: list[psycopg.Connection], unusual: list[str]
) -> None:
    """Whoever comes while another writes has its turn after that."""
    later = threading.Timer(0.5, held[0].close)
    later.start()
    pair[0].ok(*WORDS)
    later.join()
    assert unusual == []


def test_only_what_was_shipped_runs(pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """None of a user's cache runs where something can be written, not even one that reads, and no other writes."""
    place = read_place(pair[0].database)
    monkeypatch.setenv("XDG_CACHE_HOME", str(pair[0].home / "cache"))
    reading: Any = select(setting.c.value).where(setting.c.key == "nothing").where(setting.c.value != "nothing")
    keep_statement(make_key(write_shape(reading)[0], "postgresql"), find_made(reading, "postgresql")[0])
    changing: Any = update(setting).where(setting.c.key == given("key")).values(value="KW")
    taking: Any = delete(setting).where(setting.c.key == given("key"))

    def ask(unit: UnitOfWork) -> bool:
        unit.connection.execute(reading)
        return True

    def change(unit: UnitOfWork) -> bool:
        unit.connection.execute(changing, {"key": "home_party"})
        return True

    def take(unit: UnitOfWork) -> bool:
        unit.connection.execute(taking, {"key": "home_party"})
        return True

    before = content(pair[0])
    for do in (ask, change, take):
        with pytest.raises(Unusual):
            server_writings.write_server(place, Wait(5), head().moment, do)
    assert content(pair[0]) == before


class Lossy:
    """A connection of the driver whose commit goes as it is told to."""

    def __init__(self, connection: Any, commit: Callable[[Any], None]) -> None:
        self.connection = connection
        self.commit_by = commit

    def commit(self) -> None:
        """Commit, or not."""
        self.commit_by(self.connection)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def commit_and_lose(connection: Any) -> None:
    """The server commits, and its answer never comes."""
    connection.commit()
    connection.close()
    raise psycopg.OperationalError("server closed the connection unexpectedly")


def lose(connection: Any) -> None:
    """The server is lost before it is told to commit."""
    connection.close()
    raise psycopg.OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("commit", [commit_and_lose, lose])
def test_what_is_lost_as_it_is_committed_is_there_once(
    commit: Callable[[Any], None], pair: tuple[Runner, Runner], unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the server committed is looked for before anything is done again."""
    connect = server_writings.connect
    monkeypatch.setattr(server_writings, "connect", lambda place: Lossy(connect(place), commit))
    # The keys of what was not committed are not given again.
    run_both(pair, [" ".join(WORDS[:-1]) + " once"], dump=lambda runner: runner.data("log")["total"])
    assert len(unusual) == 1
    assert pair[0].data("log")["total"] == 2
    assert read(pair[0], verify_register).holds


def test_a_server_that_can_only_be_read_is_told_so(pair: tuple[Runner, Runner]) -> None:
    """A standby, or a transaction that is read-only, is refused in the same words."""
    told = []
    for runner in pair:
        address = f"{runner.database}&options=-c%20default_transaction_read_only%3Don"
        outcome = Runner(address, runner.home)(*WORDS, "-f", "json", CTRACK_DB_WAIT="1")
        told.append((outcome.code, outcome.json["error"]["kind"]))
    assert told[0] == told[1]
    assert [runner.data("log")["total"] for runner in pair] == [1, 1]


def test_roles_write_and_are_refused_as_ever(
    server: str, tmp_path: Path, unusual: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A focal point and a contributor write by the driver what is theirs; what is not is refused in the same words."""
    with open_office(server, tmp_path) as office:
        monkeypatch.setattr(work, "may_write_plainly", lambda place: True)
        office.runner("focal").ok("update", "KWT-22", "--progress", "30", "--note", "told")
        office.runner("education").ok("note", "KWT-21", "ours")
        assert unusual == []
        before = office.read("SELECT number, hash FROM journal")
        for kind, words in (
            ("education", ("note", "KWT-22", "not ours")),
            ("education", ("update", "instrument:kuwait-2024", "--progress", "40")),
            ("reader", ("note", "KWT-21", "not ours")),
            ("focal", ("update", "KWT-21", "--party", "MA", "--progress", "5")),
        ):
            found = office.runner(kind)(*words)
            with monkeypatch.context() as patched:
                patched.setattr(work, "may_write_plainly", lambda place: False)
                usual = office.runner(kind)(*words)
            assert (found.code, found.out, found.err) == (usual.code, usual.out, usual.err), (kind, words)
            assert found.code != 0
        assert office.read("SELECT number, hash FROM journal") == before
        assert office.runner("owner").ok("verify").code == 0
