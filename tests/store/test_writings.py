"""Writing by the driver alone: what is stored, told and recorded is what the ordinary way leaves, to the byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ctrack.services.verification import verify_register
from ctrack.store import kept_statements, register_files, work, writings
from ctrack.store.readings import Unusual
from ctrack.store.register_places import read_place
from ctrack.store.sql import delete, given, setting, update
from ctrack.store.turns import Wait
from ctrack.store.units import UnitOfWork
from tests.support.registers import head, read
from tests.support.runner import NOW, Runner
from tests.support.two_ways import FEW, LINES, OTHERS, ROUNDS, dump, note_unusual, run_both


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets registers that are called `plain` be written to by the driver, though SQLAlchemy is there."""
    monkeypatch.setattr(work, "may_write_plainly", lambda place: place.path is not None and "plain" in str(place.path))


@pytest.fixture
def unusual(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tells what was begun by the driver and had to go the ordinary way."""
    return note_unusual(monkeypatch, writings, "write_file")


@pytest.fixture
def pair(template: Path, tmp_path: Path) -> tuple[Runner, Runner]:
    """Two copies of one register: one that is written to by the driver, and one in the ordinary way."""
    return make_pair(template, tmp_path)


def make_pair(template: Path, folder: Path) -> tuple[Runner, Runner]:
    """Two runners over copies of a register, each in a folder of its own."""
    runners = []
    for name in ("plain", "usual"):
        place = folder / name
        place.mkdir()
        shutil.copyfile(template, place / "commitments.db")
        runners.append(Runner(str(place / "commitments.db"), place))
    return runners[0], runners[1]


def test_what_is_recorded_is_that_of_the_ordinary_way(pair: tuple[Runner, Runner], unusual: list[str]) -> None:
    """Outputs, rows, journal and hashes are the same, and nothing of it had to be done in the other way."""
    pair[0].ok("recur", "KWT-22", "--every", "1y", "--anchor", "2026-03")
    shutil.copyfile(pair[0].database, pair[1].database)
    unusual.clear()
    run_both(pair, FEW)
    assert unusual == []


@pytest.mark.slow
@pytest.mark.parametrize("lines", [LINES, ROUNDS], ids=["plain", "rounds"])
def test_more_is_that_of_the_ordinary_way(
    lines: Sequence[str], pair: tuple[Runner, Runner], unusual: list[str]
) -> None:
    """So it is for each verb and option, and for what comes round: met, opened, passed over and written as missed."""
    run_both(pair, lines)
    assert len(unusual) == sum(line.startswith(OTHERS) for line in lines)
    assert read(pair[0], verify_register).holds


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_random_walks_end_alike(seed: int, template: Path, tmp_path: Path) -> None:
    """Whatever is said in whatever order, with what was said before it undone and done again, both ways end alike."""
    drawn = random.Random(seed)
    run_both(make_pair(template, tmp_path), [draw_line(drawn) for _turn in range(20)])


def draw_line(drawn: random.Random) -> str:
    """A command that somebody might type."""
    code, day = f"KWT-{drawn.randint(20, 30)}", f"202{drawn.randint(4, 6)}-0{drawn.randint(1, 9)}"
    also = drawn.choice(("", "", f" --on {day}", " --dry-run", " --party UN"))
    said = [
        f"update {code} --progress {drawn.randint(0, 100)}{also}",
        f"update {code} --status {drawn.choice(('in_progress', 'not_started', 'not_applicable', 'implemented'))}{also}",
        f"update {code} --target {drawn.choice(('none', '2027-02', '2028', '2026-12-05'))}{also}",
        f"update {code} {drawn.choice(('--tag a', '--untag a', '--priority high', '--position none'))} --note x{also}",
        f"note {code} word{drawn.randint(0, 9)}{also}",
        f"done {code} KWT-{drawn.randint(20, 30)} over{also}",
        f"recur {code} --every {drawn.choice(('2m', '1y'))} --anchor {day}",
        f"update instrument:kuwait --status in_progress --backwards --note all{also}",
        "undo",
        "redo",
    ]
    return drawn.choice(said)


@pytest.mark.slow
def test_a_program_of_its_own_loads_no_sqlalchemy(pair: tuple[Runner, Runner]) -> None:
    """The everyday verbs come to their end without it, and with rounds too."""
    pair[0].ok("recur", "KWT-22", "--every", "1y", "--anchor", "2026-03")
    program = (
        "import sys; from ctrack.cli.main import run\n"
        "for line in sys.argv[1:]: assert run(line.split()) == 0, line\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    lines = (
        "update KWT-21 --progress 40 --note x", "note KWT-21 y", "done KWT-21 KWT-25 z -n", "done KWT-25 z",
        "update KWT-25 --target 2027-03", "done KWT-22 report",
    )  # fmt: skip
    environ = {"PATH": "", **pair[0].base()}
    subprocess.run([sys.executable, "-c", program, *lines], env=environ, check=True, capture_output=True)
    assert pair[0].data("log")["total"] == 7


def write_plainly(runner: Runner, do: Callable[[UnitOfWork], object], wait: float = 5) -> None:
    """Do work by the driver."""
    place = read_place(runner.database)
    writings.write_file(place, Wait(wait), head().moment, lambda unit: do(unit) is None)


def test_nothing_but_what_was_shipped_writes(pair: tuple[Runner, Runner]) -> None:
    """No other statement writes, whoever made it, and none of the user's cache."""
    statements = (
        (update(setting).where(setting.c.key == given("key")).values(value="KW"), {"key": "home_party"}),
        (delete(setting).where(setting.c.key == given("key")), {"key": "home_party"}),
    )
    before = dump(pair[0])
    for statement, values in statements:
        with pytest.raises(Unusual):
            write_plainly(pair[0], lambda unit, one=statement, two=values: unit.connection.execute(one, two))  # type: ignore[misc]
    assert dump(pair[0]) == before


def test_what_a_cache_holds_can_only_read(pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement of the cache that would change something is refused by the connection, also in one's own turn."""
    hostile = kept_statements.Statement(
        "WITH x AS (SELECT 1) UPDATE undertaking SET status = 'implemented' RETURNING id", {}, ("id",), ("",)
    )
    monkeypatch.setattr("ctrack.store.readings.find_made", lambda sketch: (hostile, []))
    before = dump(pair[0])
    with pytest.raises(Unusual) as failure:
        write_plainly(pair[0], lambda unit: unit.last_entry)
    assert "not authorized" in str(failure.value.__cause__)
    assert dump(pair[0]) == before


def test_what_is_unusual_is_done_in_the_ordinary_way(
    pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch, unusual: list[str]
) -> None:
    """Where a statement did not come with the program the command is done all the same, and once."""
    monkeypatch.setattr(writings, "find_writing", writings.find_writing.__wrapped__)
    monkeypatch.setattr(writings, "find_shipped", lambda key: None)
    run_both(pair, ("note KWT-21 x",))
    assert len(unusual) == 1


@pytest.mark.parametrize("damage", ["DROP TABLE link", "DROP TRIGGER status_update_refuse_update"])
def test_a_register_is_checked_before_it_is_written_to(pair: tuple[Runner, Runner], damage: str) -> None:
    """What is missing, foreign or changed in the schema is told as in the ordinary way, and nothing is recorded."""
    for runner in pair:
        with closing(sqlite3.connect(runner.database)) as connection:
            connection.execute(damage)
    run_both(pair, ("note KWT-21 x",))


def test_another_trigger_in_the_place_of_a_guard_is_refused(pair: tuple[Runner, Runner]) -> None:
    """A trigger that has the name of a guard and does something else never runs."""
    for runner in pair:
        with closing(sqlite3.connect(runner.database)) as connection:
            connection.execute("DROP TRIGGER status_update_refuse_delete")
            connection.execute(
                "CREATE TRIGGER status_update_refuse_delete BEFORE DELETE ON status_update BEGIN SELECT 1; END"
            )
    run_both(pair, ("note KWT-21 x",))
    assert pair[0]("note", "KWT-21", "x").code == 5


def test_whoever_is_kept_waiting_is_told_so(pair: tuple[Runner, Runner], unusual: list[str]) -> None:
    """A lock that others keep is told in the same words, and nobody waits for it in one way and then in the other."""
    holders = [sqlite3.connect(runner.database, isolation_level=None) for runner in pair]
    for holder in holders:
        holder.execute("BEGIN IMMEDIATE")
    run_both(pair, ("note KWT-21 x",), CTRACK_DB_WAIT="0")
    assert pair[0]("note", "KWT-21", "x", "-f", "json", CTRACK_DB_WAIT="0").json["error"]["kind"] == "DatabaseLocked"
    assert unusual == []
    for holder in holders:
        holder.close()


def test_a_lock_that_is_let_go_is_waited_for(pair: tuple[Runner, Runner]) -> None:
    """Whoever comes while another writes has its turn after that."""
    holder = sqlite3.connect(pair[0].database, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    later = threading.Timer(0.2, holder.close)
    later.start()
    pair[0].ok("note", "KWT-21", "x")
    later.join()


def test_a_register_that_is_taken_away_is_missed(pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written into a file that is no longer at its name is told as lost."""
    append = "ctrack.store.units.append_entry"

    def take_away(connection: Any, *entry: Any) -> str:
        for runner in pair:
            with_name = Path(runner.database)
            if with_name.exists() and "plain" in runner.database:
                with_name.rename(with_name.with_name("elsewhere.db"))
        return add(connection, *entry)

    from ctrack.store.journal import append_entry as add

    monkeypatch.setattr(append, take_away)
    outcome = pair[0]("note", "KWT-21", "x", "-f", "json")
    assert outcome.json["error"]["kind"] == "DatabaseGone"


class Struck(Exception):
    """What a driver does at one of its statements."""


class Driver:
    """A connection of the driver that does something before one of its statements, counted from nought."""

    def __init__(self, connection: sqlite3.Connection, seen: list[str], number: int, strike: Callable[[], None]):
        self.connection, self.seen, self.number, self.strike = connection, seen, number, strike

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement."""
        self.seen.append(sql)
        if len(self.seen) - 1 == self.number:
            self.strike()
        return self.connection.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def strike_at(monkeypatch: pytest.MonkeyPatch, number: int, strike: Callable[[], None]) -> list[str]:
    """From now on the driver strikes at that statement; the list fills with them all."""
    seen: list[str] = []

    def open_struck(path: Path, wait: float) -> Any:
        return Driver(register_files.open_connection(path, wait), seen, number, strike)

    monkeypatch.setattr(writings, "open_connection", open_struck)
    return seen


WORDS = ("update", "KWT-25", "--status", "in_progress", "--note", "Two named")


def list_statements(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of a trial of the update, and the commit that would follow."""
    with monkeypatch.context() as patched:
        seen = strike_at(patched, -1, lambda: None)
        runner.ok(*WORDS, "--dry-run")
    return [*seen, "INSERT", "COMMIT"]


def test_interrupted_at_the_last_statements(pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the commit nothing is there, and that is said."""
    runner = pair[0]
    statements = list_statements(runner, monkeypatch)
    before = dump(runner)
    for number in range(len(statements) - 2, len(statements)):
        with monkeypatch.context() as patched:
            seen = strike_at(patched, number, lambda: signal.raise_signal(signal.SIGINT))
            outcome = runner(*WORDS)
        assert (outcome.code, "nothing was recorded" in outcome.err) == (130, True), seen
        assert dump(runner) == before
    assert seen[-1] == "COMMIT"


def test_interrupted_just_after_the_commit(pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that comes once it is committed finds the entry and names it."""

    found = iter((None, KeyboardInterrupt))

    def find_file(place: Any) -> None:
        if next(found) is KeyboardInterrupt:
            raise KeyboardInterrupt

    monkeypatch.setattr(work, "find_file", find_file)
    outcome = pair[0](*WORDS)
    assert (outcome.code, "entry 2 was recorded" in outcome.err) == (130, True), outcome


def test_what_the_driver_refuses_is_told_in_the_same_words(
    pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at any statement is told as in the ordinary way, and leaves all as it was."""
    runner = pair[0]
    statements = list_statements(runner, monkeypatch)
    before = dump(runner)

    def fail() -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr(work.Register, "write_by_sqlalchemy", lambda register, task: fail())
    for number in (len(statements) - 3, len(statements) - 1):
        with monkeypatch.context() as patched:
            strike_at(patched, number, fail)
            outcome = runner(*WORDS, "-f", "json")
        assert outcome.json["error"]["kind"] == "DiskFull"
        assert dump(runner) == before


def test_a_commit_that_fails_is_not_tried_in_another_way(
    pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch, unusual: list[str]
) -> None:
    """What goes wrong as it is committed is told: the work is never done twice."""
    number = len(list_statements(pair[0], monkeypatch)) - 1

    def fail() -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
        raise error

    strike_at(monkeypatch, number, fail)
    outcome = pair[0](*WORDS, "-f", "json")
    assert outcome.json["error"]["kind"] == "DatabaseUnwritable"
    assert unusual == []
    assert pair[1].data("log")["total"] == 1


@pytest.mark.slow
def test_killed_at_any_statement(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is killed in the midst leaves the register as it was, and the next one writes to it."""
    runner = make_pair(template, tmp_path)[0]
    statements = list_statements(runner, monkeypatch)
    for number in range(len(statements) - 8, len(statements)):
        child = os.fork()
        if child == 0:
            strike_at(monkeypatch, number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            runner(*WORDS)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert runner.data("log")["total"] == 1
    runner.ok(*WORDS)
    assert read(runner, verify_register).holds


@pytest.fixture
def writers(pair: tuple[Runner, Runner]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two programs that write to the same register at once."""
    environ = {"PATH": "", **pair[0].base(), "CTRACK_NOW": NOW}
    program = (
        "import sys; from ctrack.cli.main import run\n"
        "for turn in range(15): assert run(['note', 'KWT-21', f'{sys.argv[1]} {turn}', '--quiet']) == 0\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, name], env=environ, stdout=subprocess.DEVNULL)
        for name in ("left", "right")
    ]
    yield started
    for writer in started:
        writer.kill()
        writer.wait()


@pytest.mark.slow
def test_two_who_write_at_once_lose_nothing(
    pair: tuple[Runner, Runner], writers: list[subprocess.Popen[bytes]]
) -> None:
    """Every note of both is there once, in a chain that holds."""
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(pair[0].data("show", "KWT-21")["history"]) == 31
    assert read(pair[0], verify_register).holds


def test_the_lock_is_asked_for_as_ever(pair: tuple[Runner, Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """The turn is taken before anything is read, so that whatever is read is what nobody changes meanwhile."""
    seen = strike_at(monkeypatch, -1, lambda: None)
    pair[0].ok("note", "KWT-21", "x")
    asked = [sql for sql in seen if not sql.startswith("PRAGMA busy_timeout")]
    assert asked[0] == "BEGIN IMMEDIATE"
