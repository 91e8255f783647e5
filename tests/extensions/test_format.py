"""A report format is one file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

# A copy of the whole program is made and run.
pytestmark = pytest.mark.slow

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
    scratch.add("render/formats/jsonl.py", MODULE)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """The copy with it."""
    made = Scratch.copy(tmp_path / "copy")
    extend(made)
    return made


def test_a_format_is_one_file(scratch: Scratch, ctrack: Runner, tmp_path: Path) -> None:
    """It stands in the help and the topic, is taken by its name and by the endings of files, and gets every column."""
    assert scratch.count() == PROMISED["format"]
    file = tmp_path / "rows.ndjson"
    shown, topic, _written, csv = scratch.ok(
        ctrack,
        ("--help",),
        ("help", "formats"),
        ("list", "code:KWT-21", "--output", str(file)),
        ("list", "code:KWT-21", "--format", "csv"),
    )
    assert "json|jsonl|md" in shown
    assert re.search(r"jsonl +a list of JSON a line", topic)
    keys, row = map(json.loads, file.read_text("utf-8").splitlines())
    assert dict(zip(keys, row, strict=True))["code"] == "KWT-21"
    assert ",".join(keys) == csv.splitlines()[0]


def test_a_format_is_held_to_the_contract(scratch: Scratch) -> None:
    """The contract of all formats runs over the new one without being told of it."""
    scratch.take("tests/__init__.py", "tests/conftest.py", "tests/render", "tests/support", "setup.cfg")
    contract = "tests/render/formats/test_contract.py"
    ended = scratch.python("-m", "pytest", contract, "-o", "addopts=", "-q", "-k", "jsonl")
    assert ended.returncode == 0, ended.stdout
    assert re.search(r"[1-9]\d* passed", ended.stdout), ended.stdout
