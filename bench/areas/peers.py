"""The same work done by programs that people use today: what is listed, shown, edited, and seen first.

`bench/peers.sh` installs them; one that is not there is left out, and the results say so. Taskwarrior, todoman and
sqlite-utils hold the same 10,000 items; Doorstop, which reads all its files at each start, holds 1,000. The floors are
the database's own shell with the SELECT of the listing, and a script of the standard library.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from bench.budgets import Budget
from bench.places import CACHE, Place
from bench.stopwatch import Trial, Words, always

SIZE = 10_000
DOORSTOP_SIZE = 1_000
VENV = CACHE / "peers"
SELECT = """
SELECT c.code, u.status, u.progress, json_extract(c.title, '$.en') FROM undertaking u
JOIN commitment c ON c.id = u.commitment_id ORDER BY c.instrument_id, c.ordinal
"""
SCRIPT = """
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*row, sep="\\t")
"""
ITEM = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VTODO\r\nUID:{uid}\r\nDTSTAMP:20261121T090000Z\r\n"
    "SUMMARY:{title}\r\nDUE;VALUE=DATE:{due}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
)


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """Each verb by each program that is there; ours stand among them by the name `ctrack`."""
    folder = place.folder / "peers"
    folder.mkdir()
    rows = list(read_rows(place.register(SIZE)))
    makers = (add_ctrack, add_taskwarrior, add_todoman, add_sqlite_utils, add_doorstop, add_floors)
    return [Budget(trial) for make in makers for trial in make(place, folder, rows)]


Rows = list[tuple[str, str, str]]


def read_rows(register: Path) -> Iterator[tuple[str, str, str]]:
    """Code, title and due date of what the home party has to do."""
    statement = "SELECT code, json_extract(title, '$.en'), coalesce(deadline, '') FROM commitment LIMIT ?"
    with closing(sqlite3.connect(register)) as connection:
        yield from connection.execute(statement, (SIZE,))


def named(verb: str, program: str, command: Callable[[int], Words], **more: object) -> Trial:
    """A trial by what is done and who does it; what is seen first is seen on a terminal."""
    return Trial(f"{verb} | {program}", command, on_terminal=verb == "first", **more)  # type: ignore[arg-type]


def add_ctrack(place: Place, folder: Path, rows: Rows) -> list[Trial]:
    """Our own."""
    register = place.copy(SIZE, "ours")
    return [
        named("list", "ctrack", always(*place.run(register, "list"))),
        named("show", "ctrack", always(*place.run(register, "show", "BENCH-005000"))),
        named("edit", "ctrack", lambda n: place.run(register, "update", f"BENCH-{n:06}", "--progress", "55")),
        named("first", "ctrack", always(*place.run(register))),
    ]


def add_taskwarrior(place: Place, folder: Path, rows: Rows) -> list[Trial]:
    """Taskwarrior, with its data in a folder."""
    task = shutil.which("task")
    if task is None:
        return []
    data = folder / "task"
    data.mkdir()
    (data / "taskrc").write_text(f"data.location={data}\nconfirmation=off\nverbose=nothing\nrecurrence=off\n")
    items = [
        {"description": title, "project": code, "status": "pending", "entry": "20261121T090000Z",
         "uuid": str(uuid5(NAMESPACE_URL, code))}
        for code, title, _ in rows
    ]  # fmt: skip
    (data / "tasks.json").write_text(json.dumps(items))
    run: list[str | Path] = [task, f"rc:{data / 'taskrc'}"]
    subprocess.run([*run, "import", data / "tasks.json"], check=True, capture_output=True)
    return [
        named("list", "taskwarrior", always(*run, "rc.defaultwidth=160", "list")),
        named("show", "taskwarrior", always(*run, "5000", "info")),
        named("edit", "taskwarrior", lambda n: [*run, str(n + 1), "modify", "priority:H"]),
        named("first", "taskwarrior", always(*run)),
    ]


def add_todoman(place: Place, folder: Path, rows: Rows) -> list[Trial]:
    """todoman, over a folder of iCalendar files."""
    todo = VENV / "bin" / "todo"
    if not todo.exists():
        return []
    items = folder / "todo" / "plan"
    items.mkdir(parents=True)
    for number, (code, title, due) in enumerate(rows):
        day = due.replace("-", "")[:8].ljust(8, "0") if len(due) == len("2026-01-01") else "20270101"
        (items / f"{number}.ics").write_text(
            ITEM.format(uid=code, title=title.replace(",", "\\,"), due=day), newline=""
        )
    config = folder / "todo.py"
    config.write_text(
        f'path = "{items.parent}/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\ndefault_list = "plan"\n'
        f'cache_path = "{folder / "todo.sqlite3"}"\n'
    )
    run: list[str | Path] = [todo, "--config", config]
    return [
        named("list", "todoman", always(*run, "list"), rarely=2),
        named("show", "todoman", always(*run, "show", "5000")),
        named("edit", "todoman", lambda n: [*run, "edit", str(n + 1), "--priority", "high"]),
        named("first", "todoman", always(*run), rarely=2),
    ]


def add_sqlite_utils(place: Place, folder: Path, rows: Rows) -> list[Trial]:
    """sqlite-utils, over one table."""
    program = VENV / "bin" / "sqlite-utils"
    if not program.exists():
        return []
    path = folder / "utils.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE item (code TEXT PRIMARY KEY, title TEXT, due TEXT, progress INTEGER)")
        connection.executemany("INSERT INTO item VALUES (?, ?, ?, 0)", rows)
    query: list[str | Path] = [program, "query", path]
    change = "update item set progress = :p where code = :c"
    return [
        named("list", "sqlite-utils", always(*query, "select * from item", "--table")),
        named("show", "sqlite-utils", always(*query, "select * from item where code = :c", "-p", "c", rows[5000][0])),
        named("edit", "sqlite-utils", lambda n: [*query, change, "-p", "p", "55", "-p", "c", rows[n][0]]),
    ]


def add_doorstop(place: Place, folder: Path, rows: Rows) -> list[Trial]:
    """Doorstop, over a tenth of the items: it reads every file at each start."""
    program = VENV / "bin" / "doorstop"
    if not program.exists():
        return []
    home = folder / "doorstop"
    plan = home / "plan"
    plan.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", home], check=True)
    settings = "settings:\n  digits: 5\n  itemformat: yaml\n  prefix: REQ\n  sep: ''\n"
    (plan / ".doorstop.yml").write_text(settings)
    for number, (_, title, _due) in enumerate(rows[:DOORSTOP_SIZE]):
        text = (
            f"active: true\nderived: false\nlevel: 1.{number}\nlinks: []\nref: ''\nreviewed: null\ntext: |\n  {title}\n"
        )
        (plan / f"REQ{number:05}.yml").write_text(text)
    run: list[str | Path] = ["/usr/bin/env", "--chdir", home, program]
    return [named("list", f"doorstop, {DOORSTOP_SIZE:,}", always(*run, "publish", "REQ", "--text"), rarely=4)]


def add_floors(place: Place, folder: Path, rows: Rows) -> list[Trial]:
    """What no program over this database can do without."""
    register = place.register(SIZE)
    script = always(place.python, "-S", "-c", SCRIPT, register, SELECT)
    floors = [named("list", "standard library", script)]
    shell = shutil.which("sqlite3")
    if shell is not None:
        floors.append(named("list", "sqlite3 shell", always(shell, "-readonly", register, SELECT)))
    return floors
