"""Compile the statements of everyday commands, which come with the program: python -m tools.statements.

Each command is run on a new register by the reading way (`ctrack/store/readings`), and whatever it asks is compiled
anew. A test does the same and compares.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from ctrack.cli import main
from ctrack.store import kept_statements, queries, readings, work, writings
from ctrack.store.compilations import compile_sketch
from ctrack.store.journal import add_entry
from ctrack.store.kept_statements import (
    READS,
    SHIPPED,
    SHIPPED_FOR_SERVERS,
    WRITES,
    Statement,
    make_key,
    write_line,
)
from ctrack.store.plain_rows import CHANGED, TABLES, make_insert, make_update
from ctrack.store.sketches import Sketch, write_shape
from ctrack.store.tables import APPEND_ONLY, SCHEMA_REVISION, metadata

# Statements differ by whether there is anything to be told, so that it is asked before something is
# said, after it, and long after.
SAID = (
    "update KWT-21 --status in_progress --progress 40 --note draft --target 2026-09",
    "done KWT-25 --on 2026-02-01",
    "agency add MOI --name Interior",
    "person add Amal --email amal@example.org",
    "assign KWT-21 KWT-22 --lead MOI --person Amal",
    "recur KWT-26 --every 1y --anchor 2026-01-31",
    "update KWT-26 --status implemented --on 2026-01-20",
)
# And by whether a list is longer than what is shown of it.
# Four of each part of what is due, of which a terminal shows three.
DATED = (*(("SOON", f"2028-01-{day}") for day in range(20, 24)), *(("LATER", f"{year}") for year in range(2029, 2033)))
SAID_OF_MANY = (
    "update instrument:sc-1373 --status in_progress --progress 40",
    *(f"add WATCH-{number:02} --title Watch --deadline 2027-03" for number in range(13)),
    "update instrument:own --status implemented",
    *(f"add DUE-{number:02} --title Watch --deadline 2027-03" for number in range(30)),
    *(f"add {name}-{day} --title Watch --deadline {day}" for name, day in DATED),
    "update DUE-01 DUE-02 DUE-03 DUE-04 --target 2028-06",
)
MOMENTS = (
    ("2026-06-01T12:00:00+00:00", ()),
    ("2026-06-02T12:00:00+00:00", SAID),
    ("2028-01-10T12:00:00+00:00", ()),
    ("2028-01-11T12:00:00+00:00", SAID_OF_MANY),
)
# What is written by the driver too, each after what was said before it.
WRITTEN = (
    "update KWT-21 --status in_progress --progress 40 --note draft --target 2026-09",
    "note KWT-21 more",
    "done KWT-25 --on 2026-02-01",
    "update KWT-26 --status in_progress --priority high --tag border --note begun",
    "done KWT-26 KWT-27 --dry-run",
    "start KWT-28",
    "postpone KWT-28 2027-06 later",
    "recur KWT-22 --every 3m --anchor 2025-03-31",
    "done KWT-22 report",
    "done KWT-22 again",
    "update KWT-22 --status in_progress",
    "update KWT-22 --target 2027-01 --note later",
    "update KWT-22 --status not_applicable",
    "note 2396-21 ending",
    "note kwt25 small",
    "update KWT-21 --party UN --progress 5",
    "update instrument:kuwait --status in_progress --dry-run",
    "update status:overdue --note all --dry-run",
    "update due:overdue --note all --dry-run",
    "update agency:MOI --note all --dry-run",
)
# What begins so is run on a terminal, where long lists are cut.
ON_TERMINAL = "--no-pager"
FILTERS = (
    "", "status:open", "status:overdue", "status:in_progress", "status:implemented", "status:stale", "due:overdue",
    "due:soon", "due:none", "due.before:2027", "party:UN", "instrument:sc-1373", "agency:MOI", "agency:none", "mine",
    "person:Amal", "person:none", "theme:terrorism", "water", "priority:high", "+tag", "status:open party:UN",
    "instrument:sc-1373 status:open", "status:open,overdue", "progress.over:50", "code:KWT-21", "note:draft",
)  # fmt: skip
SORTS = ("due", "status", "progress", "updated", "code")
COMMANDS = (
    "", "--all", "-f json", *(f"list {words}" for words in FILTERS), *(f"list {words} --all" for words in FILTERS),
    *(f"list --sort {sort}" for sort in SORTS), *(f"list --sort {sort} -r" for sort in SORTS), "list -n 5",
    *(f"list status:open --sort {sort}" for sort in SORTS), "list -n 5 --sort due",
    "show KWT-21", "show KWT-25", "show 2396-21", "show kwt21", "show nothing", "show KWT-21 --party UN",
    *(f"due {words}" for words in ("", "--check", "--next 12m", "--calendar", "agency:MOI", "party:UN")),
    "due instrument:sc-1373", "due status:overdue", "remind --check", "export -f csv", "export -f jsonl",
    "export -f json",
    "remind instrument:sc-1373", "remind --today 2024-06-01", "remind --dry-run", "remind --dry-run --today 2024-06-01",
    "report -f json", "report --all -f html",
    *(f"{ON_TERMINAL} due {words}" for words in ("", "party:UN")),
)  # fmt: skip
# What asks otherwise where there is much to tell.
OF_MANY = ("due", "report -f json")


Collected = dict[str, tuple[Sketch, Statement]]


def collect(commands: Sequence[str] = COMMANDS, made: Path | None = None, *, writes: bool = False) -> Collected:
    """What the commands ask, of a register that was `made` or is made now, by its shape.

    What reads is run at each of the moments, and what `writes` once.
    """
    found: Collected = {}

    def find_made(sketch: Sketch, verbs: tuple[str, ...] = READS) -> tuple[Statement, list[object]]:
        shape, values = write_shape(sketch)
        if shape not in found:
            found[shape] = sketch, compile_sketch(sketch, verbs=verbs)
        return found[shape][1], values

    with (
        tempfile.TemporaryDirectory() as home,
        patch.dict(os.environ, {"HOME": home, "XDG_CONFIG_HOME": home}),
        patch.object(readings, "may_read", lambda place: True),
        patch.object(readings, "find_made", find_made),
        patch.object(work, "may_write_plainly", lambda place: writes),
        patch.object(writings, "find_writing", lambda sketch: find_made(sketch, WRITES)[0]),
    ):
        database = Path(home, "commitments.db")
        shutil.copyfile(made, database) if made is not None else run(database, "init")
        for moment, said in MOMENTS[1:2] if writes else MOMENTS:
            os.environ["CTRACK_NOW"] = moment
            for command in commands if writes else (*said, *commands):
                run(database, command)
    return found


def compile_writing(engine: str = "") -> Collected:
    """Every statement by which the driver of an engine writes, whether a command came upon it or not."""
    sketches = (
        *map(make_insert, ("status_update", "occurrence")),
        *(make_update(table, names) for table, several in CHANGED.items() for names in several),
        add_entry(is_file=not engine),
    )
    return {write_shape(each)[0]: (each, compile_sketch(each, engine, verbs=WRITES)) for each in sketches}


class Terminal(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def run(database: Path, command: str) -> None:
    """Run a command and leave what it prints."""
    out = (Terminal if command.startswith(ON_TERMINAL) else io.TextIOWrapper)(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main.run(["--db", str(database), *command.split()])
    if code not in (0, 3, 6, 10):
        out.seek(0)
        raise SystemExit(f"ctrack {command}: {code}\n{out.read()}")


def compile_for(engine: str, found: Collected) -> Collected:
    """The statements that read among those of SQLite, for another engine, with those by which that is written to."""
    reading = {shape: sketch for shape, (sketch, made) in found.items() if made.sql.startswith(READS)}
    made = {shape: (sketch, compile_sketch(sketch, engine)) for shape, sketch in reading.items()}
    return made | compile_writing(engine)


def list_lines(found: Collected, engine: str = "") -> Iterator[str]:
    """A line for each statement, of SQLite or of an engine that is named, in the order of their keys."""
    by_key = {make_key(shape, engine): statement for shape, (_sketch, statement) in found.items()}
    for key, statement in sorted(by_key.items(), key=lambda item: item[0]):
        yield write_line(key, statement)


def write() -> dict[Path, str]:
    """The files as they are shipped: the names of the tables, and a line for each statement."""
    names = {
        "made_for": kept_statements.mark_tables(),
        "layout": SCHEMA_REVISION,
        "tables": list(metadata.tables),
        "columns": {name: [column.name for column in metadata.tables[name].c] for name in (*TABLES, "journal")},
        "append_only": [table.name for table in APPEND_ONLY],
    }
    with patch.object(queries, "MANY", 0), patch.object(queries, "TIMES_MANY", 10_000):
        of_many = collect(OF_MANY)
    found = collect() | of_many | collect(WRITTEN, writes=True) | compile_writing()
    for_servers = compile_for("postgresql", found)
    files = ((SHIPPED, list_lines(found)), (SHIPPED_FOR_SERVERS, list_lines(for_servers, "postgresql")))
    return {path: "\n".join([json.dumps(names), *lines, ""]) for path, lines in files}


if __name__ == "__main__":
    for written, text in write().items():
        written.write_text(text, "utf-8")
        print(f"{written}: {written.stat().st_size} bytes")
