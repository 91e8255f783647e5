"""What the house is like: its circles, its sizes, and how many files each kind of extension takes.

`python -m tools.house` prints the figures beside what is promised of them, and ends with 1 where one does not hold.
Lengths are in lines, those of functions without their docstrings.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.extensions.scratch import PROMISED, Count, Scratch
from tests.support.house import HOUSE, draw_imports, find_circles, list_twins

LOOSE_FILES = 6
LONGEST_FILE = 300
# Longer for a reason: one statement a table, and one small class a failure, both read by looking a name up.
LISTS = ("store/tables.py", "domain/failures.py")
# The kinds of extension that CONTRIBUTING promises, each with its test in tests/extensions/.
KINDS = ("format", "channel", "command", "column", "language")


class Figure(NamedTuple):
    """A figure of the house, what it is to be, and whether it is."""

    name: str
    found: str
    promised: str = ""
    holds: bool = True


def measure_circles(house: Path) -> Iterator[Figure]:
    """Modules that import themselves by way of others."""
    circles = find_circles(draw_imports(house))
    yield Figure("import circles", str(len(circles)), "0", not circles)
    for circle in circles:
        yield Figure("  circle", " -> ".join(circle))


def measure_files(house: Path) -> Iterator[Figure]:
    """The loose files of the command line, the longest file, and modules of one name."""
    loose = [path for path in (house / "cli").glob("*.py") if path.stem != "__init__"]
    yield Figure("loose files in cli/", str(len(loose)), f"at most {LOOSE_FILES}", len(loose) <= LOOSE_FILES)
    lengths = {path.relative_to(house).as_posix(): count_lines(path) for path in house.rglob("*.py")}
    for name in LISTS:
        if name in lengths:
            yield Figure("list in a file", f"{lengths.pop(name)} ({name})")
    longest = max(lengths, key=lengths.__getitem__)
    is_room = lengths[longest] <= LONGEST_FILE
    yield Figure("longest other file", f"{lengths[longest]} ({longest})", f"at most {LONGEST_FILE}", is_room)
    twins = list_twins(house)
    yield Figure("names that modules share", str(len(twins)))
    for rooms in twins.values():
        yield Figure("  share a name", ", ".join(rooms))


def count_lines(path: Path) -> int:
    """The lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def measure_functions(house: Path) -> Iterator[Figure]:
    """How long functions are."""
    lengths = sorted(length for path in house.rglob("*.py") for length in list_lengths(path))
    yield Figure("functions", str(len(lengths)))
    nine_in_ten = quantiles(lengths, n=10)[-1]
    yield Figure("function, median / 9 in 10 / longest", f"{median(lengths):g} / {nine_in_ten:g} / {lengths[-1]}")


def list_lengths(path: Path) -> Iterator[int]:
    """The lines of each function of a file from its `def` on, without those of its docstring."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
            documented = (said.end_lineno or said.lineno) - said.lineno + 1 if said else 0
            yield (node.end_lineno or node.lineno) - node.lineno + 1 - documented


def measure_extensions() -> Iterator[Figure]:
    """The files that each kind of extension adds and edits, made as its test makes it."""
    for kind in KINDS:
        promised, found = PROMISED.get(kind), count_files(kind)
        yield Figure(f"a new {kind}", say_count(found), say_count(promised), found is not None and found == promised)


def count_files(kind: str) -> Count | None:
    """What an extension takes; None where no test makes one."""
    name = f"tests.extensions.test_{kind}"
    if find_spec(name) is None:
        return None
    with TemporaryDirectory() as folder:
        scratch = Scratch.copy(Path(folder) / "copy")
        import_module(name).extend(scratch)
        return scratch.count()


def say_count(count: Count | None) -> str:
    """A count in words."""
    return "not measured" if count is None else f"{count.added} added, {count.edited} edited"


def main() -> int:
    """Print the figures; 1 where a promise is broken."""
    figures = [
        *measure_circles(HOUSE), *measure_files(HOUSE), *measure_functions(HOUSE), *measure_extensions()
    ]  # fmt: skip
    for figure in figures:
        promise = f"  ({figure.promised})" if figure.promised else ""
        broken = "" if figure.holds else "  BROKEN"
        print(f"{figure.name:<38}{figure.found}{promise}{broken}")
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
