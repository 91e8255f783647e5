"""Whole outputs of the main commands, on a terminal of 80 columns without colour and in a pipe.

CTRACK_UPDATE_GOLDEN=1 writes the files anew, to be read in the diff.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.golden import check_golden
from tests.support.registers import copy_kept, keep_register
from tests.support.runner import Runner

OUTPUTS = {
    "dashboard": (),
    "list": ("list", "instrument:kuwait-2024", "section:followup"),
    "show": ("show", "KWT-21"),
    "due": ("due",),
    "report": ("report", "instrument:kuwait-2024"),
    "log": ("log",),
    "update": ("update", "KWT-25", "KWT-26", "--progress", "60", "--target", "eoy", "--dry-run"),
    "undo": ("undo", "--dry-run"),
    "instruments": ("instrument", "list"),
    "parties": ("party", "list"),
    "unknown": ("list", "stauts:overdue"),
}
# What follows from every byte of the catalogue, and would change with each of its words.
FINGERPRINT = re.compile(r"fingerprint \S+")


def work_a_little(ctrack: Runner) -> None:
    """Let something happen in a register."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "40", "--on", "2026-10-01",
              "--note", "The ministry has named two of four experts.", "--user", "amal")  # fmt: skip
    ctrack.ok("note", "KWT-25", "اجتمع فريق الخبراء في الكويت.", "--on", "2026-11-02")
    ctrack.ok("update", "KWT-22", "--target", "2026-12-10", "--priority", "high", "--tag", "review")


kept = keep_register(work_a_little)


@pytest.fixture
def lived_in(kept: Path, ctrack: Runner) -> Runner:
    """A register in which something has happened."""
    return copy_kept(kept, ctrack)


@pytest.mark.parametrize("name", list(OUTPUTS))
@pytest.mark.parametrize("place", ["terminal", "piped"])
def test_whole_outputs(lived_in: Runner, name: str, place: str) -> None:
    """Each output is, word for word, what was read and found good."""
    screen: dict[str, Any] = {"terminal": True, "COLUMNS": "80", "NO_COLOR": "1"} if place == "terminal" else {}
    outcome = lived_in(*OUTPUTS[name], **screen)
    text = f"{outcome.out}--- {outcome.code}\n{outcome.err}"
    check_golden(f"cli/{name}.{place}.txt", FINGERPRINT.sub("fingerprint ...", text))
