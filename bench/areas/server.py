"""What commands take on PostgreSQL, on a server that is started for it, beside psycopg with the same statements.

P of a command is the driver alone: it connects, asks what ctrack asks, and drops what it gets.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.areas.growth import LARGE, MOST_MEGABYTES, YEAR_AGO
from bench.budgets import Budget
from bench.floors import OF_SERVERS, ask_alone
from bench.places import Place
from bench.servers import make_register
from bench.stopwatch import Trial, always
from tests.support.postgres import NoServer, start_server

# The driver does at most twice as much in a time.
MOST = 2
WORKS = (
    ("show", "BENCH-000500"),
    ("list", "--limit", "25"),
    ("due",),
    ("list",),
    ("list", "--format", "json"),
    ("report", "--format", "json"),
    ("changes", "--since", YEAR_AGO, "--format", "json"),
    ("export", "--format", "csv"),
)


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """Each command at each size, beside the driver; nothing where there is no PostgreSQL."""
    try:
        server = place.closing.enter_context(start_server())
    except NoServer as error:
        print(f"server: left out, for {error}", file=sys.stderr)
        return []
    return [budget for size in sizes for budget in list_size(place, make_register(place, server, size), size)]


def list_size(place: Place, address: str, size: int) -> list[Budget]:
    """The budgets at one size."""
    rarely, memory = LARGE.get(size, 1), MOST_MEGABYTES if size >= 100_000 else None
    found = []
    for words in WORKS:
        name = f"{' '.join(words)}, {size:,}"
        plain = ask_alone(place, OF_SERVERS, address, *words)
        found += [
            Budget(Trial(name, always(*place.run(address, *words)), rarely=rarely), f"P of {name}", MOST, 0, memory),
            Budget(Trial(f"P of {name}: psycopg", plain, rarely=rarely)),
        ]
    update = Trial(f"update, {size:,}", lambda n: place.run(address, "update", f"BENCH-{n:06}", "--progress", "55"))
    return [*found, Budget(update, megabytes=memory)]
