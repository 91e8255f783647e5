"""The unit of work: all of a command or nothing of it, and nothing lost where two work at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from ctrack.domain.vocabulary import Status
from ctrack.services.targets import Target
from ctrack.services.updates import record_updates
from ctrack.store.journal import find_break
from ctrack.store.models import Party
from ctrack.store.tables import journal, status_update
from ctrack.store.work import UnitOfWork, open_register
from tests.support.registers import HORIZON, content, head, opened, query, read, write
from tests.support.runner import NOW, Runner
from tests.support.said import say

# Runs `ctrack note CODE TEXT` a number of times in one process, as fast as it goes.
WRITER = """
import sys
from ctrack.cli.main import run
code, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
for turn in range(times):
    assert run(["note", code, f"{name} {turn}", "--quiet"]) == 0
"""


class Stop(Exception):
    """Something that goes wrong in the middle."""


def rename(unit: UnitOfWork, name: str = "Elsewhere") -> Party:
    """A change of one row."""
    row = unit.session.get_one(Party, 1)
    row.name = {"en": name}
    return row


def test_what_was_done_is_kept_with_one_entry(anywhere: Runner) -> None:
    """Work that ends well is there afterwards, with one entry in the journal that tells of it."""
    write(anywhere, rename, head("rename"))
    entry = anywhere.data("log")["rows"][0]
    assert (entry["number"], entry["command"]) == (2, "rename")
    assert content(anywhere)["party"][0][3] == {"en": "Elsewhere"}


def test_what_fails_leaves_nothing(anywhere: Runner) -> None:
    """Work that fails half-way leaves everything as it was, also what was sent to the database already."""
    before = content(anywhere)

    def work(unit: UnitOfWork) -> None:
        rename(unit)
        unit.flush()
        raise Stop

    with pytest.raises(Stop):
        write(anywhere, work)
    assert content(anywhere) == before


def test_a_dry_run_does_all_and_leaves_nothing(anywhere: Runner) -> None:
    """A dry run gives the result of the work and takes it back."""
    before = content(anywhere)
    with opened(anywhere) as register:
        assert register.write(head(), rename, dry_run=True).name == {"en": "Elsewhere"}
    assert content(anywhere) == before


DRY_RUNS = (
    ("update", "KWT-21", "--status", "in_progress"),
    ("update", "instrument:kuwait-2024", "--target", "2027-06", "--note", "later"),
    ("note", "KWT-21", "x"),
    ("add", "NAT-1", "--title", "x"),
    ("party", "add", "FR"),
    ("party", "home", "KW"),
    ("undo",),
)


@pytest.mark.parametrize("words", DRY_RUNS, ids=" ".join)
def test_a_dry_run_leaves_the_file_as_it_is(words: tuple[str, ...], ctrack: Runner) -> None:
    """With --dry-run a command prints what it would do and changes not a byte of the file."""
    ctrack.ok("update", "KWT-25", "--progress", "5")
    path = Path(ctrack.database)
    query(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    outcome = ctrack.ok(*words, "--dry-run")
    assert outcome.out
    query(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    assert path.read_bytes() == before


def test_work_that_changes_nothing_leaves_no_entry(anywhere: Runner) -> None:
    """A command that finds everything as it wants it is not worth an entry."""
    write(anywhere, rename)
    write(anywhere, rename)
    write(anywhere, lambda unit: None)
    assert anywhere.data("log")["total"] == 2


def test_reading_sees_one_state(anywhere: Runner) -> None:
    """What another command commits while one is reading is not seen until the next."""
    with opened(anywhere) as register, register.read() as unit:
        seen = find_notes(unit)
        anywhere.ok("note", "KWT-21", "x")
        assert find_notes(unit) == seen
    assert len(read(anywhere, lambda connection: list(connection.execute(status_update.select())))) == len(seen) + 1


def find_notes(unit: UnitOfWork) -> list[int]:
    """The keys of all status updates."""
    return [row.id for row in unit.connection.execute(status_update.select())]


def test_two_writers_on_a_server_lose_nothing(on_server: Runner) -> None:
    """Two who write to one undertaking at once are put in an order: every update is there, and the chain holds."""
    writers, times = 3, 6
    gate = threading.Barrier(writers)
    failed: list[BaseException] = []

    def run(writer: int) -> None:
        register = open_register(on_server.database)
        gate.wait()
        try:
            for turn in range(times):
                request = say(progress=turn * 10, note={"en": f"{writer}.{turn}"})
                entry = head(f"turn {writer}.{turn}", author=f"writer {writer}")
                register.write(
                    entry,
                    lambda unit, request=request, entry=entry: record_updates(  # type: ignore[misc]
                        unit, Target(code="KWT-21"), request, entry, HORIZON
                    ),
                )
        except BaseException as error:
            failed.append(error)
        finally:
            register.engine.dispose()

    threads = [threading.Thread(target=run, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    check_all_noted(on_server, {f"{writer}.{turn}" for writer in range(writers) for turn in range(times)}, "KWT-21")


def check_all_noted(runner: Runner, notes: set[str], code: str) -> None:
    """Each note is in the history once, the journal has an entry for each, and its chain holds."""
    said = [item["note"]["en"] for item in runner.data("show", code)["history"] if item["voice"] != "external"]
    assert sorted(said) == sorted(notes)
    assert read(runner, find_break) is None
    entries = read(runner, lambda connection: list(connection.execute(journal.select().order_by(journal.c.number))))
    assert [entry.number for entry in entries] == list(range(1, len(notes) + 2))


def test_work_is_done_again_where_another_entry_came_first(on_server: Runner) -> None:
    """Nothing rests on the queue: whoever was overtaken by an entry outside of it begins anew, and sees what it did."""
    seen: list[tuple[int, str]] = []

    def work(unit: UnitOfWork) -> None:
        seen.append((unit.number, unit.session.get_one(Party, 2).name["en"]))
        if len(seen) == 1:
            with opened(on_server) as register:
                register.write(head("overtake"), rename_other, in_turn=False)
        rename(unit)

    write(on_server, work)
    assert seen == [(2, "United Nations system"), (3, "Overtaken")]
    assert read(on_server, find_break) is None


def rename_other(unit: UnitOfWork) -> None:
    """A change of another row."""
    unit.session.get_one(Party, 2).name = {"en": "Overtaken"}


@pytest.mark.slow
def test_two_processes_on_a_file_lose_nothing(ctrack: Runner) -> None:
    """Two programs that write to one file as fast as they can wait for one another: every note is there."""
    times = 15
    environ = {"PATH": "", **ctrack.base(), "CTRACK_NOW": NOW}
    names = ("left", "right")
    command = [sys.executable, "-c", WRITER, "KWT-21"]
    writers = [subprocess.Popen([*command, name, str(times)], env=environ, stdout=subprocess.DEVNULL) for name in names]
    try:
        assert [writer.wait(60) for writer in writers] == [0, 0]
    finally:
        for writer in writers:
            with suppress(ProcessLookupError):
                writer.kill()
    check_all_noted(ctrack, {f"{name} {turn}" for name in names for turn in range(times)}, "KWT-21")


def test_who_wrote_minutes_ago_is_named(ctrack: Runner) -> None:
    """The second of two who update one commitment within minutes is told of the first; the first's word is kept."""
    ctrack.ok("update", "KWT-21", "--progress", "30", "--note", "first", CTRACK_USER="amal")
    outcome = ctrack.ok(
        "update", "KWT-21", "--progress", "40", CTRACK_USER="badr", CTRACK_NOW=NOW.replace("09:00", "09:05")
    )
    assert "amal" in outcome.err
    late = ctrack.ok(
        "update", "KWT-21", "--progress", "50", CTRACK_USER="amal", CTRACK_NOW=NOW.replace("09:00", "11:00")
    )
    assert "badr" not in late.err
    told = [item["progress"] for item in ctrack.data("show", "KWT-21")["history"] if item["progress"] is not None]
    assert told == [30, 40, 50]
    assert ctrack.data("show", "KWT-21")["status"] == Status.IN_PROGRESS
