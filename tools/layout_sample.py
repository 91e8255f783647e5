"""`tests/data/register-NNNN.db.xz`, a register of this version's layout with a life behind it, kept for ever.

`python -m tools.layout_sample` makes it; every later version has to bring it to its own layout and read all of it.
"""

from __future__ import annotations

import lzma
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ctrack.store.tables import SCHEMA_REVISION

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data"
BEGINNING = datetime(2026, 9, 1, 8, tzinfo=UTC)
# A little of everything: bodies in another order than their keys, both languages, steps back, rounds, and undos.
LIFE = (
    "init",
    "agency add police --name Police --name-ar الشرطة",
    "agency add moi --name Ministry --name-ar وزارة",
    "agency edit police --parent moi",
    "person add Salem --email salem@example.org --agency police",
    "person add Noura --email noura@example.org",
    "person edit Noura --answers record",
    "assign KWT-21 --lead police --person Salem",
    "update KWT-21 --status in_progress --progress 30 --note begun",
    "update KWT-22 --status implemented --on 2026-08-01 --note أُنجز",
    "update KWT-22 --status in_progress --on 2026-08-20 --level internal --note reopened",
    "update KWT-26 --target 2027-01-31",
    "update KWT-25 --priority high --progress 10",
    "recur KWT-24 --every year --anchor 2025-01-31",
    "done KWT-24 --on 2026-01-15",
    "note KWT-21 seen --level restricted",
    "undo",
    "update PVE-GF-1 --status implemented",
    "retract PVE-GF-1 --reason mistaken",
    "handover --from Salem --to Noura",
    "link KWT-26 subset KWT-25 --reason part --basis press",
    "link KWT-21 equal GCTS-R9",
    "unlink KWT-21 GCTS-R9",
    "edit KWT-26 --theme border",
    "update KWT-21 --progress 45",
    "undo",
    "redo",
    "edit kuwait-2024 --scale ogp",
    "update KWT-27 --status substantial",
)


def make_sample(path: Path) -> None:
    """Make the register in a process of its own for each command, two days apart."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "register.db"
        for day, line in enumerate(LIFE):
            moment = (BEGINNING + timedelta(days=2 * day)).isoformat()
            environ = {"CTRACK_DB": str(database), "CTRACK_NOW": moment, "CTRACK_USER": "omar", "HOME": folder}
            words = [sys.executable, "-m", "ctrack", *line.split()]
            # What an earlier version has no command for is left out of its sample.
            done = subprocess.run(words, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.stderr.write(f"{line}: {done.stderr}")
        path.write_bytes(lzma.compress(database.read_bytes(), preset=9))


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]) if sys.argv[1:] else FOLDER / f"register-{SCHEMA_REVISION}.db.xz")
