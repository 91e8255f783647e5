"""`ctrack retract`: what was said by mistake, taken back under later words."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner


def test_what_is_shown(ctrack: Runner) -> None:
    """The word that is retracted, what changed by that, and the reason; the history keeps them all."""
    ctrack.ok("update", "KWT-25", "--progress", "60", "--on", "2026-05", "--note", "wrong one")
    ctrack.ok("note", "KWT-25", "later")
    outcome = ctrack.ok("retract", "2", "--reason", "another group")
    assert outcome.out == (
        "KWT-25 NFP  Set up a team of border management experts\n"
        "\n"
        "Retracted  May 2026: in progress 60% [restricted] wrong one – tester, recorded 21 November 2026\n"
        "Status     in progress 60% -> not reported 0%\n"
        "Note       [restricted] another group\n"
    )
    shown = ctrack.ok("show", "KWT-25").out
    assert "(retracted) [restricted] wrong one" in shown
    assert "Retracts what was said of May 2026. [restricted] another group – tester" in shown


def test_dry_run(ctrack: Runner) -> None:
    """-n shows the very same and records nothing."""
    ctrack.ok("note", "KWT-25", "once")
    with nothing_recorded(ctrack):
        tried = ctrack.ok("retract", "KWT-25", "-n")
    assert tried.err == "Dry run: nothing was recorded.\n"
    assert ctrack.ok("retract", "KWT-25").out == tried.out


def test_what_cannot_be_retracted(ctrack: Runner) -> None:
    """Nothing said, no such code, no such entry and an empty reason are refused, each with its code."""
    with nothing_recorded(ctrack):
        refused(ctrack("retract", "KWT-25"), 4, "nothing to retract")
        refused(ctrack("retract", "KWT-99"), 3, "KWT-99")
        refused(ctrack("retract", "77"), 3, "77")
        refused(ctrack("retract"), 2, "CODE|ENTRY")
        refused_in_json(ctrack("retract", "1", "--format", "json"), 4)
    ctrack.ok("note", "KWT-25", "once")
    with nothing_recorded(ctrack):
        refused(ctrack("retract", "KWT-25", "--reason", " "), 2, "")


def test_an_internal_note_is_withheld(ctrack: Runner) -> None:
    """A retraction tells no note above the level that is asked for."""
    ctrack.ok("note", "KWT-25", "secret", "--level", "internal")
    assert "secret" not in ctrack.ok("retract", "KWT-25", "--redact", "public").out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What was retracted is said in each format."""
    ctrack.ok("update", "KWT-25", "--progress", "40")
    assert "KWT-25" in ctrack.ok("retract", "KWT-25", "--format", name).out
