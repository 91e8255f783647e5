"""What a command asks a file: `FILE WORDS` notes it, `FILE` asks the same by the driver of the standard library alone.

It is run by a Python that has ctrack. Each line of the file is a statement with its values in it.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

# What opens and ends transactions, and what asks about the file itself, as the driver has it.
ASIDE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH", "DETACH", "PRAGMA QUERY_ONLY", "--")


def note(path: Path, words: list[str]) -> int:
    """Run ctrack and note every statement that it sends to its register; its exit code."""
    register = words[words.index("--db") + 1]
    lines: list[str] = [register]
    open_file = sqlite3.connect

    def add(statement: str) -> None:
        if not statement.lstrip().upper().startswith(ASIDE):
            lines.append(json.dumps(statement))

    def connect(database: Any, *args: Any, **options: Any) -> sqlite3.Connection:
        connection = open_file(database, *args, **options)
        if Path(register).name in str(database):
            connection.set_trace_callback(add)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connect  # type: ignore[attr-defined]
    from ctrack.cli import main

    code = main.run(words)
    path.write_text("\n".join(lines), "utf-8")
    return code


def ask(path: Path) -> int:
    """Ask the same of the file, and drop what it says."""
    register, *lines = path.read_text("utf-8").split("\n")
    with closing(sqlite3.connect(f"file:{register}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.create_function("counted", 1, str, deterministic=True)
        connection.execute("BEGIN")
        for statement in map(json.loads, lines):
            for _row in connection.execute(statement):
                pass
    return 0


if __name__ == "__main__":
    file, *given = sys.argv[1:]
    sys.exit(note(Path(file), given) if given else ask(Path(file)))
