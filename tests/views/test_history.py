"""The history of a commitment as it is shown: every word with what belongs to it."""

from __future__ import annotations

from tests.support.runner import Runner


def history(ctrack: Runner, code: str, *words: str) -> list[str]:
    """The lines of the history as `show` prints them, newest first."""
    lines = ctrack.ok(*words, "show", code).out.splitlines()
    return lines[lines.index("History") + 3 :]


def test_all_that_was_recorded_is_shown(ctrack: Runner) -> None:
    """Per cent, voice, level, who, and the second date where it differs."""
    words = ("--progress", "40", "--on", "2026-05-01", "--voice", "agency", "--note", "Begun", "--level", "internal")
    ctrack.ok("update", "KWT-25", *words)
    (line,) = history(ctrack, "KWT-25")
    assert " ".join(line.split()) == (
        "2026-05-01 NFP agency ◔ in progress 40 [internal] Begun – tester, recorded 21 November 2026"
    )


def test_a_retraction_is_a_row(ctrack: Runner) -> None:
    """What was undone says so, and the retraction stands above it; done again, the last word is told alone."""
    ctrack.ok("update", "KWT-25", "--progress", "40", "--on", "2026-05-01")
    ctrack.ok("undo")
    retraction, update = history(ctrack, "KWT-25")
    assert "Retracts what was said of 1 May 2026." in retraction
    assert "(retracted)" in update
    ctrack.ok("redo")
    retraction, update = history(ctrack, "KWT-25")
    assert "What was said of 1 May 2026 stands again." in retraction
    assert "(retracted)" not in update


def test_a_later_target_says_what_it_postpones(ctrack: Runner) -> None:
    """A first target without a deadline is a target; a later one postpones it, an earlier one does not."""
    for date in ("2027-03", "2027-Q3", "2027-01", "none"):
        ctrack.ok("update", "KWT-25", "--target", date)
    gone, earlier, later, first = history(ctrack, "KWT-25")
    assert "Target taken away." in gone
    assert "Target: January 2027." in earlier
    assert "Postponed from March 2027 to third quarter of 2027." in later
    assert "Target: March 2027." in first


def test_a_target_after_the_text_postpones_it(ctrack: Runner) -> None:
    """Where the text has a deadline, a later target postpones that."""
    ctrack.ok("add", "NAT-1", "--title", "Report", "--deadline", "2026-12")
    ctrack.ok("update", "NAT-1", "--target", "2027-02")
    (line,) = history(ctrack, "NAT-1")
    assert "Postponed from December 2026 to February 2027." in line
