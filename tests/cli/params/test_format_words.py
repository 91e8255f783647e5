"""Names of formats where a filter is awaited, and other names of formats behind --format."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner

LINE = re.compile(r"'ctrack ([^']+)'")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("list csv", "list --format csv"),
        ("list CSV overdue", "list overdue --format csv"),
        ("export kwt-14 to excel", "export kwt-14 --output export.xlsx"),
        ("export إكسل", "export --output export.xlsx"),
        ("report pdf in arabic", "report --lang ar --output report.pdf"),
        ("due json", "due --format json"),
        ("changes kwt html", "changes kwt --format html"),
        ("save all to excel", "export --output export.xlsx"),
        ("ls csv overdue", "list overdue --format csv"),
        ("print report pdf", "report --output report.pdf"),
        ("report as pdf", "report --output report.pdf"),
        ("report in excel", "report --output report.xlsx"),
    ],
)
def test_a_format_among_the_words(ctrack: Runner, typed: str, line: str) -> None:
    """It is refused with the line that writes it, and that line is read."""
    outcome = ctrack(*typed.split())
    assert (outcome.code, outcome.out) == (2, "")
    found = LINE.search(outcome.err)
    assert found is not None
    assert found[1] == line
    assert ctrack(*shlex.split(line), "--help").code == 0


def test_the_word_itself(ctrack: Runner) -> None:
    """Within quotation marks it is text, and so is what may well stand in a text."""
    for word in ('"json"', "word", "table", "csvs"):
        assert ctrack("list", word).code in {0, 1}


def test_a_format_by_its_program(ctrack: Runner) -> None:
    """--format takes what people call the programs; what is none is refused with the names."""
    assert ctrack.ok("list", "--format", "Markdown").out == ctrack.ok("list", "--format", "md").out
    assert ctrack.ok("export", "--format", "ndjson").out == ctrack.ok("export", "--format", "jsonl").out
    refused(ctrack("list", "--format", "cvs"), 2, "'cvs' is not one of")
