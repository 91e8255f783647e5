"""What waits for whoever keeps the register: what presses, and what an agency reported."""

from __future__ import annotations

from ctrack.services.reviews import list_for_review
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner


def waiting(runner: Runner) -> list[str]:
    """The codes of what waits."""
    return [row.code for row in read(runner, lambda connection: list_for_review(connection, None, HORIZON))]


def test_what_an_agency_reported_waits_and_nothing_that_is_quiet(ctrack: Runner) -> None:
    """Neither due nor reported by an agency nothing waits; an agency's word does, and what is overdue."""
    before = waiting(ctrack)
    assert "KWT-25" not in before
    ctrack.ok("update", "KWT-25", "--progress", "10", "--voice", "agency")
    ctrack.ok("update", "KWT-26", "--progress", "10")
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-11-01")
    assert sorted(waiting(ctrack)) == sorted([*before, "KWT-25", "NAT-1"])
