"""SECURITY.md promises nothing that no test holds."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.services.test_verification import TAMPERINGS
from tests.test_secrets import FORMS

ROOT = Path(__file__).parent.parent
PAGES = ("SECURITY.md", "SECURITY.ar.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
MARKS = ("faults-injected", "attacks-refused")


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


def test_both_languages_promise_the_same() -> None:
    """The same tests stand behind the promises of both pages, in the same order, and the same marks."""
    english, arabic = map(read, PAGES)
    assert NAMED.findall(arabic) == NAMED.findall(english)
    for page in (english, arabic):
        assert [page.count(f"<!-- {mark} -->") + page.count(f"<!-- /{mark} -->") for mark in MARKS] == [2, 2]
