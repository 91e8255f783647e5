"""What papers cost."""

from __future__ import annotations

from collections.abc import Sequence

from bench.budgets import Budget
from bench.places import Place
from bench.stopwatch import Trial, always

# What is open and has a date under two of the ten instruments: 1,002 rows.
THOUSAND = ("report", "deadlines", "instrument:bench-0,bench-1")


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """A thousand rows in Arabic, in each format of papers."""
    register = place.register(10_000)

    def made(name: str) -> Trial:
        words = place.run(register, "--lang", "ar", *THOUSAND, "--format", name)
        return Trial(f"{name.upper()} of 1,000 rows, in Arabic", always(*words), rarely=2)

    return [
        Budget(made("pdf"), "RS", 2, seconds=1, megabytes=300),
        *(Budget(made(name), megabytes=300) for name in ("docx", "xlsx", "html")),
    ]
