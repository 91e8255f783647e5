"""How fast ctrack starts and answers, as ratios to bare Python (R0) and to importing Click and SQLAlchemy (RS).

`python bench/start.py` installs ctrack into an environment of its own, for the finder of an editable install makes
every start of Python slower, and ends with 1 where a budget does not hold.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from registers import NOW
from stopwatch import Trial, always, cpu_clock, time_trials, wall_clock

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(tempfile.gettempdir()) / f"ctrack-bench-{os.getuid()}"
SIZES = (10_000, 100_000)
SHAPING = ("migrations", "ctrack/catalogue", "ctrack/store/tables.py", "bench/registers.py")


@dataclass(frozen=True, slots=True)
class Budget:
    """A trial, how many times its yardstick it may take, and how many seconds beside that."""

    trial: Trial
    yardstick: str
    most: float
    seconds: float = 0


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=15, help="how often each command runs (default 15)")
    parser.add_argument("--cpu", action="store_true", help="measure the processor's work, on a machine that is busy")
    given = parser.parse_args()
    rounds, clock = given.rounds, cpu_clock if given.cpu else wall_clock
    CACHE.mkdir(mode=0o700, exist_ok=True)
    python = install(CACHE / "venv")
    registers = {size: find_register(python, size) for size in SIZES}
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        worked_on = Path(shutil.copy(registers[SIZES[0]], folder))
        yardsticks, budgets = list_yardsticks(python), list_budgets(python, worked_on, registers[SIZES[1]])
        trials = [*yardsticks, *(budget.trial for budget in budgets)]
        times = time_trials(trials, rounds, make_environ(Path(folder)), clock)
    return tell(times, budgets, rounds)


def install(venv: Path) -> Path:
    """The Python of an environment with ctrack and its PDF in it as a user has them, not as its developers do."""
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "*.db"))
        pip = [str(python), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"{source}[pdf]"], check=True)
        subprocess.run([*pip, "--force-reinstall", "--no-deps", str(source)], check=True)
    return python


def find_register(python: Path, size: int) -> Path:
    """A register of that size, made once for each layout and catalogue."""
    digest = hashlib.sha256()
    for place in SHAPING:
        path = ROOT / place
        for file in sorted(path.rglob("*.[tp][oy]*")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    register = CACHE / f"{size}-{digest.hexdigest()[:12]}.db"
    if not register.exists():
        made = register.with_suffix(".part")
        made.unlink(missing_ok=True)
        subprocess.run([python, ROOT / "bench" / "registers.py", str(size), made], check=True)
        made.rename(register)
    return register


def make_environ(home: Path) -> dict[str, str]:
    """An environment of which nothing depends on who measures; bytecode may be written, as it is for users."""
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "CTRACK_NOW": NOW,
        "CTRACK_USER": "bench",
    }


def list_yardsticks(python: Path) -> list[Trial]:
    """What the rest is measured by."""
    return [
        Trial("R0: python -c pass", always(python, "-c", "pass")),
        Trial('RS: python -c "import click, sqlalchemy"', always(python, "-c", "import click, sqlalchemy")),
    ]


def list_budgets(python: Path, small: Path, large: Path) -> list[Budget]:
    """The budgets of the program; each names its yardstick by its first letters."""
    ctrack = python.with_name("ctrack")
    completion = {"_CTRACK_COMPLETE": "bash_complete", "COMP_WORDS": "ctrack re", "COMP_CWORD": "1"}

    def update(number: int) -> list[str | Path]:
        note = "Two of the five experts are named."
        return [ctrack, "--db", small, "update", f"BENCH-{number:06}", "--progress", "55", "--note", note]

    few = f"{SIZES[0]:,}"
    many = f"{SIZES[1]:,}"
    return [
        Budget(Trial("--help", always(ctrack, "--help")), "R0", 6),
        Budget(Trial("--version", always(ctrack, "--version")), "R0", 6),
        Budget(Trial("completion of a command", always(ctrack), completion), "R0", 6),
        Budget(Trial(f"show, of {few}", always(ctrack, "--db", small, "show", "BENCH-005000")), "RS", 1.5),
        Budget(Trial(f"update, of {few}", update), "RS", 1.5),
        Budget(
            Trial(f"list, 25 rows of {few}, terminal", always(ctrack, "--db", small, "list"), on_terminal=True),
            "RS",
            1.6,
        ),
        Budget(Trial(f"list, {few} rows, piped", always(ctrack, "--db", small, "list")), "RS", 2),
        Budget(
            Trial(f"report, over {many}, JSON", always(ctrack, "--db", large, "report", "--format", "json")), "RS", 2.5
        ),
    ]


def tell(times: dict[str, float], budgets: list[Budget], rounds: int) -> int:
    """Print the medians and the ratios; 1 where a budget does not hold."""
    yardsticks = {name.partition(":")[0]: taken for name, taken in times.items() if ":" in name}
    print(f"Medians of {rounds} interleaved runs on {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print(f"{'':42}{'ms':>7}{'ratio':>8}{'budget':>12}")
    for name, taken in times.items():
        if ":" in name:
            print(f"{name:42}{1000 * taken:7.0f}")
    broken = [budget for budget in budgets if not holds(budget, times, yardsticks)]
    print(f"\n{f'{len(broken)} of {len(budgets)} budgets do not hold.' if broken else 'Every budget holds.'}")
    return 1 if broken else 0


def holds(budget: Budget, times: dict[str, float], yardsticks: dict[str, float]) -> bool:
    """Print the line of one budget, and say whether it holds."""
    taken = times[budget.trial.name]
    yardstick = yardsticks[budget.yardstick]
    allowed = f"{budget.most:g} {budget.yardstick}" + (f" + {budget.seconds:g} s" if budget.seconds else "")
    is_held = taken <= budget.most * yardstick + budget.seconds
    mark = "" if is_held else "  ! too slow"
    print(f"{budget.trial.name:42}{1000 * taken:7.0f}{taken / yardstick:8.2f}{allowed:>12}{mark}")
    return is_held


if __name__ == "__main__":
    sys.exit(main())
