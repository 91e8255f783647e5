"""Compile the statements of everyday commands, which come with the program: python -m tools.statements.

Each command is run on the ready database by the reading way (`ctrack/store/readings`), and whatever it asks is compiled
anew. A test does the same and compares.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from ctrack.cli import main
from ctrack.store import kept_statements, readings
from ctrack.store.compilations import compile_sketch
from ctrack.store.kept_statements import SHIPPED, Statement, make_key, write_line
from ctrack.store.sketches import Sketch, write_shape
from ctrack.store.tables import APPEND_ONLY, SCHEMA_REVISION, metadata

DATABASE = Path(__file__).parents[1] / "commitments.db"
CODE = "KWT-21"
COMMANDS = (
    "",
    "-f json",
    "list",
    "list --all",
    "list -n 5",
    "list status:overdue",
    "list status:open",
    "list due:overdue",
    "list party:UN",
    "list instrument:sc-1373",
    "list --sort due",
    "list --sort status",
    f"show {CODE}",
    "show 21",
    "show KWT21",
    "due",
    "due --check",
    "remind --dry-run",
    "remind --check",
)


def collect() -> dict[str, Statement]:
    """What the commands ask, by the key of its shape."""
    found: dict[str, Statement] = {}

    def find_made(sketch: Sketch) -> tuple[Statement, list[object]]:
        shape, values = write_shape(sketch)
        key = make_key(shape)
        if key not in found:
            found[key] = compile_sketch(sketch)
        return found[key], values

    with (
        tempfile.TemporaryDirectory() as home,
        patch.dict(os.environ, {"HOME": home, "XDG_CONFIG_HOME": home, "CTRACK_NOW": "2026-06-01T12:00:00+00:00"}),
        patch.object(readings, "may_read", lambda place: True),
        patch.object(readings, "find_made", find_made),
    ):
        os.environ.pop("CTRACK_COMPLETE", None)
        for command in COMMANDS:
            run(command)
    return found


def run(command: str) -> None:
    """Run a command and leave what it prints."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main.run(["--db", str(DATABASE), *command.split()])
    if code not in (0, 3, 6, 10):
        out.seek(0)
        raise SystemExit(f"ctrack {command}: {code}\n{out.read()}")


def write() -> str:
    """The file as it is shipped: the names of the tables, and a line for each statement."""
    names = {
        "made_for": kept_statements.mark_tables(),
        "layout": SCHEMA_REVISION,
        "tables": list(metadata.tables),
        "append_only": [table.name for table in APPEND_ONLY],
    }
    lines = (write_line(key, statement) for key, statement in sorted(collect().items()))
    return "\n".join([json.dumps(names), *lines, ""])


if __name__ == "__main__":
    kept_statements.SHIPPED.write_text(write(), "utf-8")
    print(f"{SHIPPED}: {SHIPPED.stat().st_size} bytes")
