"""Faults that are injected into every writing command, on both engines: nothing acknowledged is lost or half kept."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from ctrack.services.verification import verify_register
from ctrack.store.journal import read_last
from tests.support.children import run_in_child
from tests.support.figures import Tell, engine_of
from tests.support.lives import live
from tests.support.registers import read
from tests.support.runner import Runner

# Every kind of writing command, in a form that can be given again and again: {n} is another number each time.
WRITING = (
    "update KWT-25 --status in_progress --progress {n} --note said-{n}",
    "update status:open --progress {n} --all",
    "update KWT-26 --target 2027-0{digit}-01 --priority high --tag tag{n}",
    "note KWT-21 seen-{n} --level internal",
    "done KWT-22 said",
    "start KWT-22",
    "postpone KWT-21 2030-0{digit}-15 because-{n}",
    "snooze KWT-21 --until 2030-0{digit}-15",
    "agency add body{n} --name Body-{n}",
    "agency edit moi --name Ministry-{n}",
    "person add Somebody-{n}",
    "person edit Noura --email n{n}@example.org",
    "assign KWT-21 --lead police --person Noura --overseer Salem",
    "assign KWT-21 --lead customs --person Salem",
    "handover --from Salem --to Noura",
    "add OWN-{n} --title Duty-{n}",
    "edit KWT-24 --title Title-{n}",
    "party edit UN --name Nations-{n}",
    "withdraw KWT-27 --reason because-{n}",
    "withdraw KWT-27 --back",
    "recur KWT-23 --every {digit}m --anchor 2026-01-31",
    "recur KWT-23 --never",
    "undo",
    "redo",
)
MOMENTS = 21
NAMES = ("before_cursor_execute", "commit", "begin")
# What listens in a child for as long as that lives.
HELD: list[AbstractContextManager[None]] = []


@pytest.fixture
def lived(anywhere: Runner) -> Runner:
    """A register with a life behind it, on each engine."""
    return live(anywhere)


@contextmanager
def listening(count: Callable[[], None]) -> Iterator[None]:
    """Count each statement that is about to be run, and each transaction that is about to be begun or committed."""

    def hear(*given: Any) -> None:
        count()

    for name in NAMES:
        event.listen(Engine, name, hear)
    try:
        yield
    finally:
        for name in NAMES:
            event.remove(Engine, name, hear)


def count_moments(runner: Runner, words: list[str]) -> int:
    """How many statements and ends of transactions a command line has; it is run for that."""
    seen: list[int] = []
    with listening(lambda: seen.append(1)):
        runner.ok(*words)
    return len(seen)


def die_at(number: int) -> None:
    """From here on kill this process before that moment, counted from nought."""
    seen: list[int] = []

    def die() -> None:
        if len(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen.append(1)

    HELD.append(listening(die))
    HELD[0].__enter__()


def write_words(line: str, number: int) -> list[str]:
    """A command line with numbers that were not used before."""
    return line.format(n=number % 90 + 5 if "progress" in line else number, digit=number % 9 + 1).split()


@pytest.mark.slow
def test_every_writing_command_is_killed_at_any_moment(lived: Runner, tell_figures: Tell) -> None:
    """Killed before any statement or commit of any command, the register has the whole entry or none of it."""
    number = tried = 0
    for line in WRITING:
        number += 1
        moments = count_moments(lived, write_words(line, number))
        for moment in sorted({round(each * moments / (MOMENTS - 1)) for each in range(MOMENTS)}):
            number += 1
            before = read(lived, read_last)[0]
            died, outcome = run_in_child(lived, *write_words(line, number), prepare=lambda at=moment: die_at(at))  # type: ignore[misc]
            entries = read(lived, read_last)[0]
            assert entries - before in (0, 1), (line, moment)
            is_told = outcome is not None and outcome.code == 0 and "unchanged" not in outcome.out
            assert entries > before or not is_told, (line, moment, outcome)
            tried += died == signal.SIGKILL
            if entries > before and line not in ("undo", "redo"):
                # The next one begins where this one did.
                lived.ok("undo")
        assert read(lived, verify_register).holds, line
    lived.ok("verify")
    tell_figures("kill", engine_of(lived), tried)
    assert tried > 300


@pytest.mark.slow
def test_a_lock_that_is_held_for_long(ctrack: Runner, tell_figures: Tell) -> None:
    """A writer waits for as long as it may: then it records, or says that it waited in vain and recorded nothing."""
    for seconds, wait, code in ((1.0, "20", 0), (4.0, "1", 5)):
        with closing(sqlite3.connect(ctrack.database, check_same_thread=False, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            timer = threading.Timer(seconds, lambda: holder.execute("ROLLBACK"))
            timer.start()
            before = read(ctrack, read_last)[0]
            assert ctrack("note", "KWT-21", "said", CTRACK_DB_WAIT=wait).code == code
            timer.join()
        assert read(ctrack, read_last)[0] - before == (code == 0)
    tell_figures("lock", "SQLite", 2)


@pytest.mark.parametrize("how", ["removed", "moved", "replaced"])
def test_a_database_that_is_removed_while_it_is_used(how: str, ctrack: Runner, tell_figures: Tell) -> None:
    """What was written to a file that is gone is not said to be recorded: exit 5, and one sentence."""
    path = Path(ctrack.database)
    seen: list[int] = []
    moments = count_moments(ctrack, ["note", "KWT-21", "first"])

    def strike() -> None:
        seen.append(1)
        if len(seen) == moments - 1:
            path.rename(path.with_name("elsewhere.db")) if how != "removed" else path.unlink()
            if how == "replaced":
                shutil.copyfile(path.with_name("elsewhere.db"), path)

    with listening(strike):
        outcome = ctrack("note", "KWT-21", "second")
    assert (outcome.code, outcome.err.count("\n")) == (5, 1), outcome
    assert "removed or replaced" in outcome.err
    tell_figures("removed", "SQLite", 1)


def test_a_clock_that_is_set_back(lived: Runner, tell_figures: Tell) -> None:
    """What is recorded at an earlier time than the entry before it stands after it, is checked, undone and redone."""
    early = {"CTRACK_NOW": "2025-01-01T00:00:00+00:00"}
    lived.ok("update", "KWT-13", "--progress", "77", **early)
    lived.ok("note", "KWT-13", "earlier", **early)
    assert lived.data("show", "KWT-13")["progress"] == 77
    lived.ok("undo", **early)
    lived.ok("undo", **early)
    lived.ok("redo")
    lived.ok("verify")
    lived.ok("report", "--as-of", "2026-11-20")
    assert lived.data("show", "KWT-13")["progress"] == 77
    tell_figures("clock", engine_of(lived), 5)


@pytest.mark.slow
def test_a_file_system_that_is_read_only(template: Path, tmp_path: Path, tell_figures: Tell) -> None:
    """Everything is read and nothing is written, with a sentence that says so."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a file system, where it may at all")
    try:
        shutil.copyfile(template, folder / "c.db")
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        runner = Runner(str(folder / "c.db"), tmp_path)
        for words in (("list",), ("report",), ("verify",)):
            runner.ok(*words)
        for line in WRITING[:4]:
            outcome = runner(*write_words(line, 7))
            assert (outcome.code, "cannot" in outcome.err or "not written" in outcome.err) == (5, True), outcome
        tell_figures("read-only", "SQLite", 7)
    finally:
        time.sleep(0.1)
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
