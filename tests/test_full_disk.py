"""A full disk: one clear sentence, exit code 1, and nothing half-written."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ctrack.services.verification import verify_register
from tests.support.children import run_in_child
from tests.support.figures import Tell
from tests.support.registers import is_sound, read
from tests.support.runner import Outcome, Runner

CODE = "KWT-25"
UPDATE = ("update", CODE, "--status", "in_progress", "--note", "Two named " * 3000)
BULK = ("update", "status:open", "--note", "all of them", "--progress", "5")
KIB = 1024


def check_told(outcome: Outcome, path: str) -> None:
    """The disk is said to be full, in one sentence that names the file, with 1."""
    error = outcome.json["error"]
    assert (outcome.code, error["kind"]) == (1, "DiskFull"), outcome
    assert path in error["message"]
    assert "\n" not in error["message"]


def check_whole(runner: Runner) -> bool:
    """The register is whole, and all of the update is there or nothing; whether it is."""
    history = runner.data("show", CODE)["history"]
    assert runner.data("log")["total"] == 1 + len(history)
    assert read(runner, verify_register).holds
    assert is_sound(runner.database)
    return bool(history)


@pytest.fixture
def disk(tmp_path: Path, template: Path) -> Iterator[Path]:
    """A disk of twelve megabytes with a register on it; made of memory, which takes the rights of root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        message = "a full disk was not tried: only root may mount one, where it may at all"
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    try:
        shutil.copyfile(template, folder / "commitments.db")
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, left: int) -> Path:
    """Fill the disk to so many bytes; the file that does it."""
    filler = folder / "filler"
    space = os.statvfs(folder)
    filler.write_bytes(bytes(max(space.f_bavail * space.f_frsize - left, 0)))
    return filler


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (UPDATE, 36 * KIB),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in ((BULK, 100 * KIB), (UPDATE, 0), (UPDATE, 4 * KIB), (UPDATE, 60 * KIB), (BULK, 0))
        ),
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_update_on_a_full_disk_records_all_or_nothing(
    words: tuple[str, ...], left: int, disk: Path, tmp_path: Path, tell_figures: Tell
) -> None:
    """However little room is left, an update is recorded or refused as a whole, and goes through once there is room."""
    runner = Runner(str(disk / "commitments.db"), tmp_path)
    filler = fill(disk, left)
    outcome = runner(*words, "--format", "json")
    if outcome.code:
        check_told(outcome, runner.database)
    filler.unlink()
    assert check_whole(runner) == (outcome.code == 0)
    if outcome.code:
        runner.ok(*words)
        assert check_whole(runner)
    tell_figures("disk", "SQLite", 1)


@pytest.mark.slow
@pytest.mark.parametrize("has_log", [False, True])
def test_a_register_is_read_on_a_full_disk(has_log: bool, disk: Path, tmp_path: Path) -> None:
    """Without a byte left everything can be read, also what stands in a log only; what is to be written is refused."""
    runner = Runner(str(disk / "commitments.db"), tmp_path)
    if has_log:
        with closing(sqlite3.connect(runner.database)) as reader:
            reader.execute("PRAGMA journal_mode = WAL")
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM journal").fetchall()
            runner.ok("note", CODE, "in the log")
            for ending in ("", "-wal"):
                shutil.copyfile(f"{runner.database}{ending}", disk / f"copy.db{ending}")
        (disk / "commitments.db").unlink()
        runner = Runner(str(disk / "copy.db"), tmp_path)
    fill(disk, 0)
    for words in (("list",), ("report",), ("show", CODE), ("log",)):
        runner.ok(*words)
    assert len(runner.data("show", CODE)["history"]) == has_log
    told = runner(*UPDATE)
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1
    assert "full" in told.err


@pytest.mark.parametrize(
    "left",
    [0, *(pytest.param(left, marks=pytest.mark.slow) for left in (200 * KIB, 1200 * KIB))],
    ids=lambda left: f"{left // KIB}K",
)
def test_a_register_that_finds_no_room_is_not_made(left: int, disk: Path, tmp_path: Path) -> None:
    """`init` on a disk that is too small leaves no file at all, and works once there is room."""
    runner = Runner(str(disk / "new.db"), tmp_path)
    (disk / "commitments.db").unlink()
    filler = fill(disk, left)
    check_told(runner("init", "--format", "json"), runner.database)
    assert [path.name for path in disk.iterdir()] == ["filler"]
    filler.unlink()
    runner.ok("init")


def limit(size: int) -> None:
    """From here on no file of this process may grow beyond that size; what would is an error, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    "size", [34 * KIB, *(pytest.param(s * KIB, marks=pytest.mark.slow) for s in (0, 20, 60))], ids=str
)
def test_an_update_that_may_not_grow_the_file_records_all_or_nothing(
    size: int, ctrack: Runner, tell_figures: Tell
) -> None:
    """Where the size of files is limited, or a quota used up, the update is refused as a whole as on a full disk."""
    _, outcome = run_in_child(ctrack, *UPDATE, "--format", "json", prepare=lambda: limit(size))
    assert outcome
    if outcome.code:
        check_told(outcome, ctrack.database)
    assert check_whole(ctrack) == (outcome.code == 0)
    if outcome.code:
        ctrack.ok(*UPDATE)
        assert check_whole(ctrack)
    tell_figures("disk", "SQLite", 1)


@pytest.mark.parametrize(
    "size", [50 * KIB, *(pytest.param(s * KIB, marks=pytest.mark.slow) for s in (0, 700))], ids=str
)
def test_a_register_that_may_not_grow_is_not_made(size: int, tmp_path: Path, tell_figures: Tell) -> None:
    """`init` under a limit on the size of files leaves no file at all."""
    runner = Runner(str(tmp_path / "new.db"), tmp_path / "home")
    _, outcome = run_in_child(runner, "init", "--format", "json", prepare=lambda: limit(size))
    assert outcome
    check_told(outcome, runner.database)
    assert list(tmp_path.iterdir()) == []
    tell_figures("disk", "SQLite", 1)
