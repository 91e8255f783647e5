"""SECURITY.md promises nothing that no test holds."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.services.test_verification import TAMPERINGS
from tests.support import figures
from tests.test_secrets import FORMS

ROOT = Path(__file__).parent.parent
PAGES = ("SECURITY.md", "SECURITY.ar.md", "SECURITY.fr.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def read(name: str) -> str:
    """A page."""
    return (ROOT / name).read_text("utf-8")


@cache
def list_tests(file: str) -> set[str]:
    """The names of the tests in a file."""
    found = ast.walk(ast.parse(read(file))) if (ROOT / file).exists() else ()
    return {node.name for node in found if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("page", PAGES)
def test_every_promise_is_held(page: str) -> None:
    """Each row of a table of promises names tests, and each test that is named exists."""
    text = read(page)
    named = NAMED.findall(text)
    assert len(named) > 40
    assert [f"{file}::{name}" for file, name in named if name not in list_tests(file)] == []
    promises = text.partition("<!-- faults-injected")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    bare = [row for row in rows if not NAMED.search(row)]
    assert len(set(bare)) == 1, "the heads of the tables alone name no test"


def test_figures_are_those_of_the_tests() -> None:
    """What is said to be tried so many times is tried so many times."""
    page = read(PAGES[0])
    assert f": {len(TAMPERINGS)} kinds of it |" in page
    assert f": {len(FORMS)} forms, by every example" in page


def read_rows(page: str) -> list[list[str]]:
    """The rows of both tables of figures, cell by cell."""
    tables = [read(page).partition(f"<!-- {mark} -->")[2].partition(f"<!-- /{mark} -->")[0] for mark in figures.TABLES]
    rows = [line.strip("|").split("|") for table in tables for line in table.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows if row[-1].strip().isdecimal()]


def test_nothing_is_lost_and_nothing_let_through() -> None:
    """In both tables of figures the last column is 0, and every language tells the same figures."""
    english, *others = map(read_rows, PAGES)
    assert [row for row in english if row[-1] != "0" or row[-2] != row[-3]] == []
    for rows in others:
        assert [row[1:] for row in rows] == [row[1:] for row in english]


def test_every_row_of_figures_is_named_in_every_language() -> None:
    """What is injected and tried has a name in each language, and the tables of a page are under its own names."""
    for language, path in figures.PAGES.items():
        names = [figures.call(name, language) for name in figures.NAMES]
        assert len(set(names)) == len(figures.NAMES)
        assert len({row[0] for row in read_rows(path.name)} & set(names)) > 10


def test_figures_are_written_where_they_belong() -> None:
    """Figures of one name add up, take the place of earlier ones, and leave the others and the words around alone."""
    found = figures.add_up([
        figures.Figure("seal", "SQLite", 2, 0),
        figures.Figure("seal", "SQLite", 1200, 0),
        figures.Figure("kill", "SQLite", 3, 1),
    ])  # fmt: skip
    head = "| a | b | c | d | e |\n| --- | --- | --- | --- | --- |\n"
    page = "".join(f"before\n\n<!-- {mark} -->\n\n{head}\n<!-- /{mark} -->\n" for mark in figures.TABLES)
    once = figures.fill_page(page, found, "en")
    assert "| killed by kill -9, or within a write | SQLite | 3 | 2 | 1 |\n\n<!-- /faults-injected -->" in once
    assert "| a forged or foreign seal | SQLite | 1,202 | 1,202 | 0 |\n\n<!-- /attacks-refused -->" in once
    again = figures.fill_page(once, [figures.Figure("kill", "SQLite", 9, 0)], "en")
    assert again == once.replace("| 3 | 2 | 1 |", "| 9 | 9 | 0 |")


def test_every_language_promises_the_same() -> None:
    """The same tests stand behind the promises of each page, in the same order, and the same marks."""
    english, *others = map(read, PAGES)
    for page in others:
        assert NAMED.findall(page) == NAMED.findall(english)
    for page in (english, *others):
        assert [page.count(f"<!-- {mark} -->") + page.count(f"<!-- /{mark} -->") for mark in figures.TABLES] == [2, 2]
