"""Rows that are kept beyond the reading that found them: whole outputs are the same, and few rows are held at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ctrack.render.terminal import portioned_columns
from ctrack.store import chosen_rows, fetched_rows, kept_rows, readings
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
