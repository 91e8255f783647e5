"""Many who write to the same four commitments at once: who is refused, what is lost, and how fast it goes.

`python bench/concurrency.py` lets 1, 4 and 16 processes write for some seconds each, on a file and on a server of
PostgreSQL (CTRACK_TEST_PG names one; else one is started), once by ctrack and once by the plain driver, which changes
the same row and adds the same two, with the journal's hash. Each update has a connection of its own, as each command
has. It ends with 1 where more than 1 % were refused, anything acknowledged is not there, or the journal does not hold.
The share is what ctrack does of the driver's updates a second.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.writers import Crowd, Tally, find_lost, run_crowd
from tests.support.postgres import make_address, start_server

CROWDS = (1, 4, 16)
MOST_REFUSED = 0.01


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=10, help="how long each crowd writes (default 10)")
    parser.add_argument("--wait", type=float, default=30, help="how long a writer waits for its turn (default 30)")
    given = parser.parse_args()
    print(f"{'':12}{'writers':>8}{'updates/s':>11}{'driver/s':>10}{'share':>7}{'refused':>9}{'lost':>6}{'slowest':>9}")
    sound = True
    for name, place in list_places():
        with place as make:
            for count in CROWDS:
                crowd = Crowd(make(f"own_{count}"), count, given.seconds, given.wait)
                ours, theirs = (
                    run_crowd(crowd),
                    run_crowd(crowd._replace(address=make(f"plain_{count}"), is_plain=True)),
                )
                sound = show(name, count, ours, theirs, find_lost(crowd.address, ours)) and sound
    return 0 if sound else 1


def show(name: str, count: int, ours: Tally, theirs: Tally, lost: int) -> bool:
    """Print a line; whether every promise holds in it."""
    refused, share = ours.refused / max(1, ours.refused + len(ours.done)), ours.pace / max(theirs.pace, 0.001)
    print(
        f"{name:12}{count:8}{ours.pace:11.1f}{theirs.pace:10.1f}{share:7.2f}{refused:9.1%}{lost:6}{ours.slowest:8.2f}s"
    )
    return refused <= MOST_REFUSED and not lost


def list_places() -> Iterator[tuple[str, contextmanager]]:  # type: ignore[type-arg,valid-type]
    """The engines, and what makes a register of a name on each."""
    yield "SQLite", in_folder()
    yield "PostgreSQL", on_server()


@contextmanager
def in_folder() -> Iterator:  # type: ignore[type-arg]
    """Registers in files of a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda name: init(str(Path(folder) / f"{name}.db"))


@contextmanager
def on_server() -> Iterator:  # type: ignore[type-arg]
    """Registers on a server, each in a database of its own."""
    import psycopg

    with start_server(is_durable=True) as server:

        def make(name: str) -> str:
            with psycopg.connect(make_address(server, "postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS bench_{name}")
                connection.execute(f"CREATE DATABASE bench_{name} TEMPLATE template0")
            return init(make_address(server, f"bench_{name}"))

        yield make


def init(address: str) -> str:
    """Make a register at an address; the address."""
    command = [sys.executable, "-m", "ctrack", "--db", address, "init"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CTRACK_CONFIG": os.devnull})
    return address


if __name__ == "__main__":
    sys.exit(main())
