"""What it costs to take a table in and to give one out."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.budgets import Budget
from bench.places import Place
from bench.stopwatch import Trial, Words, always

MOST_MEGABYTES = 200
HEAD = ("Ref", "Recommendation", "Recommandation", "Theme", "Deadline", "State")
THEMES = ("Border security", "Financing of terrorism", "")
ROWS = {10_000: 2.5, 41_000: 6.0}
FILE = 5_000
PLAN = 'schema = 1\nslug = "bench"\nkind = "other"\ntitle.en = "A plan"\n[[section]]\nslug = "all"\ntitle.en = "All"\n'
ITEM = (
    '[[commitment]]\ncode = "BENCH-{number}"\nsection = "all"\nkind = "action"\naddressee = "member_states"\n'
    'deadline = "2028-06"\ntitle.en = "Strengthen the national authority, measure {number}"\nsources = []\n'
    'verification = "unchecked"\n'
)


def write_table(path: Path, rows: int) -> Path:
    """A table as reviews of human rights have them, in two languages."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(
            (
                f"{number // 100}.{number % 100}",
                f"Continue to strengthen the national authority, and give it the means of measure {number}",
                f"Continuer de renforcer l'autorité nationale et lui donner les moyens de la mesure {number}",
                THEMES[number % len(THEMES)],
                f"{2027 + number % 4}-{1 + number % 12:02}-15",
                "Borduria",
            )
            for number in range(100, rows + 100)
        )
    return path


def write_file(path: Path) -> Path:
    """An instrument file."""
    path.write_text(PLAN + "".join(ITEM.format(number=number) for number in range(FILE)), encoding="utf-8")
    return path


def copy_and_run(place: Place, empty: Path, *words: str | Path) -> Callable[[int], Words]:
    """The command over a new copy of a register in each round."""

    def command(number: int) -> Words:
        return place.run(Path(shutil.copyfile(empty, empty.with_name(f"copy-{words[0]}.db"))), "--quiet", *words)

    return command


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """Imports into a new register, an instrument file, and exports of a register of 10,000."""
    folder = place.folder / "exchange"
    folder.mkdir()
    empty, filled = folder / "empty.db", place.register(10_000)
    subprocess.run(place.run(empty, "--quiet", "init"), env=place.environ, check=True)
    budgets = []
    for rows, ratio in ROWS.items():
        command = copy_and_run(
            place, empty, "import", write_table(folder / f"{rows}.csv", rows), "--instrument", "bench"
        )
        trial = Trial(f"import of {rows:,} rows", command, rarely=2)
        budgets.append(Budget(trial, "RS", ratio, megabytes=MOST_MEGABYTES))
    command = copy_and_run(place, empty, "instrument", "add", write_file(folder / "plan.toml"))
    budgets.append(Budget(Trial(f"instrument add of {FILE:,}", command), "RS", 2, megabytes=MOST_MEGABYTES))
    for name in ("csv", "jsonl", "json", "xlsx"):
        trial = Trial(f"export of 10,000, {name}", always(*place.run(filled, "export", "--format", name)), rarely=2)
        budgets.append(Budget(trial, "RS", 2.5, megabytes=MOST_MEGABYTES))
    return budgets
