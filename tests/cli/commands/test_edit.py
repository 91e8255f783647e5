"""`ctrack edit`: a deadline that its own body moved, with its source."""

from __future__ import annotations

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

MOVED = ("edit", "GCTS-R9", "--deadline", "2027-03", "--source", "Decision 81/1")


def due(ctrack: Runner, code: str, party: str) -> list[str | None]:
    """The dates of one party's side."""
    (row,) = ctrack.data("list", f"code:{code}", f"party:{party}")["rows"]
    return [row["deadline"], row["moved_deadline"], row["due"], row["due_state"]]


def test_the_moved_date_counts_for_everybody(ctrack: Runner) -> None:
    """A moved deadline rules, the text's stays beside it, and undo takes the move back."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06", "--addressee", "both")
    assert due(ctrack, "NAT-1", "NFP") == ["2026-06", None, "2026-06", "overdue"]
    assert due(ctrack, "NAT-1", "UN") == ["2026-06", None, "2026-06", "not_looked_up"]
    out = ctrack.ok("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1").out
    assert "March 2027" in out
    for party in ("NFP", "UN"):
        assert due(ctrack, "NAT-1", party) == ["2026-06", "2027-03", "2027-03", "later"]
    shown = ctrack.data("show", "NAT-1")
    assert [source["en"] for source in shown["moved_sources"]] == ["Decision 81/1"]
    assert "Decision 81/1" in ctrack.ok("show", "NAT-1").out
    ctrack.ok("undo")
    assert due(ctrack, "NAT-1", "NFP") == ["2026-06", None, "2026-06", "overdue"]


def test_a_move_is_taken_away(ctrack: Runner) -> None:
    """`--deadline none` leaves the date of the text."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1")
    ctrack.ok("edit", "NAT-1", "--deadline", "none")
    assert due(ctrack, "NAT-1", "NFP") == ["2026-06", None, "2026-06", "overdue"]


def test_a_target_is_later_than_the_moved_date_or_it_postpones_nothing(ctrack: Runner) -> None:
    """What was postponed before its body moved the deadline is not postponed any more where the target is no later."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("update", "NAT-1", "--target", "2027-02")
    assert ctrack.data("list", "status:postponed")["total"] == 1
    ctrack.ok("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1")
    assert ctrack.data("list", "status:postponed")["total"] == 0


def test_refusals(ctrack: Runner) -> None:
    """Without a source, without a date, with a word that is none: refused, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("edit", "GCTS-R9", "--deadline", "2027-03"), 2, "--source TEXT", "--target DATE")
        refused(ctrack("edit", "GCTS-R9"), 2, "--deadline DATE")
        refused(ctrack("edit", "GCTS-R9", "--deadline", "someday", "--source", "x"), 2, "--deadline", "someday")
        refused(ctrack("edit", "NOPE-1", "--deadline", "2027-03", "--source", "x"), 3, "NOPE-1")
        ctrack.ok(*MOVED, "--dry-run")
