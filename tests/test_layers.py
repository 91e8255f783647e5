"""The walls of the house (docs/design.md): who may import what, and that only the command line prints."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctrack.cli.command_table import COMMANDS
from tests.support.house import HOUSE, draw_imports, find_circles, imports, list_twins

FILES = sorted(HOUSE.rglob("*.py"))

# A room, and the rooms and libraries that it may import beside the standard library and itself.
WALLS: dict[str, set[str]] = {
    "domain": {"dateutil", "hijridate"},
    "text": set(),
    "exchange": {
        "domain",
        "xlsxwriter",
        "icalendar",
        "pypdf",
        "python_calamine",
        "docx",
        "yaml",
        "cryptography",
        "email_validator",
        "idna",
    },
    "store": {"domain", "sqlalchemy", "alembic", "psycopg"},
    "services": {"store", "domain", "exchange", "sqlalchemy", "dateutil"},
    "render": {"text", "domain", "exchange", "rich", "typst", "fontpkg_amiri", "xlsxwriter", "docx", "lxml"},
    "notify": {"text", "domain", "exchange", "render"},
    "views": {"domain", "text", "render"},
    "cli": {"services", "store", "domain", "exchange", "views", "render", "notify", "text", "click", "tomlkit"},
    "catalogue": set(),
}
# Of some rooms only these modules are meant for others.
DOORS: dict[tuple[str, str], set[str]] = {
    ("views", "render"): {
        "ctrack.render.document",
        "ctrack.render.format_names",
        "ctrack.render.sketch",
        "ctrack.render.chart_tables",
    },
    ("render", "exchange"): {"ctrack.exchange.csv_guard"},
    ("notify", "exchange"): {"ctrack.exchange.ics", "ctrack.exchange.mail_addresses"},
    ("notify", "render"): {"ctrack.render.mail"},
    ("services", "exchange"): {"ctrack.exchange.instrument_file", "ctrack.exchange.mail_addresses"},
}
# A subject may have one room in several layers; the first line of each says which half it is, by one of these words.
HALVES: dict[str, tuple[str, ...]] = {
    "cli/commands": ("`ctrack",),
    "cli/config": ("settings",),
    "cli/console": ("told",),
    "cli/params": ("typed",),
    "cli/reports": ("report",),
    "views": ("document",),
    "services": ("service",),
    "store": ("stored",),
    "domain": ("record", "rule", "value", "arithmetic", "class"),
}
# Two rooms that are both called what users call them: the plain format, and the half of a mail that is plain text.
# Terms of Unicode, and a noun; every other module is called by what it holds, not by what is done there.
TERMS = {"folding", "joining", "mirroring", "shaping", "wrapping", "wording"}
LOOSE_FILES = 6
PRINTING = {"print", "input", "pprint"}
STREAMS = {"stdin", "stdout", "stderr"}


def room_of(path: Path) -> str:
    """The folder of the house that a file lies in; "" for the files at its door."""
    parts = path.relative_to(HOUSE).parts
    return parts[0] if len(parts) > 1 else ""


def name_of(path: Path) -> str:
    """The file as a test calls it."""
    return str(path.relative_to(HOUSE))


def trespasses(path: Path) -> list[str]:
    """The imports of a file that its room does not allow."""
    room, found = room_of(path), []
    for module in imports(path):
        top, *rest = module.split(".")
        if top in sys.stdlib_module_names or module == "ctrack":
            continue
        other = rest[0] if top == "ctrack" else top
        if other == room:
            continue
        doors = DOORS.get((room, other))
        is_door = doors is None or any(module == door or module.startswith(f"{door}.") for door in doors)
        if other not in WALLS.get(room, set()) or not is_door:
            found.append(module)
    return found


def test_every_room_has_walls() -> None:
    """A new folder is drawn into the plan before it is built."""
    rooms = {path.name for path in HOUSE.iterdir() if path.is_dir() and list(path.glob("*.py"))}
    assert rooms <= WALLS.keys()


@pytest.mark.parametrize("room", [room for room in WALLS if (HOUSE / room).is_dir()])
def test_walls_hold(room: str) -> None:
    """No file imports what stands to the left of it, or a library that is another room's."""
    found = {name_of(path): trespasses(path) for path in FILES if room_of(path) == room}
    assert {name: modules for name, modules in found.items() if modules} == {}


