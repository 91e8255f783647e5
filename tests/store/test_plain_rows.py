"""Rows that are changed without the object mapper: by a connection of SQLAlchemy they leave what the mapper leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctrack.store import plain_rows, work
from ctrack.store.plain_rows import PlainRow, PlainUnit
from ctrack.store.readings import Unusual
from tests.support.registers import content
from tests.support.runner import Runner
from tests.support.two_ways import FEW, LINES, ROUNDS, make_server_pair, run_both


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Chooses the plain rows for the first register, and the mapper for the second."""

    def choose_way(place: int) -> None:
        monkeypatch.setattr(work, "may_leave_out_mapper", lambda: place == 0)

    return choose_way


@pytest.fixture
def pair(template: Path, tmp_path: Path) -> tuple[Runner, Runner]:
    """Two copies of one register on SQLite."""
    return make_copy(template, tmp_path / "one"), make_copy(template, tmp_path / "two")


def make_copy(template: Path, folder: Path) -> Runner:
    """A copy of a register in a folder of its own."""
    folder.mkdir()
    shutil.copyfile(template, folder / "commitments.db")
    return Runner(str(folder / "commitments.db"), folder)


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tells how each plain unit of work ended: with what it left to the mapper, or without."""
    told: list[str] = []
    leave = plain_rows.leave

    def leave_told(what: str) -> Any:
        told.append(what)
        leave(what)

    monkeypatch.setattr(plain_rows, "leave", leave_told)
    return told


def test_what_is_recorded_is_that_of_the_mapper(
    pair: tuple[Runner, Runner], choose: Callable[[int], None], several: list[str]
) -> None:
    """Outputs, rows, journal and hashes are the same, and nothing was left to the mapper."""
    run_both(pair, FEW[:2], choose=choose)
    assert several == []


def test_what_asks_for_the_mapper_is_done_by_it(pair: tuple[Runner, Runner], choose: Callable[[int], None]) -> None:
    """Work that changes other entities is begun anew with the mapper, and done once."""
    run_both(pair, ("agency add MOI --name Interior",), choose=choose)


@pytest.mark.slow
def test_on_a_server_too(server: str, server_template: str, tmp_path: Path, choose: Callable[[int], None]) -> None:
    """So it is on PostgreSQL, for what comes round and what does not."""
    pair = make_server_pair(server, server_template, tmp_path)
    run_both(pair, (*FEW, *ROUNDS[:5], LINES[17]), choose=choose, dump=content)


def test_what_these_rows_have_not_is_left_to_the_mapper() -> None:
    """A column, a session or a batch that is asked for all the same is not guessed at."""
    row = PlainRow("undertaking", {}, {"id": 1, "status": "in_progress"})
    with pytest.raises(Unusual):
        _ = row.nothing
    with pytest.raises(Unusual):
        row.nothing = 1
    unit: Any = PlainUnit(None)  # type: ignore[arg-type]
    for name in ("session", "batch"):
        with pytest.raises(Unusual):
            getattr(unit, name)
