"""Killed at any moment, `ctrack update` leaves the old state or the new one, and never a broken file."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctrack.services.verification import verify_register
from ctrack.store import register_files
from tests.support.children import run_in_child
from tests.support.figures import Tell
from tests.support.registers import is_sound, query, read
from tests.support.runner import Runner

CODE = "KWT-25"
WORDS = ("update", CODE, "--status", "in_progress", "--progress", "40", "--target", "2027-06", "--note", "Two named")
PAGE = 4096 + 24  # a page of the write-ahead log with its head


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Callable[[], Runner]:
    """Makes a fresh register, each time one of its own."""

    def make() -> Runner:
        for path in tmp_path.glob("victim.db*"):
            path.unlink()
        path = tmp_path / "victim.db"
        shutil.copyfile(template, path)
        return Runner(str(path), tmp_path)

    return make


def check_old_or_new(runner: Runner) -> bool:
    """The file is whole, its journal holds, and all of the update is there or nothing of it; whether it is there."""
    row = runner.data("show", CODE)
    entries = runner.data("log")["total"]
    stands = (row["status"], row["progress"], row["target"], len(row["history"]), entries)
    assert stands in (("not_reported", 0, None, 0, 1), ("in_progress", 40, "2027-06", 1, 2))
    assert runner.ok("db", "check").code == 0
    assert read(runner, verify_register).holds
    assert is_sound(runner.database)
    runner.ok("note", CODE, "and on it goes")
    return entries == 2


def start(runner: Runner) -> subprocess.Popen[bytes]:
    """`ctrack update` as a user starts it."""
    environ = {"PATH": os.environ["PATH"], **runner.base()}
    command = [sys.executable, "-m", "ctrack", *WORDS]
    return subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_after(runner: Runner, delay: float) -> bool:
    """Kill the update after so many seconds, where it is not done by then; whether it was done."""
    before = Path(runner.database).read_bytes()
    process = start(runner)
    time.sleep(delay)
    process.kill()
    process.wait(30)
    return not is_untouched(runner, before) and check_old_or_new(runner)


def is_untouched(runner: Runner, before: bytes) -> bool:
    """Whether the file is byte for byte what it was, with nothing in its log: then it says what it said."""
    log = Path(f"{runner.database}-wal")
    return Path(runner.database).read_bytes() == before and not (log.exists() and log.stat().st_size)


def kill_at_many(place: Callable[[], Runner], times: int) -> None:
    """Kill the update at moments that are spread evenly over its run, more of them near its end."""
    begin = time.perf_counter()
    assert start(place()).wait(60) == 0
    whole = time.perf_counter() - begin
    for turn in range(times):
        kill_after(place(), whole * 1.1 * ((turn + 1) / times) ** 0.5)


@pytest.mark.slow
def test_killed_at_any_moment_the_register_is_whole(place: Callable[[], Runner], tell_figures: Tell) -> None:
    """A real process, killed at very many moments from its start to its end."""
    kill_at_many(place, 126)
    tell_figures("kill", "SQLite", 126)


@pytest.mark.slow
def test_killed_before_any_statement_the_register_is_whole(place: Callable[[], Runner], tell_figures: Tell) -> None:
    """Killed as SQLite begins any of its statements, the COMMIT among them, nothing is there; after the last all is."""
    statements = trace(place())
    commit = next(number for number, words in enumerate(statements) if words.startswith("COMMIT"))
    assert commit > 10
    chosen = {*range(0, len(statements), 6), commit - 1, commit, commit + 1}
    for number in sorted(chosen):
        runner = place()
        died, _ = run_in_child(runner, *WORDS, prepare=lambda number=number: die_at(number))  # type: ignore[misc]
        assert (died == signal.SIGKILL) == (number < len(statements))
        assert check_old_or_new(runner) == (number > commit), statements[min(number, len(statements) - 1)]
    tell_figures("kill", "SQLite", len(chosen))


def trace(runner: Runner) -> list[str]:
    """The statements of SQL that the update runs, to the closing of the file."""
    statements: list[str] = []
    connect = sqlite3.connect

    def open_traced(*given: Any, **more: Any) -> sqlite3.Connection:
        return hooked(connect(*given, **more), statements.append)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(register_files.sqlite3, "connect", open_traced)
        runner.ok(*WORDS)
    return statements


def hooked(connection: sqlite3.Connection, hook: Callable[[str], Any]) -> sqlite3.Connection:
    """The connection, which tells of each statement before it is run."""
    connection.set_trace_callback(hook)
    return connection


def die_at(number: int) -> None:
    """From here on kill this process as SQLite begins that statement, counted from nought."""
    seen: list[str] = []
    connect = sqlite3.connect

    def die(statement: str) -> None:
        if len(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen.append(statement)

    register_files.sqlite3.connect = lambda *given, **more: hooked(connect(*given, **more), die)  # type: ignore[attr-defined]


def limit(size: int) -> None:
    """From here on the kernel kills this process as it writes beyond that size of a file, in the midst of the write."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.slow