@pytest.mark.parametrize(("library", "room"), [("click", "cli"), ("rich", "render"), ("alembic", "store"),
                                              ("icalendar", "exchange"), ("tomlkit", "cli"),
                                              ("cryptography", "exchange")])  # fmt: skip
def test_one_room_for_a_library(library: str, room: str) -> None:
    """Click is the command line's alone, Rich the renderers', Alembic the store's, those of files too."""
    users = {room_of(path) for path in FILES for module in imports(path) if module.split(".")[0] == library}
    assert users == {room}


def test_only_the_command_line_prints() -> None:
    """Nothing outside ctrack/cli prints, asks, or names a standard stream."""
    assert [line for path in FILES if room_of(path) != "cli" for line in spoken(path)] == []


def spoken(path: Path) -> Iterator[str]:
    """Where a file prints or reaches for a stream of the process."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PRINTING:
            yield f"{name_of(path)}:{node.lineno} calls {node.func.id}"
        if isinstance(node, ast.Attribute) and node.attr in STREAMS and ast.unparse(node.value) == "sys":
            yield f"{name_of(path)}:{node.lineno} reaches for sys.{node.attr}"


def test_no_import_circle() -> None:
    """No module imports itself by way of others, whenever and for whatever it imports them."""
    circles = [" -> ".join(circle) for circle in find_circles(draw_imports(HOUSE))]
    assert not circles, "\n".join(circles)


def find_half(room: str) -> tuple[str, ...] | None:
    """The words by which a module of the vertical slice says which half of its subject it is."""
    return next((words for folder, words in HALVES.items() if f"{room}/".startswith(f"{folder}/")), None)


def test_twins_are_halves() -> None:
    """Modules share a name only where they are halves of one subject, and then the first line of each says which."""
    wrong = []
    for name, rooms in list_twins(HOUSE).items():
        # A format has its name, and what it is made of lies in a folder of that name.
        is_format = set(rooms) == {f"render/formats/{name}", f"render/{name}"}
        if is_format:
            continue
        for room, path in rooms.items():
            half, line = find_half(room), path.read_text("utf-8").partition("\n")[0].lower()
            if half is None or not any(word in line for word in half):
                others = ", ".join(sorted(set(rooms) - {room}))
                wrong.append(f"{room} (beside {others}) does not say that it is the half of {half}: {line}")
    assert not wrong, "\n".join(wrong)


def test_modules_are_nouns() -> None:
    """No module is called by what is done in it."""
    names = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    assert {name for name in names if name.endswith("ing")} - TERMS == set()


def test_the_command_line_has_few_loose_files() -> None:
    """At the top of ctrack/cli lie a handful of files; everything else has one of its five folders."""
    assert len(list((HOUSE / "cli").glob("*.py"))) <= LOOSE_FILES


def test_an_invocation_prints_nothing() -> None:
    """What prints is the console; the invocation knows neither it, nor Click, nor what documents are drawn by."""
    rooms = ("click", "ctrack.cli.console", "ctrack.cli.commands", "ctrack.views", "ctrack.render")
    assert [name for name in imports(HOUSE / "cli" / "invocation.py") if name.startswith(rooms)] == []
    assert list(spoken(HOUSE / "cli" / "invocation.py")) == []


def test_commands_are_commands() -> None:
    """In ctrack/cli/commands lies what the table names, rooms of its groups (`db_...`), and what needs no command."""
    modules = {path.stem for path in (HOUSE / "cli" / "commands").glob("*.py")} - {"__init__"}
    named = {entry.module for entry in COMMANDS.values()} | {"dashboard"}
    assert {name for name in modules if name in named or name.partition("_")[0] not in named} == named


def test_a_trespass_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test itself sees an import at the top, one within a function, and a print."""
    house = tmp_path / "ctrack"
    (house / "domain").mkdir(parents=True)
    path = house / "domain" / "bad.py"
    path.write_text(
        "import click\n"
        "from ctrack.store.tables import journal\n"
        "def f():\n"
        "    from sqlalchemy import select\n"
        "    print(select)\n"
    )
    monkeypatch.setattr(sys.modules[__name__], "HOUSE", house)
    assert trespasses(path) == ["click", "ctrack.store.tables", "sqlalchemy"]
    assert list(spoken(path)) == ["domain/bad.py:5 calls print"]
