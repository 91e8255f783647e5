"""Numbers that no database could be asked for are refused as what was typed wrongly."""

from __future__ import annotations

import pytest

from ctrack.cli.params.row_numbers import MOST
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

LINES = (
    "list --limit {}", "log --limit {}", "search border --limit {}", "suggest --limit {}", "undo {}",
    "remind log --limit {}", "remind accept {}", "remind dismiss {}", "db backup --keep {}",
)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_beyond_every_database(ctrack: Runner, line: str) -> None:
    """One more than a database holds, and far more than that, are out of range; nothing is asked for or recorded."""
    for number in (MOST + 1, 10**30):
        with nothing_recorded(ctrack):
            refused(ctrack(*line.format(number).split()), 2, "range")


@pytest.mark.parametrize("line", ["undo {}", "remind accept {}", "remind dismiss {}"])
def test_the_largest(anywhere: Runner, line: str) -> None:
    """The largest number that every database takes is the number of nothing, on either engine."""
    refused(anywhere(*line.format(MOST).split()), 3, str(MOST))


def test_no_limit(ctrack: Runner) -> None:
    """The largest limit is none."""
    assert ctrack.ok("list", "--limit", str(MOST)).out == ctrack.ok("list", "--all").out
