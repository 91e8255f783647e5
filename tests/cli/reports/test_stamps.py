"""The stamp of a report: the day, the entry and the fingerprint, in its text and in its data."""

from __future__ import annotations

import pytest

from tests.support.runner import Runner

REPORTS = ("progress", "deadlines", "country", "agency", "parties", "assessment")


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_stamped(ctrack: Runner, name: str) -> None:
    """Every report ends with its stamp, which verifies."""
    mark = ctrack.data("report", name)["fingerprint"]
    last = ctrack.ok("report", name).out.rstrip().splitlines()[-3:]
    assert [line.split("  ")[-1].strip() for line in last] == ["21 November 2026", "1", mark]
    ctrack.ok("verify", mark, "--report", name)


def test_the_same_is_stamped_alike(ctrack: Runner) -> None:
    """The same report has the same fingerprint twice; another filter, day or level has another."""
    marks = [
        ctrack.data("report", *words)["fingerprint"]
        for words in ((), (), ("kind:event",), ("--as-of", "2026-11-20"), ("--redact", "public"))
    ]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 4


def test_a_later_entry_changes_the_stamp(ctrack: Runner) -> None:
    """What is recorded afterwards stands in the next stamp."""
    before = ctrack.data("report", "deadlines")
    ctrack.ok("note", "KWT-25", "said")
    after = ctrack.data("report", "deadlines")
    assert (before["entry"], after["entry"]) == (1, 2)
    assert before["fingerprint"].rpartition("-")[2] == after["fingerprint"].rpartition("-")[2]
