"""`ctrack assign`: what is shown of it, and what is asked for wrongly."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused
from tests.support.runner import Runner


@pytest.fixture
def staffed(ctrack: Runner) -> Runner:
    """A register with an agency and a person."""
    ctrack.ok("agency", "add", "moi", "--name", "Interior")
    ctrack.ok("person", "add", "Salem")
    return ctrack


def test_before_and_after_are_shown(staffed: Runner) -> None:
    """Who had a duty and who has it are shown; what stays as it is, is said to."""
    out = staffed.ok("assign", "KWT-25", "--lead", "moi", "--person", "Salem").out
    assert "Lead agency  – -> moi" in out
    assert "Focal point  – -> Salem" in out
    assert "unchanged" in staffed.ok("assign", "KWT-25", "--lead", "moi").out


def test_what_changes_nothing_leaves_no_entry(staffed: Runner) -> None:
    """Assigning what is assigned already, and a dry run, leave the journal alone."""
    staffed.ok("assign", "KWT-25", "--lead", "moi")
    with nothing_recorded(staffed):
        staffed.ok("assign", "KWT-25", "--lead", "moi")
        staffed.ok("assign", "instrument:kuwait-2024", "--person", "Salem", "--dry-run")


def test_another_partys_side(staffed: Runner) -> None:
    """--party names whose side it is; where that is not bound, it is refused."""
    assert staffed.data("assign", "KWT-25", "--lead", "moi", "--party", "UN")["rows"][0]["party"] == "UN"
    refused(staffed("assign", "PVE-DAY", "--lead", "moi", "--party", "XX"), 3, "party add")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(staffed: Runner, name: str) -> None:
    """What was assigned is told in each format, and many rows are not a wall of text."""
    out = staffed.ok("assign", "instrument:kuwait-2024", "--lead", "moi", "--format", name).out
    assert "moi" in out
    assert name == "json" or len(out.splitlines()) < 200


NAMED = {
    "KWT-14 Salem": "assign KWT-14 --person Salem",
    "KWT-14 KWT-15 to Salem": "assign KWT-14 KWT-15 --person Salem",
    "KWT-14 moi": "assign KWT-14 --lead moi",
    "KWT-14 to the Ministry of Interior": None,
    "KWT-14 Ministry of Interior": "assign KWT-14 --lead moi",
    "KWT-14 nobody": None,
}


@pytest.mark.parametrize("words", NAMED)
def test_a_name_behind_codes_is_answered_with_its_option(ctrack: Runner, words: str) -> None:
    """An agency is the one that leads, a person the focal point; the line that is offered does it."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    ctrack.ok("person", "add", "Salem", "--email", "salem@moi.example")
    line = NAMED[words]
    with nothing_recorded(ctrack):
        refused(ctrack("assign", *words.split()), 2, f"'ctrack {line}'" if line else "Say what to assign")
    if line:
        ctrack.ok(*line.split())
