"""What stays as it is when a register grows: time and memory, at each size asked for.

D of a command is the driver of the standard library alone: it asks the file what ctrack asks, and drops what it gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.budgets import Budget
from bench.floors import OF_FILES, ask_alone
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
    # What verifies asks for the journal in thousands of pieces, and most of its work is to take digests.
    floor: bool = True


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
    Work(("verify",), floor=False),
)


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """Each command at each size; of the large ones also beside the driver, whose share no program is below."""
    return [budget for size in sizes for work in WORKS for budget in list_work(place, size, work)]


def list_work(place: Place, size: int, work: Work) -> list[Budget]:
    """The budgets of a command at a size."""
    name, rarely, is_large = f"{' '.join(work.words)}, {size:,}", LARGE.get(size, 1), size in LARGE
    trial = Trial(name, always(*place.run(place.register(size), *work.words)), rarely=rarely)
    most, memory = work.most if size == 100_000 else None, MOST_MEGABYTES if is_large else None
    found = [Budget(trial, "RS", most, megabytes=memory)]
    if is_large and work.floor:
        plain = ask_alone(place, OF_FILES, place.register(size), *work.words)
        found.append(Budget(Trial(f"D of {name}: sqlite3", plain, rarely=rarely)))
    return found
