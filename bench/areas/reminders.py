"""What reminders cost: runs with nothing to say, and one that sends many, over 100,000 undertakings and 10,000."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from bench.budgets import Budget
from bench.places import Place
from bench.registers import TODAY
from bench.stopwatch import Trial, Words

SIZE = 100_000
SMALL = 10_000
FAR = "2031-01-01"
NEXT_WEEK = (date.fromisoformat(TODAY) + timedelta(days=7)).isoformat()
MAILS = 5000
PEOPLE = 250

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


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """Nothing due, everything told already, and thousands of mails into a folder."""
    small, far = make_office(place, SMALL, "near"), make_office(place, SIZE, "far")
    told, soon = make_office(place, SIZE, "told"), make_office(place, SIZE, "soon")
    for register in (small, far, soon):
        change(register, MOVE, day=FAR)
    change(soon, HASTEN, day=NEXT_WEEK, count=MAILS)
    count = count_sent(place, told)
    many = Trial(f"remind, {MAILS:,} mails into a folder", send_afresh(place, soon), rarely=100)
    return [
        Budget(silent(place, small, f"remind, nothing due of {SMALL:,}"), "RS", 0.5),
        Budget(silent(place, far, f"remind, nothing due of {SIZE:,}"), "RS", 1.5, megabytes=150),
        Budget(silent(place, told, f"remind, {count:,} told already"), "RS", 1.5, megabytes=150),
        Budget(many, "RS", 60, megabytes=150),
    ]


def make_office(place: Place, size: int, name: str) -> Path:
    """A register in which somebody answers for every commitment, with a folder for mails and a configuration."""
    register = place.copy(size, name)
    folder = register.parent
    (folder / "mails").mkdir()
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


def remind(place: Place, register: Path) -> list[str]:
    """The command over a register of a folder of its own."""
    config = f"CTRACK_CONFIG={register.with_name('config.toml')}"
    return ["/usr/bin/env", config, *map(str, place.run(register, "remind"))]


def count_sent(place: Place, register: Path) -> int:
    """Tell everybody of everything that is due; how many reminders went out."""
    register.with_name("config.toml").write_text(
        register.with_name("config.toml").read_text(encoding="utf-8").replace("digest = false", "digest = true"),
        encoding="utf-8",
    )
    subprocess.run(remind(place, register), env=place.environ, check=True)
    with closing(sqlite3.connect(register)) as connection:
        return int(connection.execute("SELECT count(*) FROM reminder").fetchone()[0])


def silent(place: Place, register: Path, name: str) -> Trial:
    """A run that has nothing to say, and does not."""
    run = subprocess.run(remind(place, register), env=place.environ, capture_output=True)
    if run.returncode or run.stdout or run.stderr:
        raise SystemExit(f"{name}: ended with {run.returncode} and said {run.stdout + run.stderr!r}")
    return Trial(name, lambda number: remind(place, register))


def send_afresh(place: Place, register: Path) -> Callable[[int], Words]:
    """The command over a register in which nobody was told of anything, each time."""

    def prepare(number: int) -> Words:
        for path in (register.parent / "mails").iterdir():
            path.unlink()
        for table in ("reminder", "mail"):
            change(register, f"DELETE FROM {table}")
        # What was written for the trial is not to be waited for within it.
        os.sync()
        return remind(place, register)

    return prepare
