"""`ctrack verify`: the register against itself, and a paper against the register."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.promises import refused, refused_in_json
from tests.support.lives import tampering
from tests.support.runner import Runner


def test_a_sound_register(anywhere: Runner) -> None:
    """What holds is said to, with how many entries there are."""
    anywhere.ok("update", "KWT-25", "--status", "in_progress")
    assert "2 entries" in anywhere.ok("verify").out
    assert anywhere.data("verify")["holds"] is True


def test_a_paper_of_earlier(anywhere: Runner) -> None:
    """What a paper stands on holds after later commands, and how many there were is said; the rest was not checked."""
    mark = anywhere.data("report")["fingerprint"]
    assert anywhere.ok("report").out.rstrip().endswith(mark)
    assert "recorded since: 0 entries" in anywhere("verify", mark).out
    anywhere.ok("update", "KWT-25", "--status", "in_progress")
    anywhere.ok("note", "KWT-25", "more")
    assert "unchanged; recorded since: 2 entries" in anywhere("verify", mark.lower()).out


def test_a_paper_of_another_register(ctrack: Runner, template: Path, tmp_path: Path) -> None:
    """In a register that went another way, or is older, the paper does not hold, and its entry is named."""
    older = tmp_path / "older.db"
    shutil.copyfile(template, older)
    ctrack.ok("note", "KWT-25", "here")
    mark = ctrack.data("report")["fingerprint"]
    other = Runner(str(older), tmp_path)
    refused(other("verify", mark), 7, "entry 2", mark)
    other.ok("note", "KWT-25", "there")
    refused(other("verify", mark), 7, "entry 2")
    refused_in_json(other("verify", mark, "--format", "json"), 7, "entry 2")


def test_tampering_is_told(ctrack: Runner) -> None:
    """A register that does not hold ends with 7, and the sentence names what and the entry."""
    ctrack.ok("note", "KWT-25", "said")
    ctrack.ok("person", "add", "Salem")
    mark = ctrack.data("report")["fingerprint"]
    with tampering(ctrack.database) as connection:
        connection.execute("UPDATE person SET name = 'Noura'")
    refused(ctrack("verify"), 7, "a person", "entry 3")
    with tampering(ctrack.database) as connection:
        connection.execute("UPDATE status_update SET note = NULL WHERE journal_number = 2")
    refused(ctrack("verify", mark), 7, "a status update", "entry 2")
    with tampering(ctrack.database) as connection:
        connection.execute("UPDATE journal SET author = 'x' WHERE number = 1")
    refused(ctrack("verify"), 7, "the journal", "entry 1")


def test_what_is_no_fingerprint(ctrack: Runner) -> None:
    """What cannot be a fingerprint is refused with what one looks like."""
    for text in ("x", "12", "9" * 5000 + "-7F3A90C1D2E4", "99999999999999999999-7F3A90C1D2E4-88AB01FF"):
        refused(ctrack("verify", text), 3, "looks like")
        refused(ctrack("verify", text, "--report"), 3, "looks like")
