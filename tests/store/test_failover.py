"""Two real servers, of which one takes over: nothing that was acknowledged is lost, and nobody has to begin again."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ctrack.services.verification import verify_register
from tests.support.figures import Tell
from tests.support.postgres import NoServer
from tests.support.registers import read
from tests.support.runner import Runner
from tests.support.servers import Server, make_servers

pytestmark = pytest.mark.slow
WRITERS = 4
# Today, the past by temporary tables, and what changed between both.
READINGS = (
    ("list",),
    ("report",),
    ("report", "--as-of", "2026-11-20"),
    ("report", "--known-at", "2026-11-22"),
    ("report", "changes", "--since", "2026-11-20"),
    ("changes", "--since", "2026-11-20"),
    ("list", "--as-of", "2026-11-20"),
    ("show", "KWT-21", "--as-of", "2026-11-22"),
    ("due", "--today", "2026-11-20"),
    ("search", "border"),
    ("verify",),
)


@pytest.fixture
def pair() -> Iterator[tuple[Server, Server]]:
    """A primary with a register, and a standby that has whatever the primary acknowledges."""
    try:
        with make_servers(2) as (primary, standby):
            primary.make()
            primary.start()
            primary.copy_to(standby, "second")
            standby.start()
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = 'second'", "SELECT pg_reload_conf()")
            primary.execute("CREATE DATABASE register TEMPLATE template0")
            yield primary, standby
    except NoServer as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def address_of_both(pair: tuple[Server, Server], more: str = "") -> str:
    """The address that names both servers."""
    one, two = (f"127.0.0.1:{server.port}" for server in pair)
    return f"postgresql://tester@{one},{two}/register{more}"


def test_no_acknowledged_update_is_lost(
    pair: tuple[Server, Server], crowds: ModuleType, tmp_path: Path, tell_figures: Tell
) -> None:
    """The primary is killed while four write, and the standby takes over: they go on by the same address."""
    primary, standby = pair
    runner = Runner(address_of_both(pair), tmp_path)
    runner.ok("init")
    taken_over: list[float] = []

    def fail_over() -> None:
        time.sleep(3)
        primary.kill()
        time.sleep(1)
        standby.promote()
        taken_over.append(time.monotonic())

    failing = threading.Thread(target=fail_over)
    failing.start()
    tally = crowds.run_crowd(crowds.Crowd(runner.database, WRITERS, 9, 60))
    failing.join()
    after = runner.data("log", "--limit", "5")["rows"]
    print(f"{len(tally.done)} acknowledged, {tally.refused} refused, the longest pause {tally.slowest:.1f} s")
    assert taken_over
    assert tally.refused == 0
    assert tally.slowest > 1
    assert crowds.find_lost(runner.database, tally) == 0
    assert read(runner, verify_register).holds
    assert len(after) == 5
    # What was begun anew was not recorded twice: as many entries as were acknowledged, and the first.
    assert runner.data("log")["total"] == len(tally.done) + 1
    assert standby.execute("SELECT pg_is_in_recovery()") == [(False,)]
    tell_figures("failover", "PostgreSQL", len(tally.done))


def test_a_server_that_is_killed_and_started_again(
    pair: tuple[Server, Server], crowds: ModuleType, tmp_path: Path, tell_figures: Tell
) -> None:
    """The only server is killed while four write, and comes back: they wait for it, and nothing is lost or doubled."""
    server = pair[0]
    server.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")
    runner = Runner(server.address("register"), tmp_path)
    runner.ok("init")

    def strike() -> None:
        for _turn in range(2):
            time.sleep(2)
            server.kill()
            time.sleep(0.5)
            server.start()

    striking = threading.Thread(target=strike)
    striking.start()
    tally = crowds.run_crowd(crowds.Crowd(runner.database, WRITERS, 8, 60))
    striking.join()
    assert tally.refused == 0
    assert crowds.find_lost(runner.database, tally) == 0
    assert read(runner, verify_register).holds
    assert runner.data("log")["total"] == len(tally.done) + 1
    tell_figures("server", "PostgreSQL", len(tally.done))


def test_a_standby_is_read(pair: tuple[Server, Server], tmp_path: Path) -> None:
    """Listings and reports come from a standby that is named for it; to write there is refused in one sentence."""
    standby = pair[1]
    runner = Runner(address_of_both(pair), tmp_path)
    runner.ok("init")
    runner.ok("update", "KWT-21", "--status", "in_progress", "--note", "x")
    wait_for(standby, "SELECT max(number) FROM journal", 2)
    there = Runner(standby.address("register"), tmp_path)
    later = {"CTRACK_NOW": "2026-12-05T09:00:00+00:00"}
    for words in READINGS:
        assert there.ok(*words, **later).out == runner.ok(*words, **later).out, words
    paper = tmp_path / "report.html"
    outcome = there.ok("report", "--as-of", "2026-11-22", "--output", str(paper), **later)
    assert "in progress" in paper.read_text("utf-8")
    assert "ledger" in outcome.err
    outcome = there("note", "KWT-21", "x")
    assert (outcome.code, "it is a standby" in outcome.err) == (5, True)


def wait_for(server: Server, statement: str, value: int) -> None:
    """Wait until a standby has come so far."""
    for _turn in range(100):
        if server.execute(statement, name="register") == [(value,)]:
            return
        time.sleep(0.1)
    raise AssertionError(statement)
