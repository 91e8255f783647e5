"""Rows that are kept beyond the reading that found them: whole outputs are the same, and few rows are held at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from ctrack.render.terminal import portioned_columns
from ctrack.services import overviews, reports
from ctrack.services.recurrence import due_parts
from ctrack.store import chosen_rows, fetched_rows, kept_rows, queries, readings
from ctrack.store.tables import undertaking
from tests.support.registers import read
from tests.support.runner import Runner

FEW, PORTION = 20, 6
FORMATS = ("plain", "table", "csv", "tsv", "json", "md", "html")
SOME = "instrument:kuwait-2024"
LINES = (
    *(f"list {SOME} --format {name}" for name in FORMATS),
    f"list {SOME} --lang ar", f"list {SOME} --columns code,title,tags --format json", f"list {SOME} --scale",
    f"list {SOME} --sort due --reverse", "list party:UN or instrument:pve-plan -n 30",
)  # fmt: skip


@pytest.fixture
def short_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is many begins early."""
    monkeypatch.setattr(kept_rows, "FEW", FEW)
    monkeypatch.setattr(fetched_rows, "PORTION", PORTION)
    # Some are held as they came, and others as bytes.
    monkeypatch.setattr(kept_rows, "HELD", 2 * PORTION)
    for name, value in (("FEW", FEW // 5), ("PORTION", PORTION)):
        monkeypatch.setattr(chosen_rows, name, value)
    monkeypatch.setattr(portioned_columns, "PORTION", PORTION)


def read_quickly(monkeypatch: pytest.MonkeyPatch, *, is_quick: bool) -> None:
    """Let the register be read by the driver alone, or never."""
    monkeypatch.setattr(readings, "may_read", lambda place: is_quick)


@pytest.mark.parametrize(("is_quick", "lines"), [(True, LINES), (False, LINES[-4:])])
def test_many_rows_are_told_as_few_are(
    ctrack: Runner, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, is_quick: bool,
    lines: tuple[str, ...], tmp_path: Path,
) -> None:  # fmt: skip
    """Every format shows the same of rows that are kept in portions, on the screen and in a file."""
    read_quickly(monkeypatch, is_quick=is_quick)
    whole = {line: ctrack(*line.split()) for line in lines}
    ctrack.ok("list", SOME, "--output", str(tmp_path / "whole.csv"))
    request.getfixturevalue("short_portions")
    assert {line: ctrack(*line.split()) for line in lines} == whole
    ctrack.ok("list", SOME, "--output", str(tmp_path / "many.csv"))
    assert (tmp_path / "many.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


ALONG = (
    "report --format json", "report --as-of 2026-03-01 --format json", "due", "due --reverse",
)  # fmt: skip


@pytest.mark.parametrize("is_quick", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_many_rows_read_along_the_file_are_those_of_an_index(
    spoken: Runner, monkeypatch: pytest.MonkeyPatch, is_quick: bool
) -> None:
    """What is read as it lies in the file is told as what an index finds, row for row, today and of the past."""
    read_quickly(monkeypatch, is_quick=is_quick)
    found = {line: spoken(*line.split()) for line in ALONG}
    chosen = []

    def choose_source(connection: Any, count: int | None) -> Any:
        chosen.append(choose(connection, count))
        return chosen[-1]

    choose = queries.choose_source
    monkeypatch.setattr(queries, "MANY", 1)
    monkeypatch.setattr(queries, "TIMES_MANY", 10_000)
    for module in (reports, overviews, due_parts):
        monkeypatch.setattr(module, "choose_source", choose_source)
    assert {line: spoken(*line.split()) for line in ALONG} == found
    assert chosen.count(queries.SOURCE_ALONG) >= len(ALONG)


@pytest.fixture
def spoken(ctrack: Runner) -> Runner:
    """A register in which something is overdue, was done late, was put off, and comes round."""
    for line in (
        "update instrument:kuwait-2024 --status in_progress --target 2026-10-01 --on 2025-06-01",
        "update KWT-21 --target 2027-05-01",
        "add LATE-1 --title Late --deadline 2026-01-31",
        "add LATE-2 --title Later --deadline 2026-01-31",
        "update LATE-1 --status implemented --on 2026-05-01",
        "update LATE-2 --target 2027-01-01",
        "recur KWT-26 --every 1y --anchor 2026-01-31",
        "done KWT-26 --on 2026-03-01",
    ):
        ctrack.ok(*line.split())
    return ctrack


@pytest.mark.parametrize(("count", "is_along"), [(None, False), (0, False), (999, False), (1000, True), (5_000, True)])
def test_few_rows_are_found_by_an_index(untouched: Runner, count: int | None, is_along: bool) -> None:
    """A thousand rows are read along a file where that is a tenth of all; a server decides for itself."""

    def check(connection: Connection) -> None:
        is_file = connection.dialect.name == "sqlite"
        expected = queries.SOURCE_ALONG if is_along and is_file else queries.SOURCE
        assert queries.choose_source(connection, count) is expected

    read(untouched, check)


def test_a_small_part_of_many_is_found_by_an_index(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where some rows are less than a tenth of all, the others are not read for them."""
    monkeypatch.setattr(queries, "MANY", 1)

    def check(connection: Connection) -> None:
        last = connection.scalar(select(func.max(undertaking.c.id)))
        least = -(-last // queries.TIMES_MANY)
        assert queries.choose_source(connection, least - 1) is queries.SOURCE
        assert queries.choose_source(connection, least) is queries.SOURCE_ALONG

    read(ctrack, check)


@pytest.mark.parametrize("name", ["plain", "csv", "tsv", "json", "md", "html"])
def test_few_rows_are_held_at_once(
    ctrack: Runner, monkeypatch: pytest.MonkeyPatch, short_portions: None, name: str
) -> None:
    """However many fit, no more rows are there at a time than two portions have."""
    held, most = 0, 0

    class Counted(tuple[Any, ...]):
        """The columns of a portion."""

        def __del__(self) -> None:
            nonlocal held
            held -= len(self[0])

    def column_maker(*given: Any) -> Any:
        make = found(*given)

        def count(stored: Any) -> Counted:
            nonlocal held, most
            columns = Counted(make(stored))
            held += len(columns[0])
            most = max(most, held)
            return columns

        return count

    found = kept_rows.column_maker
    monkeypatch.setattr(kept_rows, "column_maker", column_maker)
    read_quickly(monkeypatch, is_quick=True)
    assert ctrack.ok("list", SOME, "--format", name).out.count("\n") > FEW
    assert 0 < most <= 2 * PORTION


@pytest.mark.slow
def test_many_changes_are_told_as_few_are(ctrack: Runner, request: pytest.FixtureRequest) -> None:
    """What moved is compared portion by portion: the lists are the same, also where they are too long to be held."""
    ctrack.ok("update", "KWT-21", "KWT-22", "--status", "in_progress", "--progress", "40")
    ctrack.ok("done", "KWT-23")
    lines = [f"{command} {SOME} --since 2025-01-01 --format {name}" for command, name in (
        ("changes", "plain"), ("changes", "json"), ("report changes", "json"),
    )]  # fmt: skip
    whole = [ctrack(*line.split()) for line in lines]
    request.getfixturevalue("short_portions")
    assert [ctrack(*line.split()) for line in lines] == whole
    assert all(outcome.code == 0 for outcome in whole)
