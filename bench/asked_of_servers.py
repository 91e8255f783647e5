"""What a command asks a server of PostgreSQL: `FILE WORDS` notes it, `FILE` asks the same by the driver alone.

It is run by a Python that has ctrack. Each line of the file is a statement with its values in it, and whether it gives
many rows, which are then read as they come.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg

MANY = 2000


def note(path: Path, words: list[str]) -> int:
    """Run ctrack and note every statement that it sends; its exit code."""
    from ctrack.cli import main

    lines: list[str] = [words[words.index("--db") + 1]]

    def add(cursor: Any, query: Any, given: Iterable[Any], count: int) -> None:
        is_long = isinstance(cursor, psycopg.ServerCursor) or count > MANY
        is_long = is_long and cursor.description is not None
        written = psycopg.ClientCursor(cursor.connection)
        lines.extend(json.dumps([written.mogrify(query, values), is_long]) for values in given)

    def execute(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        found = ways[type(self)](self, query, params, **options)
        add(self, query, [params], self.rowcount)
        return found

    def stream(self: Any, query: Any, params: Any = None, **options: Any) -> Iterator[Any]:
        count = 0
        for row in flow(self, query, params, **options):
            count += 1
            yield row
        add(self, query, [params], count)

    def executemany(self: Any, query: Any, params: Any, **options: Any) -> None:
        rows = list(params)
        many(self, query, rows, **options)
        add(self, query, rows, len(rows))

    ways = {kind: kind.execute for kind in (psycopg.Cursor, psycopg.ServerCursor)}
    many, flow = psycopg.Cursor.executemany, psycopg.Cursor.stream
    for kind in ways:
        kind.execute = execute  # type: ignore[method-assign]
    psycopg.Cursor.executemany = executemany  # type: ignore[method-assign, assignment]
    psycopg.Cursor.stream = stream  # type: ignore[method-assign]
    code = main.run(words)
    path.write_text("\n".join(lines), "utf-8")
    return code


def ask(path: Path) -> int:
    """Ask the same of the server, drop what it says, and leave it as it was."""
    address, *lines = path.read_text("utf-8").split("\n")
    with psycopg.connect(address) as connection:
        for written, is_long in map(json.loads, lines):
            with connection.cursor() as cursor:
                for _row in cursor.stream(written.encode(), size=MANY) if is_long else run(cursor, written):
                    pass
        connection.rollback()
    return 0


def run(cursor: psycopg.Cursor, written: str) -> Iterable[Any]:
    """Run a statement; the rows of one that gives some."""
    cursor.execute(written.encode())
    return cursor if cursor.description else ()


if __name__ == "__main__":
    file, *given = sys.argv[1:]
    sys.exit(note(Path(file), given) if given else ask(Path(file)))
