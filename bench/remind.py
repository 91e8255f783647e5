"""What reminders cost over 100,000 undertakings: time as ratios to RS, and the most memory of a run that sends many.

`python bench/remind.py` measures a run with nothing due and one with everything told already against 1.5 RS, and one
that makes 5,000 mails into a folder against 60 RS and 150 MB; it ends with 1 where a budget does not hold.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from registers import TODAY
from start import CACHE, SIZES, Budget, find_register, install, list_yardsticks, make_environ, tell
from stopwatch import Trial, cpu_clock, time_trials, wall_clock

MOST_MEGABYTES = 150
NEXT_WEEK = (date.fromisoformat(TODAY) + timedelta(days=7)).isoformat()
MAILS = 5000
PEOPLE = 250
# A small process that starts another and waits for it: a child's peak begins at its parent's, which is small here.
WAITER = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""

PERSON = "INSERT INTO person (name, email, is_active) VALUES (:name, :email, 1)"
ASSIGN = """
UPDATE undertaking SET person_id = (SELECT min(id) FROM person) + id % :people
WHERE commitment_id IN (SELECT id FROM commitment WHERE code LIKE 'BENCH-%')
"""
# What is with nobody would be named by every run.
QUIETEN = "UPDATE undertaking SET snoozed_until = '2099-12-31' WHERE person_id IS NULL"
MOVE = """
UPDATE undertaking SET target = :day, target_last = :day, due_last = :day,
    status = CASE status WHEN 'not_applicable' THEN 'not_started' ELSE status END
WHERE person_id IS NOT NULL
"""
HASTEN = """
UPDATE undertaking SET target = :day, target_last = :day, due_last = :day, status = 'in_progress'
WHERE id IN (SELECT id FROM undertaking WHERE person_id IS NOT NULL ORDER BY id LIMIT :count)
"""


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs (default 7)")
    parser.add_argument("--cpu", action="store_true", help="measure the processor's work, on a machine that is busy")
    given = parser.parse_args()
    clock = cpu_clock if given.cpu else wall_clock
    CACHE.mkdir(mode=0o700, exist_ok=True)
    python = install(CACHE / "venv")
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        folder = Path(name)
        far, told, soon = (make_office(python, folder / word) for word in ("far", "told", "soon"))
        change(far, MOVE, day="2031-01-01")
        change(soon, MOVE, day="2031-01-01")
        change(soon, HASTEN, day=NEXT_WEEK, count=MAILS)
        environ = make_environ(folder)
        count = count_sent(python, told, environ)
        budgets = [
            Budget(silent(python, far, "remind, nothing due"), "RS", 1.5),
            Budget(silent(python, told, f"remind, {count:,} told already"), "RS", 1.5),
        ]
        yardsticks = list_yardsticks(python)
        times = time_trials([*yardsticks, *(budget.trial for budget in budgets)], given.rounds, environ, clock)
        many = Budget(Trial(f"remind, {MAILS:,} mails into a folder", send_afresh(python, soon)), "RS", 60)
        times |= time_trials([many.trial], max(given.rounds // 3, 1), environ, clock)
        code = tell(times, [*budgets, many], given.rounds)
        peak = measure_peak(python, send_afresh(python, soon)(0), environ)
        made = len(list((soon.parent / "mails").glob("*.eml")))
    print(f"{many.trial.name:42}{peak:7.0f} MB {'' if peak <= MOST_MEGABYTES else 'too much'}")
    if made != MAILS:
        raise SystemExit(f"{made} mails were made")
    return code or int(peak > MOST_MEGABYTES)


def make_office(python: Path, folder: Path) -> Path:
    """A register in which somebody answers for every commitment, with a folder for mails and a configuration."""
    folder.mkdir()
    (folder / "mails").mkdir()
    register = Path(shutil.copy(find_register(python, SIZES[-1]), folder / "commitments.db"))
    lines = ["[remind]", 'channel = "eml"', 'from = "ctrack <focal@mofa.example>"', "digest = false", "[eml]"]
    (folder / "config.toml").write_text("\n".join([*lines, f'folder = "{folder / "mails"}"', ""]), encoding="utf-8")
    with closing(sqlite3.connect(register)) as connection, connection:
        people = [{"name": f"Person {number}", "email": f"p{number}@moi.example"} for number in range(PEOPLE)]
        connection.executemany(PERSON, people)
        connection.execute(ASSIGN, {"people": PEOPLE})
        connection.execute(QUIETEN)
    return register


def change(register: Path, statement: str, **values: object) -> None:
    """Change a register behind the program's back, and leave no log beside it."""
    with closing(sqlite3.connect(register)) as connection, connection:
        connection.execute(statement, values)
    with closing(sqlite3.connect(register, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def remind(python: Path, register: Path) -> list[str]:
    """The command over a register of a folder of its own."""
    config = f"CTRACK_CONFIG={register.with_name('config.toml')}"
    return ["/usr/bin/env", config, str(python.with_name("ctrack")), "--db", str(register), "remind"]


def count_sent(python: Path, register: Path, environ: dict[str, str]) -> int:
    """Tell everybody of everything that is due; how many reminders went out."""
    register.with_name("config.toml").write_text(
        register.with_name("config.toml").read_text(encoding="utf-8").replace("digest = false", "digest = true"),
        encoding="utf-8",
    )
    subprocess.run(remind(python, register), env=environ, check=True)
    with closing(sqlite3.connect(register)) as connection:
        return int(connection.execute("SELECT count(*) FROM reminder").fetchone()[0])


def silent(python: Path, register: Path, name: str) -> Trial:
    """A run that has nothing to say, and does not."""
    run = subprocess.run(remind(python, register), env=make_environ(register.parent), capture_output=True)
    if run.returncode or run.stdout or run.stderr:
        raise SystemExit(f"{name}: ended with {run.returncode} and said {run.stdout + run.stderr!r}")
    return Trial(name, lambda number: remind(python, register))


def send_afresh(python: Path, register: Path) -> Callable[[int], Sequence[str | Path]]:
    """The command over a register in which nobody was told of anything, each time."""

    def prepare(number: int) -> Sequence[str | Path]:
        for path in (register.parent / "mails").iterdir():
            path.unlink()
        for table in ("reminder", "mail"):
            change(register, f"DELETE FROM {table}")
        # What was written for the trial is not to be waited for within it.
        os.sync()
        return remind(python, register)

    return prepare


def measure_peak(python: Path, command: Sequence[str | Path], environ: dict[str, str]) -> float:
    """The most memory that a command held at once, in megabytes."""
    words = [str(python), "-I", "-S", "-c", WAITER, *map(str, command)]
    ended = subprocess.run(words, env=environ, stdout=subprocess.PIPE, check=True)
    return int(ended.stdout) / 1024


if __name__ == "__main__":
    sys.exit(main())
