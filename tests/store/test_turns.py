"""Whose turn it is to write: writers wait for one another, no longer than they were told to, and find servers again."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import DatabaseLocked, OutcomeUnknown
from ctrack.store.journal import find_break
from ctrack.store.models import Party
from ctrack.store.turns import Wait, ask_for_lock, queue_up
from ctrack.store.work import Register, UnitOfWork, open_register
from tests.support.figures import Tell, engine_of
from tests.support.registers import head, read
from tests.support.runner import Runner, Stream

LOST = "consuming input failed: server closed the connection unexpectedly"


def rename(unit: UnitOfWork, name: str = "Elsewhere") -> str:
    """A change of one row."""
    unit.session.get_one(Party, 1).name = {"en": name}
    return name


def test_a_lock_is_asked_for_until_the_time_is_over(tmp_path: Path) -> None:
    """Whoever may not wait is refused at once, and whoever may gets the lock when it is free."""
    path = tmp_path / "a.db"
    one, other = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
    with closing(one), closing(other):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            ask_for_lock(other, Wait(0))
        one.execute("ROLLBACK")
        ask_for_lock(other, Wait(0))
        assert other.in_transaction


def test_a_turn_on_a_server_never_waits_for_ever() -> None:
    """Whoever has no time left is refused at once: to PostgreSQL 0 would be without end."""
    assert "SET LOCAL lock_timeout = 1;" in queue_up(Wait(0))


def test_the_refusal_says_how_long_it_waited(ctrack: Runner) -> None:
    """Who waited in vain is told for how long, in English and in Arabic, and that nothing was recorded."""
    with closing(sqlite3.connect(ctrack.database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        outcome = ctrack("note", "KWT-21", "x", CTRACK_DB_WAIT="0")
        spoken = ctrack("note", "KWT-21", "x", "--lang", "ar", CTRACK_DB_WAIT="0")
    assert (outcome.code, spoken.code) == (5, 5)
    assert "after 0 s of waiting nothing was recorded" in outcome.err
    assert "ctrack config set db.wait 600" in spoken.err
    assert "waiting" not in spoken.err


def test_how_long_to_wait_is_a_setting(ctrack: Runner) -> None:
    """Beside `db`, which has a value of its own, `db.wait` stands in quotation marks; it is set, read and checked."""
    ctrack.ok("config", "set", "db", ctrack.database)
    ctrack.ok("config", "set", "db.wait", "7")
    path = ctrack.home / "config" / "ctrack" / "config.toml"
    assert '"db.wait" = 7' in path.read_text("utf-8")
    assert ctrack.ok("config", "get", "db.wait").out == "7\n"
    assert ctrack("config", "set", "db.wait", "soon").code == 2
    assert ctrack("list", CTRACK_DB_WAIT="soon").code == 2
    path.write_text("[db]\nwait = 7\n", encoding="utf-8")
    assert "db takes a value" in ctrack("config", "get", "db.wait").err


def test_who_looks_on_waits_for_less(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a setting somebody at a terminal waits for half a minute, and cron, which comes once a day, for five."""
    monkeypatch.setattr(sys, "stdin", Stream())
    monkeypatch.setattr(sys, "stderr", Stream(terminal=True))
    invocation = Invocation([], {"CTRACK_CONFIG": str(tmp_path / "none.toml")})
    Console(invocation)
    assert invocation.wait == 30
    monkeypatch.setattr(sys, "stderr", Stream())
    assert invocation.wait == 300


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_crowd_is_served(engine: str, request: pytest.FixtureRequest, crowds: ModuleType, tell_figures: Tell) -> None:
    """Of sixteen processes that write to four commitments at most one update in a hundred is refused, and none lost."""
    runner: Runner = request.getfixturevalue("ctrack" if engine == "sqlite" else "on_server")
    tally = crowds.run_crowd(crowds.Crowd(runner.database, 16, 4, 30))
    print(f"{engine}: {len(tally.done)} recorded, {tally.refused} refused, the slowest after {tally.slowest:.1f} s")
    assert len(tally.done) > 50
    assert tally.refused <= 0.01 * len(tally.done)
    assert crowds.find_lost(runner.database, tally) == 0
    tell_figures("crowd", engine_of(runner), len(tally.done))


def test_whoever_waits_on_a_server_is_refused_in_the_end(on_server: Runner) -> None:
    """A turn that does not come within the time is a database in use, with the seconds that were waited."""
    holder, waiter = open_register(on_server.database), open_register(on_server.database, 1)

    def work(unit: UnitOfWork) -> None:
        with pytest.raises(DatabaseLocked, match="after 1 s of waiting"):
            waiter.write(head(), rename)

    holder.write(head(), work)
    close(holder, waiter)


def test_a_limit_of_the_server_is_not_for_waiting(on_server: Runner) -> None:
    """A statement_timeout of the role's neither ends the time in the queue nor is lost after it."""
    address = f"{on_server.database}&options=-c%20statement_timeout%3D300"
    holder, waiter = open_register(on_server.database), open_register(address, 1)

    def work(unit: UnitOfWork) -> None:
        with pytest.raises(DatabaseLocked):
            waiter.write(head(), rename)

    holder.write(head(), work)
    limit = waiter.write(head(), lambda unit: unit.connection.exec_driver_sql("SHOW statement_timeout").scalar())
    assert limit == "300ms"
    close(holder, waiter)


def close(*registers: Register) -> None:
    """Let go of the connections."""
    for register in registers:
        register.engine.dispose()


def test_a_connection_that_is_lost_before_the_end_is_made_again(on_server: Runner) -> None:
    """Where the server ends a connection in the midst, the work is begun anew by another, and told of once."""
    register, turns = open_register(on_server.database), []

    def work(unit: UnitOfWork) -> str:
        turns.append(unit.number)
        if len(turns) == 1:
            key = unit.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            with psycopg.connect(on_server.database, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (key,))
        return rename(unit)

    assert register.write(head(), work) == "Elsewhere"
    assert turns == [2, 2]
    assert on_server.data("log")["total"] == 2
    close(register)


def test_a_lost_answer_is_asked_for(on_server: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the connection is lost after the commit, what was recorded is found and not recorded again."""
    register, turns = open_register(on_server.database), []
    lose_answers(register, monkeypatch, times=1)

    def work(unit: UnitOfWork) -> str:
        turns.append(unit.number)
        return rename(unit, f"turn {len(turns)}")

    assert register.write(head(), work) == "turn 1"
    assert turns == [2]
    assert on_server.data("log")["total"] == 2
    assert read(on_server, find_break) is None
    close(register)


def test_an_answer_that_never_comes_is_told(on_server: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be asked whether it was recorded, that is what is said, and not that nothing was."""
    register = open_register(on_server.database, 0)
    lose_answers(register, monkeypatch, times=1)
    with pytest.raises(OutcomeUnknown, match="'ctrack log'"):
        register.write(head(), rename)
    close(register)


def lose_answers(register: Register, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the server commit, and the connection break before its answer arrives."""
    left, commit = [times], register.engine.dialect.do_commit

    def lose(connection: Any) -> None:
        commit(connection)
        if left[0]:
            left[0] -= 1
            connection.driver_connection.close()
            raise psycopg.OperationalError(LOST)

    monkeypatch.setattr(register.engine.dialect, "do_commit", lose)
