"""`commitments.db`, the ready database at the root: what `ctrack init` makes, at a moment that never changes.

`python -m tools.database` makes it anew; `python -m tools.database PATH` makes it elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.runner import Runner

ROOT = Path(__file__).resolve().parent.parent
READY = ROOT / "commitments.db"
MOMENT = "2026-11-21T00:00:00+00:00"
AUTHOR = "ctrack"


def make_database(path: Path) -> str:
    """Make the database, in place of the one that is there; what `ctrack init` says of it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    runner = Runner(str(path), path.parent, {"CTRACK_NOW": MOMENT, "CTRACK_USER": AUTHOR})
    return runner.ok("init").out


if __name__ == "__main__":
    sys.stdout.write(make_database(Path(sys.argv[1]) if sys.argv[1:] else READY))
