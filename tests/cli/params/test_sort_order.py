"""The order of listings: what comes last comes first with --reverse, in every listing that has an order."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner

LISTINGS = (
    ("agency", "list"),
    ("party", "list"),
    ("person", "list"),
    ("instrument", "list"),
    ("log",),
    ("list", "instrument:kuwait-2024"),
    ("search", "border"),
    ("due",),
    ("due", "--next", "24m"),
    ("remind", "log"),
)


@pytest.fixture
def filled(ctrack: Runner) -> Runner:
    """A register with two of everything, and two mails in the outbox."""
    for code, name in (("moi", "Interior"), ("police", "Police")):
        ctrack.ok("agency", "add", code, "--name", name)
        ctrack.ok("person", "add", name, "--email", f"{code}@gov.kw")
    ctrack.ok("assign", "KWT-21", "--person", "Police")
    ctrack.ok("assign", "KWT-22", "--person", "Interior")
    ctrack.ok("config", "set", "remind.from", "ctrack@gov.kw")
    ctrack.ok("config", "set", "remind.channel", "eml")
    (ctrack.home / "mails").mkdir()
    ctrack.ok("config", "set", "eml.folder", str(ctrack.home / "mails"))
    assert ctrack("remind").code == 6, "what has no focal point is said"
    return ctrack


@pytest.mark.slow
@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_from_the_end(filled: Runner, words: tuple[str, ...]) -> None:
    """Each listing has the same rows from its end, in data and in CSV."""
    rows = filled.data(*words)["rows"]
    assert len(rows) > 1
    assert filled.data(*words, "--reverse")["rows"] == rows[::-1]
    head, *lines = filled.ok(*words, "--format", "csv").out.splitlines()
    assert filled.ok(*words, "--format", "csv", "--reverse").out.splitlines() == [head, *lines[::-1]]


def test_what_presses_comes_last(filled: Runner) -> None:
    """To people `due --reverse` shows what comes later before what is overdue."""
    filled.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    filled.ok("add", "NAT-2", "--title", "x", "--deadline", "2028-06")
    said = filled.ok("due", "--reverse").out
    assert said.index("Later (") < said.index("Overdue (")
    refused(filled("due", "--calendar", "--reverse"), 2, "leave out --reverse")


def test_a_log_from_its_beginning(filled: Runner) -> None:
    """A log that is cut holds the oldest entries with --reverse, and says that newer ones are missing."""
    cut = filled.ok("log", "-n", "2", "--reverse")
    assert [line.split()[0] for line in cut.out.splitlines()] == ["No.", "1", "2"]
    assert "newer entries are not shown: --all shows them" in cut.err
    assert "older entries are not shown" in filled.ok("log", "-n", "2").err
