"""`ctrack handover`: the dossier that the next focal point gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import FORMATS, refused
from tests.support.registers import copy_kept, keep_register
from tests.support.runner import Runner


def hold(ctrack: Runner) -> None:
    """Let Salem hold two commitments, one with a note taken back."""
    ctrack.ok("person", "add", "Salem")
    ctrack.ok("person", "add", "Noura")
    ctrack.ok("assign", "KWT-21", "KWT-25", "--person", "Salem")
    ctrack.ok("note", "KWT-25", "Ask the ministry")
    ctrack.ok("note", "KWT-25", "Said in error")
    ctrack.ok("undo")


kept = keep_register(hold)


@pytest.fixture
def held(kept: Path, ctrack: Runner) -> Runner:
    """A register in which Salem holds two commitments, one with a note taken back."""
    return copy_kept(kept, ctrack)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(held: Runner, name: str) -> None:
    """What goes over is told in each format."""
    out = held.ok("handover", "--from", "Salem", "--to", "Noura", "--format", name).out
    assert "KWT-21" in out
    assert "KWT-25" in out
    assert "Said in error" not in out


def test_one_entry(held: Runner) -> None:
    """However much goes over, it is one entry of the journal."""
    before = held.data("db", "info")["entries"]
    held.ok("handover", "--from", "Salem", "--to", "Noura")
    assert held.data("db", "info")["entries"] == before + 1


def test_both_have_to_be_named(held: Runner) -> None:
    """--from and --to are asked for."""
    refused(held("handover", "--from", "Salem"), 2, "--to")
    refused(held("handover", "--from", "Salem", "--to", "Nobody"), 3, "person add")
