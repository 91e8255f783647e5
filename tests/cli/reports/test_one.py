"""The report on one commitment: on paper without accounts and commands, and from the side of any party."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


def test_a_paper_names_no_account_and_no_command(ctrack: Runner, tmp_path: Path) -> None:
    """A file and a page show the notes and who speaks; who typed them in which command is for the screen and JSON."""
    ctrack.ok("update", "KWT-25", "--progress", "40", "--note", "The draft law.", "--voice", "agency")
    screen = ctrack.ok("report", "one", "KWT-25").out
    assert "– tester" in screen
    assert "Journal" in screen
    ctrack.ok("report", "one", "KWT-25", "--output", str(tmp_path / "x.md"))
    for paper in ((tmp_path / "x.md").read_text("utf-8"), ctrack.ok("report", "one", "KWT-25", "--format", "html").out):
        assert "The draft law." in paper
        assert "tester" not in paper
        assert "ctrack update" not in paper
    ctrack.ok("report", "one", "KWT-25", "--output", str(tmp_path / "x.html"))
    ctrack.ok("verify", str(tmp_path / "x.html"))
    assert ctrack.data("report", "one", "KWT-25")["entries"]


def test_from_any_side(ctrack: Runner) -> None:
    """A party behind the code has its side told; a party that is not bound is refused, and so is any other word."""
    ctrack.ok("party", "add", "FR")
    assert ctrack.data("report", "one", "KWT-25", "party:FR")["party"] == "FR"
    refused(ctrack("report", "one", "KWT-25", "party:XX"), 3, "XX")


@pytest.mark.parametrize("words", [(), ("KWT-25", "KWT-26"), ("KWT-25", "party:"), ("KWT-25", "party:FR", "x")])
def test_what_it_is_about(ctrack: Runner, words: tuple[str, ...]) -> None:
    """One code, and a party at most; anything else is told how it is written."""
    refused(ctrack("report", "one", *words), 2, "ctrack report one CODE")
