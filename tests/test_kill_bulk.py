"""Killed in the middle of an import or a merge, the program leaves the register as it was, to the last row."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ctrack.services.verification import verify_register
from tests.support.registers import is_sound, read
from tests.support.runner import Runner

ROWS = {"import": 900, "merge": 100}
# The command, ended without a word once a method of its unit of work has returned so often.
SCRIPT = """
import os, signal, sys
from ctrack.store.units import UnitOfWork
name, left, whole = sys.argv[1], int(sys.argv[2]), getattr(UnitOfWork, sys.argv[1])
def until(unit, *given):
    global left
    found = whole(unit, *given)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return found
setattr(UnitOfWork, name, until)
sys.argv[1:] = sys.argv[3:]
from ctrack.__main__ import main
main()
"""
# With the first rows written; with all of them and their entry, and nothing left to do but to commit.
MOMENTS = (("flush", 1), ("close_entry", 1))


def dump(path: Path) -> list[str]:
    """All that a register holds."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.slow
@pytest.mark.parametrize("verb", ROWS)
def test_a_kill_leaves_the_register_as_it_was(verb: str, template: Path, tmp_path: Path) -> None:
    """Wherever it falls, nothing of what was written is there; and what is done again then is done whole."""
    table, other, path = tmp_path / "upr.csv", tmp_path / "other.db", tmp_path / "victim.db"
    rows = "".join(f"{number}.1,Strengthen the authority by measure {number},2028-06\n" for number in range(ROWS[verb]))
    table.write_text(f"Ref,Recommendation,Deadline\n{rows}", encoding="utf-8")
    for each in (other, path):
        shutil.copyfile(template, each)
    runner, before = Runner(str(path), tmp_path), dump(path)
    words: tuple[str, ...] = ("import", str(table), "--instrument", "upr")
    if verb == "merge":
        Runner(str(other), tmp_path).ok(*words)
        words = ("merge", str(other))
    environ = {"PATH": os.environ["PATH"], **runner.base()}
    for name, count in MOMENTS:
        command = [sys.executable, "-c", SCRIPT, name, str(count), *words]
        assert subprocess.run(command, env=environ, check=False).returncode == -signal.SIGKILL
        assert dump(path) == before
        assert is_sound(runner.database)
        assert read(runner, verify_register).holds
    runner.ok(*words)
    assert len(runner.data("list", "instrument:upr", "--limit", "5000")["rows"]) == ROWS[verb]
