"""`ctrack note`: a note, and nothing else."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner


def test_a_note_changes_no_status(anywhere: Runner) -> None:
    """A note is kept with its author and its day; status and progress stay as they are."""
    before = anywhere.data("show", "KWT-25")
    assert anywhere.ok("note", "kwt-25", "The", "ministry", "has", "named", "two").out == (
        "KWT-25 NFP  Set up a team of border management experts\n\nNote  [restricted] The ministry has named two\n"
    )
    after = anywhere.data("show", "KWT-25")
    assert (after["status"], after["progress"]) == (before["status"], before["progress"])
    said = after["history"][-1]
    assert said["note"] == {"en": "The ministry has named two"}
    assert (said["author"], said["effective"], said["status"]) == ("tester", "2026-11-21", None)


def test_dry_run(ctrack: Runner) -> None:
    """--dry-run prints the very same and records nothing."""
    with nothing_recorded(ctrack):
        tried = ctrack.ok("note", "KWT-25", "Two named", "--dry-run")
    assert ctrack.ok("note", "KWT-25", "Two named").out == tried.out


def test_an_older_day(ctrack: Runner) -> None:
    """--on says when it happened, and the word is said back."""
    assert ctrack.ok("note", "KWT-25", "Two named", "--on", "yesterday").err == "on 2026-11-20 (Friday)\n"
    assert ctrack.data("show", "KWT-25")["history"][-1]["effective"] == "2026-11-20"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What was noted is said in each format."""
    assert "Two named" in ctrack.ok("note", "KWT-25", "Two named", "--format", name).out


@pytest.mark.parametrize("text", ["- two experts named", "-5 experts", "--- minutes ---", "--no-one came"])
def test_a_text_that_begins_with_a_hyphen(ctrack: Runner, text: str) -> None:
    """A text may begin with hyphens; only what is spelt like an option is taken for one."""
    assert ctrack.data("note", "KWT-25", text)["moves"][0]["note"] == {"en": text}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("KWT-99", "x"), 3, "KWT-99"),
        (("KWT-25", ""), 2, "empty"),
        (("KWT-25", "  \n "), 2, "empty"),
        (("KWT-25", "x", "--note-lang", "klingon tongue"), 2, "en, ar or fr"),
        (("KWT-25", "x", "--note-file", "minutes.txt"), 2, "more than once"),
        (("KWT-25", "x", "--on", "tomorrow"), 4, "2026-11-22 lies in the future"),
        (("KWT-25", "x", "--party", "XX"), 3, "party add"),
        (("KWT-25", "x", "--dryrun"), 2, "Did you mean '--dry-run'?"),
        (("KWT-25",), 2, "--note-file"),
        (("KWT-25", "--no-input"), 2, "--note-file"),
        ((), 2, "Missing argument"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What cannot be noted is refused in one sentence, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("note", *words), code, said)
        refused_in_json(ctrack("note", *words, "--format", "json"), code, said)
