"""What an import of a table and an export cost: time as a ratio to RS, and the most memory that they take.

`python bench/exchange.py` imports tables of 10,000 and of 41,000 rows into new registers, adds an instrument file of
5,000 commitments, and exports registers of those sizes; it ends with 1 where a budget does not hold.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from report import MOST_MEGABYTES, measure_peak
from start import CACHE, Budget, install, list_yardsticks, make_environ, tell
from stopwatch import Trial, always, cpu_clock, time_trials, wall_clock

HEAD = ("Ref", "Recommendation", "Recommandation", "Theme", "Deadline", "State")
THEMES = ("Border security", "Financing of terrorism", "")
ROWS = {10_000: 2.5, 41_000: 6.0}
FILE = 5_000
FORMS = ("csv", "jsonl")
REGISTERS = Path(__file__).with_name("registers.py")
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


def make_command(ctrack: Path, empty: Path, *words: str | Path) -> Callable[[int], Sequence[str | Path]]:
    """The command over a new copy of a register in each round."""

    def command(number: int) -> Sequence[str | Path]:
        copy = empty.with_name(f"copy-{number}-{words[0]}.db")
        shutil.copyfile(empty, copy)
        return (ctrack, "--db", copy, "--quiet", *words)

    return command


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs (default 5)")
    parser.add_argument("--cpu", action="store_true", help="measure the processor's work, on a machine that is busy")
    given = parser.parse_args()
    CACHE.mkdir(mode=0o700, exist_ok=True)
    python = install(CACHE / "venv")
    ctrack = python.with_name("ctrack")
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        folder = Path(name)
        environ, empty = make_environ(folder), folder / "empty.db"
        subprocess.run([ctrack, "--db", empty, "--quiet", "init"], env=environ, check=True)
        budgets = []
        for rows, ratio in ROWS.items():
            table = write_table(folder / f"table-{rows}.csv", rows)
            command = make_command(ctrack, empty, "import", table, "--instrument", "bench")
            budgets.append(Budget(Trial(f"import of {rows:,} rows", command), "RS", ratio))
        command = make_command(ctrack, empty, "instrument", "add", write_file(folder / "plan.toml"))
        budgets.append(Budget(Trial(f"instrument add of {FILE:,}", command), "RS", 6))
        for rows, ratio in ROWS.items():
            register = folder / f"register-{rows}.db"
            subprocess.run([python, REGISTERS, str(rows), register], env=environ, check=True)
            for form in FORMS:
                words = (ctrack, "--db", register, "--quiet", "export", "--format", form, "--force")
                command = always(*words, "--output", folder / f"export.{form}")
                budgets.append(Budget(Trial(f"export of {rows:,} rows, {form}", command), "RS", ratio))
        trials = [*list_yardsticks(python), *(budget.trial for budget in budgets)]
        times = time_trials(trials, given.rounds, environ, cpu_clock if given.cpu else wall_clock)
        peaks = {each.trial.name: measure_peak(list(each.trial.command(-1)), environ) for each in budgets}
    code = tell(times, budgets, given.rounds)
    for name, peak in peaks.items():
        print(f"{name:42}{peak:7.0f} MB {'' if peak <= MOST_MEGABYTES else 'too much'}")
    return code or int(any(peak > MOST_MEGABYTES for peak in peaks.values()))


if __name__ == "__main__":
    sys.exit(main())
