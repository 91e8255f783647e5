"""`report --print`: the PDF goes to `lp`, and what that says is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner

pytest.importorskip("typst")


def fake(folder: Path, script: str) -> str:
    """A PATH on which `lp` is this script."""
    path = folder / "bin" / "lp"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"{path.parent}{os.pathsep}{os.environ['PATH']}"


def test_the_pages_arrive(ctrack: Runner, tmp_path: Path) -> None:
    """lp gets the title and the whole PDF on its input."""
    path = fake(tmp_path, f'echo "$2" > {tmp_path}/title; cat > {tmp_path}/pages.pdf')
    outcome = ctrack.ok("report", "deadlines", "--print", PATH=path)
    assert outcome.out == ""
    assert "Sent to the printer." in outcome.err
    assert (tmp_path / "title").read_text() == "Deadlines\n"
    assert (tmp_path / "pages.pdf").read_bytes().startswith(b"%PDF-")


def test_a_printer_that_refuses(ctrack: Runner, tmp_path: Path) -> None:
    """What lp complains of is told, also where it does not read on."""
    path = fake(tmp_path, "echo 'lp: no default destination' >&2; exit 1")
    refused(ctrack("report", "deadlines", "--print", PATH=path), 1, "no default destination")


def test_no_printer(ctrack: Runner, tmp_path: Path) -> None:
    """Without lp it is said how to print otherwise."""
    refused(ctrack("report", "--print", PATH=str(tmp_path)), 1, "--output FILE.pdf")