def test_killed_inside_a_write_the_register_is_whole(place: Callable[[], Runner], tell_figures: Tell) -> None:
    """Killed by the kernel inside a write of the COMMIT or of the checkpoint after it, at a page or within one."""
    found = set()
    sizes = (0, 20_000, 33_000, 40_000, 12 * PAGE, 12 * PAGE + 2000, 80_000, 120_000, 160_000)
    for size in sizes:
        runner = place()
        died, _ = run_in_child(runner, *WORDS, prepare=lambda size=size: limit(size))  # type: ignore[misc]
        assert died == signal.SIGXFSZ
        found.add(check_old_or_new(runner))
    assert found == {True, False}
    tell_figures("kill", "SQLite", len(sizes))


@pytest.mark.slow
def test_a_log_that_was_cut_anywhere_is_whole(place: Callable[[], Runner], tmp_path: Path, tell_figures: Tell) -> None:
    """Where the power fails the log may end anywhere: opened again, the register is the old one or the new one."""
    runner = place()
    runner.ok(*WORDS)
    log = Path(f"{runner.database}-wal")
    with sqlite3.connect(runner.database) as keeper:
        keeper.execute("SELECT count(*) FROM journal").fetchone()
        runner.ok("undo")
        whole, base = log.read_bytes(), Path(runner.database).read_bytes()
    keeper.close()
    found = set()
    sizes = {0, 32, *range(0, len(whole), len(whole) // 7), len(whole) - 1, len(whole)}
    for size in sorted(sizes):
        torn = Runner(str(tmp_path / "torn.db"), tmp_path)
        for ending in ("-wal", "-shm"):
            Path(torn.database + ending).unlink(missing_ok=True)
        Path(torn.database).write_bytes(base)
        Path(torn.database + "-wal").write_bytes(whole[:size])
        entries = torn.data("log")["total"]
        found.add(entries)
        assert entries in (2, 3)
        assert torn.data("show", CODE)["status"] == ("in_progress" if entries == 2 else "not_reported")
        assert read(torn, verify_register).holds
        assert is_sound(torn.database)
    assert found == {2, 3}
    tell_figures("power", "SQLite", len(sizes))


@pytest.mark.slow
def test_a_making_that_is_killed_leaves_no_register(tmp_path: Path) -> None:
    """`init` killed half-way leaves no file of the name, so that the next `init` makes the register."""
    runner = Runner(str(tmp_path / "new.db"), tmp_path)
    for size in (0, 50_000, 400_000):
        died, _ = run_in_child(runner, "init", prepare=lambda size=size: limit(size))  # type: ignore[misc]
        assert died == signal.SIGXFSZ
        assert runner("list").code == 5
        assert not (tmp_path / "new.db").exists()
    runner.ok("init")
    assert query(runner.database, "SELECT count(*) FROM journal") == [(1,)]
