"""Codes in the order in which people count, on each engine."""

from __future__ import annotations

from tests.support.runner import Runner

CODES = ["HLC-2396-1", "HLC-2396-2", "HLC-2396-2-UN", "HLC-2396-10"]


def codes(runner: Runner, *words: str) -> list[str]:
    """The codes that a listing has."""
    return [row["code"] for row in runner.data("list", *words)["rows"]]


def test_numbers_count(untouched: Runner) -> None:
    """A number within a code is compared as a number, and --reverse turns the order round."""
    found = codes(untouched, "--sort", "code")
    assert [code for code in found if code in CODES] == [code for code in CODES if code in found]
    assert found.index("KWT-02") < found.index("KWT-10")
    assert codes(untouched, "--sort", "code", "--reverse") == found[::-1]


def test_every_order_turns_round(untouched: Runner) -> None:
    """--reverse gives each order from its end."""
    for sort in ("register", "due", "status", "progress", "updated"):
        assert codes(untouched, "--sort", sort, "--reverse") == codes(untouched, "--sort", sort)[::-1]


def test_names_by_folding(ctrack: Runner) -> None:
    """People stand in the order of their folded names, whatever the case and the hamza."""
    for name in ("إيمان", "amal", "أحمد", "Zaid", "Basma"):
        ctrack.ok("person", "add", name)
    names = [row["name"] for row in ctrack.data("person", "list")["rows"]]
    assert names == ["amal", "Basma", "Zaid", "أحمد", "إيمان"]


def test_the_week_of_the_office(ctrack: Runner) -> None:
    """A target of the end of the week follows the weekend of the configuration; a week that is named is a filter."""
    moved = ctrack.ok("--today", "2026-11-25", "update", "KWT-25", "--target", "eow", "--dry-run")
    assert "2026-11-26 (Thursday)" in moved.err
    listed = ctrack.ok("list", "due:2027-W05")
    assert "due:2027-01-31..2027-02-06" in listed.err
    numbered = ctrack.ok("update", "KWT-25", "--target", "2027-W05", "--dry-run")
    assert "2027-02-04 (Thursday)" in numbered.err
    ctrack.ok("config", "set", "calendar.weekend", "sat-sun")
    west = ctrack.ok("--today", "2026-11-25", "update", "KWT-25", "--target", "eow", "--dry-run")
    assert "2026-11-27 (Friday)" in west.err
