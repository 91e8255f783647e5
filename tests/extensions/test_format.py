"""A report format is one file."""

from __future__ import annotations

import json
from pathlib import Path

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

MODULE = '''"""Lines of JSON: the keys of the main table, then a list of raw values for each row."""

from __future__ import annotations

import json
from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.render.document import Document
from ctrack.render.rows import rows_of, text_of
from ctrack.render.screen import Screen

DESCRIPTION = marked("a list of JSON a line")
ENDINGS = ("jsonl", "ndjson")
IS_BINARY = False
IS_OF_ROWS = True


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the rows."""
    for row in rows_of(document):
        out.write(json.dumps([text_of(value) for value in row]) + "\\n")
'''


def extend(scratch: Scratch) -> None:
    """Add a format."""
    scratch.add("ctrack/render/formats/jsonl.py", MODULE)


def test_a_format_is_one_file(scratch: Scratch, ctrack: Runner, tmp_path: Path) -> None:
    """It stands in the help and the topic, is taken by its name and by the endings of files, and gets every column."""
    extend(scratch)
    assert scratch.count() == PROMISED["format"]
    assert "json|jsonl|md" in scratch.ctrack(ctrack, "--help").out
    assert "jsonl" in scratch.ctrack(ctrack, "help", "formats").out
    assert "a list of JSON a line" in scratch.ctrack(ctrack, "help", "formats").out
    scratch.ctrack(ctrack, "list", "code:KWT-21", "--output", str(tmp_path / "rows.ndjson"))
    keys, row = map(json.loads, (tmp_path / "rows.ndjson").read_text("utf-8").splitlines())
    assert dict(zip(keys, row, strict=True))["code"] == "KWT-21"
    csv = scratch.ctrack(ctrack, "list", "code:KWT-21", "--format", "csv").out
    assert ",".join(keys) == csv.splitlines()[0]


def test_a_format_is_held_to_the_contract(scratch: Scratch) -> None:
    """The contract of all formats runs over the new one without being told of it."""
    extend(scratch)
    scratch.take("tests/__init__.py", "tests/conftest.py", "tests/render", "tests/support", "setup.cfg")
    outcome = scratch.python(
        "-m", "pytest", "tests/render/formats/test_contract.py", "-n", "0", "-k", "jsonl", "-o", "addopts="
    )
    assert outcome.code == 0, outcome.out
    assert " 0 passed" not in outcome.out
    assert " passed" in outcome.out
