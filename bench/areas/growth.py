"""What stays as it is when a register grows: time and memory, at each size asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.budgets import Budget
from bench.places import Place
from bench.stopwatch import Trial, always

MOST_MEGABYTES = 200
# From here on one round in as many is run: these take long, and their times differ little.
LARGE = {1_000_000: 100, 100_000: 2}
YEAR_AGO = "2025-11-21"


class Work(NamedTuple):
    """A command that grows with the register, and its budget in RS at 100,000."""

    words: tuple[str, ...]
    most: float | None = None


WORKS = (
    Work(("list", "--limit", "25")),
    Work(("due",)),
    Work(("list",)),
    Work(("list", "--format", "json")),
    Work(("report", "--format", "json"), 2),
    Work(("report", "--format", "html"), 2),
    Work(("report", "--as-of", YEAR_AGO, "--format", "json"), 5),
    Work(("changes", "--since", YEAR_AGO, "--format", "json"), 5),
    Work(("export", "--format", "csv")),
    Work(("export", "--format", "jsonl")),
    Work(("verify",)),
)


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """Each command at each size."""
    return [
        Budget(
            Trial(f"{' '.join(work.words)}, {size:,}", always(*place.run(place.register(size), *work.words)),
                  rarely=LARGE.get(size, 1)),
            "RS", work.most if size == 100_000 else None, megabytes=MOST_MEGABYTES if size >= 100_000 else None,
        )
        for size in sizes
        for work in WORKS
    ]  # fmt: skip
