"""Interrupted at any moment, ctrack says truly whether it has recorded: `ctrack undo` must not take back another's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Engine, event

from ctrack.store.tables import SCHEMA_REVISION
from ctrack.store.work import Register
from tests.support.runner import Outcome, Runner

CODE = "KWT-25"
WORDS = ("update", CODE, "--status", "in_progress", "--note", "Two named")
TOLD = {True: "entry 2 was recorded", False: "nothing was recorded"}


def check_truth(runner: Runner, outcome: Outcome) -> bool:
    """What was told is what the register holds; whether it was recorded."""
    entries = runner.data("log")["total"]
    assert outcome.code == 130
    assert TOLD[entries == 2] in outcome.err, (entries, outcome.err)
    return bool(entries == 2)


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


@contextmanager
def interrupting(number: int | None = None) -> Iterator[list[str]]:
    """Ctrl-C reaches this process before that statement, counted from nought; what is yielded fills with them all."""
    seen: list[str] = []

    def strike(statement: str) -> None:
        seen.append(statement)
        if len(seen) - 1 == number:
            signal.raise_signal(signal.SIGINT)

    def execute(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        strike(statement)

    def commit(connection: Any) -> None:
        strike("COMMIT")

    event.listen(Engine, "before_cursor_execute", execute)
    event.listen(Engine, "commit", commit)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", execute)
        event.remove(Engine, "commit", commit)


def trace(runner: Runner) -> list[str]:
    """The statements of the update."""
    with interrupting() as seen:
        runner.ok(*WORDS)
    return seen


def interrupt(runner: Runner, number: int) -> Outcome:
    """Run the update and interrupt it at a statement."""
    with interrupting(number):
        return runner(*WORDS)


def test_interrupted_before_the_commit(place: Callable[[], Runner]) -> None:
    """Until the commit nothing is there, although the entry was written already, and that is said."""
    commit = trace(place()).index("COMMIT")
    for number in (commit - 2, commit - 1, commit):
        runner = place()
        assert not check_truth(runner, interrupt(runner, number))


def test_interrupted_just_after_the_commit(place: Callable[[], Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal after the commit, before anything else of ctrack runs, finds the entry and names it."""
    commit = sqlalchemy.engine.RootTransaction._connection_commit_impl

    def commit_and_strike(self: Any) -> None:
        commit(self)
        signal.raise_signal(signal.SIGINT)

    runner = place()
    monkeypatch.setattr(sqlalchemy.engine.RootTransaction, "_connection_commit_impl", commit_and_strike)
    outcome = runner(*WORDS)
    monkeypatch.undo()
    assert check_truth(runner, outcome)
    assert "'ctrack undo' takes it back" in outcome.err


