"""`ctrack` alone: what needs the user now."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS
from tests.support.runner import Runner
from tests.support.shipped import HOME


def test_what_needs_me(ctrack: Runner) -> None:
    """The dashboard tells the rate with its denominator, what is overdue, and each instrument."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    outcome = ctrack.ok()
    assert f"0% (0 of {HOME + 1})" in outcome.out
    assert "NAT-1" in outcome.out
    assert "Not looked up        2" in outcome.out
    assert "Kuwait Declaration on Border Security" in outcome.out or "Kuwait Declaration 2024" in outcome.out
    assert "ctrack update CODE" in outcome.err


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """The dashboard is written in each format."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    assert "NAT-1" in ctrack.ok("--format", name, COLUMNS="80").out


def test_rows_for_spreadsheets(ctrack: Runner) -> None:
    """CSV gives the rows that press, with the columns of a listing, also where none does."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    assert ctrack.ok("--format", "csv").out == ctrack.ok("due", "due:overdue", "--format", "csv").out
    assert ctrack.ok("--format", "csv", "--today", "2020-01-01").out.count("\r\n") == 1


def test_it_fits_a_terminal(ctrack: Runner) -> None:
    """On a terminal of 80 columns no line is longer than the terminal."""
    from ctrack.text.cells import cell_width

    out = ctrack.ok("--color", "never", terminal=True, COLUMNS="80").out
    assert max(cell_width(line) for line in out.splitlines()) <= 80
