"""The same commands in two ways on two copies of a register: what is told and what is stored has to be the same."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ctrack.store.readings import Unusual
from tests.conftest import NUMBERS, create_database
from tests.support.postgres import make_address
from tests.support.runner import Outcome, Runner

# Each verb by codes, by a filter and as a trial; what is refused; what lies before, changes nothing, or moves back.
LINES = (
    "update KWT-21 --status in_progress --progress 40 --note 'ينفذ 100% of it_is/said' --priority high --tag border",
    "update KWT-21 --progress 40 --untag border",
    "update KWT-21 --priority high",
    "update KWT-21 --tag nothing-new --dry-run",
    "note KWT-25 'two lines' --level public --on 2026-01",
    "note KWT-25 earlier --on ../2024",
    "done KWT-25 KWT-26 finished -n",
    "done KWT-25 KWT-26 finished",
    "start KWT-27",
    "update KWT-25 --status in_progress",
    "update KWT-25 --progress 10 --on 2026-01-05 --voice agency",
    "update instrument:kuwait --status in_progress --progress 5 --note all",
    "update instrument:kuwait --status not_started",
    "update water --progress 7 --note found -f json",
    "update KWT-22 --status nonsense",
    "update status:overdue --position supports --lang ar",
    "note nowhere x",
    "update KWT-21 --target 2027-03 --note later",
    "postpone KWT-21 2027-06 budget",
    "update KWT-21 --target none",
    "done KWT-21 --note-lang xx",
    "snooze KWT-21 2027-01",
    "undo",
    "redo",
)
FEW = (*LINES[:3], "done KWT-25 KWT-26 finished", "done KWT-22")
# What is done in the ordinary way in any case.
OTHERS = ("undo", "redo", "recur KWT-21 --never")
# Of what comes round: met, met again, by name, without a date, early, and what is not due at all.
ROUNDS = (
    "recur KWT-21 --every 3m --anchor 2025-03-31",
    "done KWT-21 'first report'",
    "done KWT-21 again -f json",
    "update KWT-21 --status in_progress --progress 30",
    "update KWT-21 --status implemented --occurrence 2026-06-30",
    "update KWT-21 --status implemented --occurrence 2026-06-30",
    "update KWT-21 --status implemented --occurrence 2026-02-02",
    "update KWT-21 --target 2027-01 --note 'by then'",
    "note KWT-21 'of the one in hand'",
    "done KWT-21 --on 2026-01-05 -n",
    "undo",
    "recur KWT-21 --every 2m",
    "recur KWT-21 --never",
    "update KWT-21 --status not_applicable",
    "update KWT-21 --status in_progress",
)


def dump(runner: Runner) -> list[str]:
    """All that a file holds, each row as it is stored."""
    with closing(sqlite3.connect(runner.database)) as connection:
        return list(connection.iterdump())


def choose_nothing(_place: int) -> None:
    """The way follows from the register."""


def run_both(
    pair: tuple[Runner, Runner],
    lines: Sequence[str],
    *,
    choose: Callable[[int], None] = choose_nothing,
    dump: Callable[[Runner], Any] = dump,
    **settings: Any,
) -> None:
    """Run each line on both registers: what is said is the same, and at the end so is all that they hold.

    Before each run the way is chosen that belongs to the register of that place.
    """
    for line in lines:
        told = []
        for place, runner in enumerate(pair):
            choose(place)
            told.append(tell(runner, runner(*shlex.split(line), **settings)))
        assert told[0] == told[1], line
    assert dump(pair[0]) == dump(pair[1])


def tell(runner: Runner, outcome: Outcome) -> tuple[int, str, str]:
    """What was said, without the folder that the register lies in."""
    out, err = (text.replace(str(runner.home), "HOME") for text in (outcome.out, outcome.err))
    return outcome.code, out, err


def note_unusual(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[str]:
    """What a function begins by the driver and has to leave to the ordinary way, told as it happens."""
    told: list[str] = []
    write = getattr(module, name)

    def noted(*arguments: Any) -> None:
        try:
            write(*arguments)
        except Unusual as error:
            told.append(repr(error.__cause__ or error))
            raise

    monkeypatch.setattr(module, name, noted)
    return told


def make_server_pair(server: str, template: str, folder: Path) -> tuple[Runner, Runner]:
    """Two runners over copies of a register on a server, called `plain` and `usual`, each with a folder of its own."""
    runners = []
    for name in ("plain", "usual"):
        database = f"{name}_{next(NUMBERS)}"
        create_database(server, database, template)
        (folder / name).mkdir()
        runners.append(Runner(make_address(server, database), folder / name))
    return runners[0], runners[1]
