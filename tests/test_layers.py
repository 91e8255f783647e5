"""The walls of the house (docs/design.md): who may import what, and that only the command line prints."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctrack

HOUSE = Path(ctrack.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))

# A room, and the rooms and libraries that it may import beside the standard library and itself.
WALLS: dict[str, set[str]] = {
    "domain": {"dateutil"},
    "text": set(),
    "exchange": {"domain", "icalendar"},
    "store": {"domain", "sqlalchemy", "alembic"},
    "services": {"store", "domain", "exchange", "sqlalchemy", "dateutil"},
    "render": {"text", "domain", "exchange", "rich", "typst", "fontpkg_amiri", "xlsxwriter", "docx", "lxml"},
    "notify": {"text", "domain", "exchange", "render"},
    "views": {"domain", "text", "render"},
    "cli": {"services", "store", "domain", "exchange", "views", "render", "notify", "text", "click", "tomlkit"},
    "catalogue": set(),
}
# Of some rooms only these modules are meant for others.
DOORS: dict[tuple[str, str], set[str]] = {
    ("views", "render"): {"ctrack.render.document", "ctrack.render.format_names"},
    ("render", "exchange"): {"ctrack.exchange.csv_guard"},
    ("notify", "exchange"): {"ctrack.exchange.ics"},
    ("notify", "render"): {"ctrack.render.mail"},
    ("services", "exchange"): {"ctrack.exchange.instrument_file"},
}
PRINTING = {"print", "input", "pprint"}
STREAMS = {"stdin", "stdout", "stderr"}


def room_of(path: Path) -> str:
    """The folder of the house that a file lies in; "" for the files at its door."""
    parts = path.relative_to(HOUSE).parts
    return parts[0] if len(parts) > 1 else ""


def name_of(path: Path) -> str:
    """The file as a test calls it."""
    return str(path.relative_to(HOUSE))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or within a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are written in full"
            module = node.module or ""
            # `from ctrack.views import words` imports a module, `from ctrack.views.words import say` names one.
            is_room = module.startswith("ctrack.") and (HOUSE.parent / Path(*module.split("."))).is_dir()
            yield from ((f"{module}.{alias.name}" for alias in node.names) if is_room else (module,))


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
                                              ("icalendar", "exchange"), ("tomlkit", "cli")])  # fmt: skip
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
