"""What reports over 100,000 undertakings cost: time as ratios to RS, and the most memory that each one takes.

`python bench/report.py` measures JSON, HTML and a report over two groupings against the budget of 2.5 RS and 200 MB,
and a PDF of 1,000 rows in Arabic against 2 RS + 1 s; it ends with 1 where one does not hold.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from start import CACHE, SIZES, Budget, find_register, install, list_yardsticks, make_environ, tell
from stopwatch import Trial, always, cpu_clock, time_trials, wall_clock

MOST_MEGABYTES = 200
REPORTS = {
    "JSON": ("report", "--format", "json"),
    "HTML": ("report", "--format", "html"),
    "by kind and verification": ("report", "--by", "kind,verification", "--format", "json"),
}
# What is open and has a date under two of the ten instruments of the smaller register: 1,002 rows.
PAPER = ("--lang", "ar", "report", "deadlines", "instrument:bench-0,bench-1", "--format", "pdf")


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs (default 7)")
    parser.add_argument("--cpu", action="store_true", help="measure the processor's work, on a machine that is busy")
    given = parser.parse_args()
    CACHE.mkdir(mode=0o700, exist_ok=True)
    python = install(CACHE / "venv")
    small, register = (find_register(python, size) for size in SIZES)
    ctrack = python.with_name("ctrack")
    budgets = [
        Budget(Trial(name, always(ctrack, "--db", register, *words)), "RS", 2.5) for name, words in REPORTS.items()
    ]
    paper = Trial("PDF of 1,002 rows in Arabic", always(ctrack, "--db", small, *PAPER))
    budgets.append(Budget(paper, "RS", 2, seconds=1))
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        environ = make_environ(Path(folder))
        trials = [*list_yardsticks(python), *(budget.trial for budget in budgets)]
        times = time_trials(trials, given.rounds, environ, cpu_clock if given.cpu else wall_clock)
        peaks = {name: measure_peak([ctrack, "--db", register, *words], environ) for name, words in REPORTS.items()}
    code = tell(times, budgets, given.rounds)
    for name, peak in peaks.items():
        print(f"{name:42}{peak:7.0f} MB {'' if peak <= MOST_MEGABYTES else 'too much'}")
    return code or int(any(peak > MOST_MEGABYTES for peak in peaks.values()))


def measure_peak(command: list[str | Path], environ: dict[str, str]) -> float:
    """The most memory that a command held at once, in megabytes."""
    child = subprocess.Popen([str(word) for word in command], env=environ, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[-1]} ended with {child.returncode}")
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
