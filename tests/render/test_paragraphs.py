"""Paragraphs of a note stay paragraphs in whatever format it is read."""

from __future__ import annotations

import re

import pytest

from tests.support.runner import Runner

NOTE = "The first paragraph.\n\nThe second,\non two lines."


@pytest.fixture
def noted(ctrack: Runner) -> Runner:
    """A commitment with a note of two paragraphs."""
    ctrack.ok("note", "KWT-25", stdin=NOTE)
    return ctrack


@pytest.mark.parametrize("name", ["table", "plain"])
def test_on_a_screen_and_in_a_pipe(noted: Runner, name: str) -> None:
    """The lines of a note stand below each other in its column, with a blank line between paragraphs."""
    lines = noted.ok("show", "KWT-25", "--format", name, COLUMNS="80").out.splitlines()
    (first,) = [place for place, line in enumerate(lines) if "The first paragraph." in line]
    column = lines[first].index("[restricted]")
    assert [line[column:] for line in lines[first + 1 : first + 4]] == [
        "", "The second,", "on two lines. – tester"
    ]  # fmt: skip


def test_in_arabic_too(noted: Runner) -> None:
    """In a right-to-left layout each line stands in the same column."""
    noted.ok("note", "KWT-26", stdin="الفقرة الأولى.\n\nالفقرة الثانية.")
    out = noted.ok("--lang", "ar", "show", "KWT-26", "--format", "table", "--bidi", "logical", COLUMNS="80").out
    lines = out.splitlines()
    (first,) = [place for place, line in enumerate(lines) if "الفقرة الأولى." in line]
    assert not lines[first + 1].strip()
    assert "الفقرة الثانية." in lines[first + 2]


def test_in_markdown_and_html(noted: Runner) -> None:
    """A cell breaks its lines; a passage of a national report has paragraphs."""
    cells = re.compile(r"The first paragraph\.<br><br>The second,<br>on two lines\.")
    assert cells.search(noted.ok("show", "KWT-25", "--format", "md").out)
    assert cells.search(noted.ok("show", "KWT-25", "--format", "html").out)
    text = noted.ok("report", "country", "--redact", "none", "--format", "md").out
    assert "The first paragraph.\n\nThe second,\\\non two lines." in text


def test_machines_get_it_as_it_was_written(noted: Runner) -> None:
    """JSON holds the very text."""
    assert noted.data("show", "KWT-25")["history"][-1]["note"] == {"en": NOTE}