def test_an_entry_of_somebody_else_is_not_taken_for_ones_own(
    place: Callable[[], Runner], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the number went to another's entry meanwhile, nothing was recorded, and that is said."""
    runner = place()
    holds = Register.holds_sent

    def strike(self: Any) -> None:
        raise KeyboardInterrupt

    def look_late(register: Register) -> bool:
        monkeypatch.undo()
        Runner(runner.database, runner.home, {"CTRACK_USER": "another"}).ok("note", "KWT-26", "meanwhile")
        return holds(register)

    monkeypatch.setattr(Register, "holds_sent", look_late)
    monkeypatch.setattr(sqlalchemy.engine.RootTransaction, "_connection_commit_impl", strike)
    outcome = runner(*WORDS)
    assert (outcome.code, "nothing was recorded" in outcome.err) == (130, True), outcome
    assert runner.data("log")["total"] == 2


def test_a_register_that_does_not_answer(place: Callable[[], Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be seen whether it was recorded, that is what is said."""

    def strike(*given: object) -> None:
        raise KeyboardInterrupt

    runner = place()
    monkeypatch.setattr("ctrack.render.formats.plain.write", strike)
    monkeypatch.setattr("ctrack.store.work.Register.holds_sent", strike)
    outcome = runner(*WORDS)
    assert outcome.code == 130
    assert "could not be seen" in outcome.err


@pytest.mark.slow
def test_interrupted_making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`init` says whether the register was made: one that fails takes its file away, one that is made stays."""

    def strike(*given: object) -> None:
        raise KeyboardInterrupt

    runner = Runner(str(tmp_path / "new.db"), tmp_path)
    for target, sentence in (
        ("ctrack.services.registers.describe_register", "no register was made"),
        ("ctrack.views.inventory.view_made", "the register was made"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(target, strike)
            outcome = runner("init")
        assert (outcome.code, sentence in outcome.err) == (130, True), outcome
    assert runner.data("log")["total"] == 1


def test_interrupted_upgrading(place: Callable[[], Runner], monkeypatch: pytest.MonkeyPatch) -> None:
    """`db upgrade` says which layout the database has."""

    def strike(*given: object) -> None:
        raise KeyboardInterrupt

    runner = place()
    monkeypatch.setattr("ctrack.services.layout_upgrades.open_layout", strike)
    assert "was upgraded" in runner("db", "upgrade").err
    monkeypatch.setattr("ctrack.store.tables.SCHEMA_REVISION", SCHEMA_REVISION + "x")
    assert "was not upgraded" in runner("db", "upgrade").err


@pytest.mark.slow
def test_interrupted_before_any_statement(place: Callable[[], Runner]) -> None:
    """Before any statement of the update, what is told is what is there."""
    statements = trace(place())
    for number, statement in enumerate(statements):
        runner = place()
        assert check_truth(runner, interrupt(runner, number)) == (number > statements.index("COMMIT")), statement


@pytest.mark.slow
def test_interrupted_while_starting_or_ending(place: Callable[[], Runner]) -> None:
    """From its first line to its last Ctrl-C leaves no traceback of the program; it ends as interrupted, or well."""
    runner = place()
    environ = {"PATH": os.environ["PATH"], **runner.base()}
    for turn in range(40):
        process = subprocess.Popen(
            [sys.executable, "-m", "ctrack", "list"],
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(0.02 * turn)
        process.send_signal(signal.SIGINT)
        told = process.communicate()[1]
        assert f"ctrack{os.sep}" not in told, told
        # Python itself ends with 1 where it is interrupted before the program begins.
        assert process.returncode in (0, 1, 130, -signal.SIGINT)
        assert process.returncode != 1 or "ctrack:" not in told


def start(runner: Runner) -> subprocess.Popen[str]:
    """`ctrack update` as a user starts it, with its words read."""
    environ = {"PATH": os.environ["PATH"], **runner.base()}
    command = [sys.executable, "-m", "ctrack", *WORDS]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def interrupt_after(runner: Runner, delay: float) -> str | None:
    """Interrupt a real process after so many seconds; what it told, None where it told of no interruption."""
    process = start(runner)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    return err if "Interrupted" in err else None


def check_at_many(fresh: Callable[[], Runner], times: int) -> None:
    """Interrupt at moments that lie close together about the time at which the work is committed."""
    begin = time.perf_counter()
    assert start(fresh()).wait(60) == 0
    whole = time.perf_counter() - begin
    told = 0
    for turn in range(times):
        runner = fresh()
        before = runner.data("log")["total"]
        err = interrupt_after(runner, whole * (0.4 + 0.7 * turn / times))
        is_recorded = runner.data("log")["total"] > before
        if err is not None:
            told += 1
            assert (f"entry {before + 1} was recorded" if is_recorded else TOLD[False]) in err
    assert told


@pytest.mark.slow
def test_real_processes_tell_the_truth(place: Callable[[], Runner]) -> None:
    """A real process and a real signal, at many moments."""
    check_at_many(place, 60)


@pytest.mark.slow
def test_real_processes_tell_the_truth_of_a_server(on_server: Runner) -> None:
    """The same on PostgreSQL, whose commit may still be under way as the signal comes."""
    check_at_many(lambda: on_server, 40)
