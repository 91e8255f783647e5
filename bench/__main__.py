"""Measure ctrack against its budgets and its peers, in one run; ends with 1 where a budget does not hold.

`python -m bench` measures all areas at 1,000 to 100,000 undertakings; `--sizes 1000,1000000` others, `--areas starts
peers` some. `--write` writes bench/RESULTS.md and the picture of the peers; `--write FILE` another page, such as
bench/MILLION.md, which `--areas growth server --sizes 1000000 --rounds 1` fills in an hour.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from bench.budgets import Verdict, judge
from bench.chart import draw
from bench.places import CACHE, ROOT, Place, install, list_yardsticks
from bench.results import sort_peers, write_page
from bench.stopwatch import run_trials
from bench.weights import weigh_files

AREAS = ("starts", "growth", "server", "papers", "exchange", "reminders", "peers")
SIZES = (1_000, 10_000, 100_000)
RESULTS = ROOT / "bench" / "RESULTS.md"
TITLE = "What ctrack and programs like it take for the same work, in milliseconds of the processor"


def main(words: list[str] | None = None) -> int:
    """Measure, print and perhaps write; the exit code."""
    given = read_arguments(words)
    CACHE.mkdir(mode=0o700, exist_ok=True)
    python = install(CACHE / "venv")
    parts: dict[str, list[Verdict]] = {}
    with tempfile.TemporaryDirectory(dir=CACHE) as name, ExitStack() as closing:
        place = Place(python, Path(name), closing)
        for area in given.areas:
            parts[area] = measure(area, place, given)
        files = weigh_files(place, given.sizes) if "growth" in given.areas else {}
    page = write_page(parts, files, given.clock, given.rounds)
    print(page)
    if given.write:
        given.write.write_text(page, encoding="utf-8")
        if "peers" in parts:
            picture = draw(sort_peers(parts["peers"], given.clock), TITLE)
            (ROOT / "docs" / "pictures" / "speed.svg").write_text(picture, encoding="utf-8")
    return int(any(not verdict.holds for verdicts in parts.values() for verdict in verdicts))


def measure(area: str, place: Place, given: argparse.Namespace) -> list[Verdict]:
    """The verdicts on one area, with the yardsticks measured among its trials."""
    budgets = import_module(f"bench.areas.{area}").list_budgets(place, given.sizes)
    trials = [*list_yardsticks(place), *(budget.trial for budget in budgets)]
    print(f"{area}: {len(trials)} commands", file=sys.stderr)
    taken = run_trials(trials, given.rounds, place.environ)
    return [judge(budget, taken, given.clock) for budget in budgets]


def read_arguments(words: list[str] | None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs (default 7)")
    parser.add_argument(
        "--clock", choices=("cpu", "wall"), default="cpu", help="by which a budget is judged (default cpu)"
    )
    parser.add_argument("--sizes", type=read_sizes, default=SIZES, help="sizes of registers, with commas between them")
    parser.add_argument("--areas", nargs="+", choices=AREAS, default=AREAS, help="what to measure (default: all)")
    parser.add_argument(
        "--write", type=Path, nargs="?", const=RESULTS, metavar="FILE", help="write a page (default bench/RESULTS.md)"
    )
    return parser.parse_args(words)


def read_sizes(text: str) -> tuple[int, ...]:
    """Numbers with commas between them."""
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
