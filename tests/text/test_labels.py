"""Labels, headings and shares as each language sets them, and that no answer sets them otherwise."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ctrack.text.labels import before_colon, end_label, label_value, say_share
from ctrack.text.language import speaking
from ctrack.text.lines import make_line
from tests.support.runner import Runner

ROOT = Path(__file__).resolve().parents[2]
UNKEPT = re.compile(r"[^\W\d_]:(?=\s|$)|\d ?%", re.MULTILINE)
# What is typed, or is the grammar of the program itself.
TYPED = re.compile(r"\[en\].*|'[^'\n]*'|\b[\w.]+:(?= [\w.]+:|\s{2}| *$)|--\S+|https?:|100%")


@pytest.mark.parametrize(
    ("language", "labelled", "ended", "share"),
    [
        ("en", "Status: done", "Options:", "40%"),
        ("ar", "Status: done", "Options:", "40%"),
        ("fr", "Status\u00a0: done", "Options\u00a0:", "40\u202f%"),
    ],
)
def test_each_language_sets_its_colon(language: str, labelled: str, ended: str, share: str) -> None:
    """French keeps a no-break blank before a colon, and a narrow one before the sign of a share."""
    with speaking(language):
        assert (label_value("Status", "done"), end_label("Options"), say_share(40)) == (labelled, ended, share)
        assert f"{before_colon('Options')}:" == ended


def test_a_line_keeps_the_blanks_that_break_none() -> None:
    """Where blanks are made one, those of French stay."""
    assert make_line(" Échéance\u00a0:  «\u00a0mai\u00a0»\n?") == "Échéance\u00a0: «\u00a0mai\u00a0» ?"


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--help"),
        ("--help",),
        ("show", "KWT-21"),
        ("report",),
        ("report", "country", "KWT-21"),
        ("undo", "--dry-run"),
        ("help", "dates"),
        ("due", "--next", "2w"),
        ("list", "--limit", "x"),
        ("nonesuch",),
    ],
)
def test_no_answer_in_french_sets_a_colon_as_english_does(ctrack: Runner, words: tuple[str, ...]) -> None:
    """Whatever part of a sentence the program puts together itself, it is set as the language sets it."""
    ctrack("update", "KWT-21", "--status", "in_progress", "--progress", "40", "--note", "x")
    outcome = ctrack(*words, "--lang", "fr")
    said = TYPED.sub("", outcome.out + outcome.err)
    assert len(said) > 50
    assert UNKEPT.findall(said) == []


def find_own_colons(source: str) -> list[str]:
    """The strings of a module that put a colon between two values themselves."""
    joined = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    return [
        ast.unparse(node)
        for node in joined
        for before, mark, after in zip(node.values, node.values[1:], node.values[2:], strict=False)
        if isinstance(before, ast.FormattedValue) and isinstance(after, ast.FormattedValue)
        if isinstance(mark, ast.Constant) and mark.value == ": "
    ]


def test_no_view_sets_a_colon_of_its_own() -> None:
    """What is shown leaves the colon between a label and its value to the language."""
    pages = [page for room in ("views", "render") for page in (ROOT / "ctrack" / room).rglob("*.py")]
    found = {page.name: find_own_colons(page.read_text("utf-8")) for page in pages}
    assert len(found) > 100
    assert {name: colons for name, colons in found.items() if colons} == {}
    assert find_own_colons('f"{label}: {value}" f"{x}:{y}"') != []
