"""`ctrack undo`: a command taken back as a whole."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner


def standing(ctrack: Runner, code: str) -> tuple[str, int]:
    """Status and progress of the home party."""
    data = ctrack.data("show", code)
    return data["status"], data["progress"]


def test_undo_and_redo(anywhere: Runner) -> None:
    """Undo takes the last command back; redo does it again; nothing is erased."""
    anywhere.ok("update", "KWT-25", "--status", "in_progress", "--progress", "40")
    assert anywhere.ok("undo").out.startswith("Undid entry 2: update KWT-25 --status in_progress --progress 40\n")
    assert standing(anywhere, "KWT-25") == ("not_reported", 0)
    assert anywhere.ok("redo").out.startswith("Did entry 2 again: update KWT-25 --status in_progress --progress 40\n")
    assert standing(anywhere, "KWT-25") == ("in_progress", 40)
    assert anywhere.data("log")["total"] == 4


def test_a_command_comes_back_in_one_step(ctrack: Runner) -> None:
    """However many undertakings a command changed, one undo takes all of them back, and says so."""
    before = ctrack.data("list")
    ctrack.ok("update", "instrument:kuwait-2024", "--progress", "10", "--tag", "plan")
    out = ctrack.ok("undo", terminal=True, COLUMNS="80").out
    assert "in progress -> not reported" in out
    assert out.count("\n") < 30
    assert "20 of 78 shown; --all shows the rest" in out
    assert ctrack.data("list") == before


def test_by_number(ctrack: Runner) -> None:
    """An older entry is undone by its number; what was built on is refused with what to undo first."""
    ctrack.ok("update", "KWT-25", "--progress", "10")
    ctrack.ok("update", "KWT-26", "--progress", "20")
    ctrack.ok("undo", "2")
    assert standing(ctrack, "KWT-25") == ("not_reported", 0)
    assert standing(ctrack, "KWT-26") == ("in_progress", 20)
    ctrack.ok("update", "KWT-26", "--progress", "30")
    with nothing_recorded(ctrack):
        refused(ctrack("undo", "3"), 4, "changed again by entry 5")


def test_what_can_be_undone(ctrack: Runner) -> None:
    """--list holds what can be undone: not the making of the register, not what was undone."""
    assert ctrack.ok("undo", "--list").out == "Nothing was recorded yet.\n"
    ctrack.ok("note", "KWT-25", "One")
    ctrack.ok("note", "KWT-26", "Two")
    ctrack.ok("undo", "2")
    assert [row["number"] for row in ctrack.data("undo", "--list")["rows"]] == [4, 3]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What was taken back is said in each format."""
    ctrack.ok("update", "KWT-25", "--progress", "40")
    assert "KWT-25 NFP" in ctrack.ok("undo", "--format", name).out


def test_steps_for_programs(ctrack: Runner) -> None:
    """CSV has a row for each thing that was taken back, with its value before and after."""
    ctrack.ok("update", "KWT-25", "KWT-26", "--progress", "40")
    rows = list(csv.DictReader(io.StringIO(ctrack.ok("undo", "--format", "csv").out, newline="")))
    steps = {(row["label"], row["before"], row["after"]) for row in rows if row["field"] == "progress"}
    assert steps == {("KWT-25 NFP", "40", "0"), ("KWT-26 NFP", "40", "0")}


def test_dry_run(ctrack: Runner) -> None:
    """--dry-run tells the same steps of what would be, takes nothing back, and offers no way back from it."""
    ctrack.ok("update", "KWT-25", "--progress", "40")
    for command, head, done in (("undo", "Would undo entry 2", "Undid entry 2"),
                                ("redo", "Would do entry 2 again", "Did entry 2 again")):  # fmt: skip
        with nothing_recorded(ctrack):
            tried = ctrack.ok(command, "--dry-run")
        assert tried.err == "Dry run: nothing was recorded.\n"
        told, _, follows = ctrack.ok(command).out.rpartition("\n\n")
        assert follows.startswith("Next, ")
        assert tried.out == told.replace(done, head) + "\n"


def test_refusals(ctrack: Runner) -> None:
    """Nothing to undo, an unknown entry, the making of the register and a second undoing are refused."""
    with nothing_recorded(ctrack):
        refused(ctrack("undo"), 4, "nothing to undo")
        refused(ctrack("undo", "1"), 4, "it made this register")
        refused(ctrack("undo", "9"), 3, "runs from 1 to 1")
        refused(ctrack("undo", "last"), 2, "last")
        refused_in_json(ctrack("--format", "json", "undo"), 4, "nothing to undo")
    ctrack.ok("note", "KWT-25", "x")
    ctrack.ok("undo", "2")
    refused(ctrack("undo", "2"), 4, "entry 3 undid it already")


def test_what_was_added_beneath_names_the_way(ctrack: Runner) -> None:
    """What belongs to a row that a command added is named by the commands that undo it first."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    ctrack.ok("agency", "add", "border", "--name", "Border guard", "--parent", "moi")
    ctrack.ok("note", "KWT-25", "x")
    refused(ctrack("undo", "2"), 4, "'ctrack undo 3' && 'ctrack undo 2'")
    ctrack.ok("undo", "3")
    ctrack.ok("undo", "2")
