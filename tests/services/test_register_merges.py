"""Two registers that grew apart: whichever takes in the other, both say the same, and nothing of either is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.registers import read
from tests.support.runner import NOW, Runner
from tests.support.snapshots import take_snapshot

CODES = ("KWT-21", "KWT-22", "KWT-24", "KWT-26")
WORDS: tuple[tuple[str, ...], ...] = (
    *(("update", code, "--status", status) for code in CODES for status in ("in_progress", "implemented")),
    *(("update", code, "--progress", str(share), "--on", "2026-11-01") for code in CODES[:2] for share in (20, 70)),
    ("update", "KWT-21", "--priority", "high"),
    ("update", "KWT-21", "--priority", "low"),
    ("update", "KWT-22", "--tag", "border"),
    ("update", "KWT-22", "--tag", "youth"),
    ("update", "KWT-26", "--target", "2027-01-31"),
    ("update", "KWT-26", "--target", "2027-03-31"),
    ("note", "KWT-21", "seen"),
    ("retract", "KWT-21"),
    ("retract", "KWT-22"),
    ("done", "KWT-24", "--on", "2026-01-15"),
    ("recur", "KWT-24", "--every", "year", "--anchor", "2025-01-31"),
    ("recur", "KWT-24", "--every", "month", "--anchor", "2026-01-31"),
    ("agency", "add", "moi", "--name", "Ministry"),
    ("agency", "add", "moi", "--name", "Interior"),
    ("agency", "add", "police", "--name", "Police", "--parent", "moi"),
    ("agency", "edit", "moi", "--name-ar", "وزارة"),
    ("person", "add", "Salem"),
    ("person", "add", "Salem", "--email", "salem@example.org"),
    ("assign", "KWT-21", "--lead", "moi"),
    ("assign", "KWT-22", "--lead", "police", "--person", "Salem"),
    ("add", "OWN-1", "--title", "A commitment of our own"),
    ("add", "OWN-2", "--title", "Another", "--deadline", "2027-05-01"),
    ("update", "OWN-1", "--status", "in_progress"),
    ("edit", "OWN-1", "--title", "Reworded"),
    ("edit", "KWT-26", "--theme", "border"),
    ("link", "KWT-26", "subset", "KWT-25"),
    ("unlink", "KWT-26", "KWT-25"),
    ("withdraw", "KWT-27"),
    ("person", "edit", "Noura", "--email", "noura@example.org"),
    ("agency", "edit", "who", "--name", "Whoever"),
    ("assign", "KWT-26", "--lead", "who", "--person", "Noura"),
    *[("undo",)] * 4,
    ("redo",),
)
WALK = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 2)), max_size=6)


@pytest.fixture(scope="module")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a beginning that all share."""
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    shutil.copyfile(template, path)
    walk(
        Runner(str(path), path.parent),
        [(WORDS[0], 1), (("person", "add", "Noura"), 1), (("agency", "add", "who", "--name", "Who"), 1)],
    )
    return path


def walk(runner: Runner, steps: list[tuple[tuple[str, ...], int]], minutes: int = 0) -> int:
    """Do one command after another, some in the same moment; those that are refused change nothing."""
    for words, later in steps:
        minutes += later
        runner(*words, CTRACK_NOW=(datetime.fromisoformat(NOW) + timedelta(minutes=minutes)).isoformat())
    return minutes


def copy(source: str | Path, folder: Path, name: str) -> Runner:
    """A copy of a register under another name, with its owner."""
    path = folder / f"{name}.db"
    shutil.copyfile(source, path)
    return Runner(str(path), folder, {"CTRACK_USER": name})


def snapshot(runner: Runner) -> dict[str, list[object]]:
    """What a register says."""
    return read(runner, take_snapshot)


@pytest.fixture
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a folder for each example of a property."""
    return lambda: tmp_path_factory.mktemp("merge")


def check_order(
    begun: Path, folder: Path, one: list[tuple[tuple[str, ...], int]], other: list[tuple[tuple[str, ...], int]]
) -> None:
    """Two walks, merged either way and back, where conflicts are settled for one of the two."""
    ours, theirs = copy(begun, folder, "ours"), copy(begun, folder, "theirs")
    walk(ours, one, 10)
    walk(theirs, other, 10)
    left, right = copy(ours.database, folder, "left"), copy(theirs.database, folder, "right")
    here = left("merge", theirs.database, CTRACK_NOW="2026-11-22T09:00:00+00:00")
    there = right("merge", ours.database, CTRACK_NOW="2026-11-22T09:00:00+00:00")
    assert here.code == there.code, (here.err, there.err)
    assert here.code in (0, 4), here.err
    if here.code == 4:
        if "two different things" in here.err:
            return
        assert snapshot(left) == snapshot(ours)
        left.ok("merge", theirs.database, "--ours")
        right.ok("merge", ours.database, "--theirs")
    assert snapshot(left) == snapshot(right)
    for runner in (left, right):
        runner.ok("verify")
    assert left.ok("merge", theirs.database, "-f", "json").data["unchanged"]
    right.ok("merge", left.database)
    assert snapshot(right) == snapshot(left)
    right.ok("verify")


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(one=WALK, other=WALK)
def test_either_order_says_the_same(begun: Path, folders: Callable[[], Path], one: list, other: list) -> None:
    """A merges B and B merges A: every row that they state is the same, and merging back changes nothing."""
    check_order(begun, folders(), one, other)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=WALK, other=WALK)
def test_any_order_says_the_same(begun: Path, folders: Callable[[], Path], one: list, other: list) -> None:
    """The same over many walks."""
    check_order(begun, folders(), one, other)
