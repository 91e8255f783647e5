"""`ctrack due`: what is overdue and what comes next, for people and for cron."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, ROW_FIELDS, refused
from tests.support.runner import Runner


def test_the_home_partys_own(ctrack: Runner) -> None:
    """Only the home party's own are due, the longest overdue first."""
    data = ctrack.data("due")
    assert [row["code"] for row in data["rows"]] == ["KWT-21", "KWT-22", "PVE-DAY"]
    assert data["total"] == 3
    assert all(row.keys() >= ROW_FIELDS and row["party"] == "NFP" for row in data["rows"])


def test_three_parts(ctrack: Runner) -> None:
    """Overdue, soon, later and not looked up are told apart, each with its number; what was done is due no more."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("update", "KWT-25", "--target", "+10d")
    ctrack.ok("update", "KWT-26", "--target", "+3m")
    ctrack.ok("update", "KWT-21", "--status", "implemented")
    out = ctrack.ok("due").out
    headings = [line for line in out.splitlines() if line.endswith(")")]
    assert headings == ["Overdue (1)", "Due soon (1)", "Later (2)", "Not looked up (1)"]
    assert "KWT-21" not in out


def test_today_decides(ctrack: Runner) -> None:
    """A deadline runs through the end of its last day; overdue begins the day after."""
    ctrack.ok("add", "NAT-1", "--instrument", "kuwait-2024", "--title", "x", "--deadline", "2026-06")
    last = ctrack.data("due", "code:NAT-1", "--today", "2026-06-30")["rows"][0]
    after = ctrack.data("due", "code:NAT-1", "--today", "2026-07-01")["rows"][0]
    assert (last["due_state"], last["days_left"]) == ("due_soon", 0)
    assert (after["due_state"], after["days_left"]) == ("overdue", -1)


def test_nobody_looked_is_not_late(ctrack: Runner) -> None:
    """What all who took part do together is late once somebody observed it; before that nobody has looked it up."""
    (row,) = ctrack.data("due", "code:KWT-21")["rows"]
    assert (row["due_state"], row["days_left"]) == ("not_looked_up", None)
    assert ctrack("due", "--check").code == 0
    ctrack.ok("update", "KWT-21", "--status", "in_progress")
    (row,) = ctrack.data("due", "code:KWT-21")["rows"]
    assert row["due_state"] == "overdue"


def test_check_for_scripts(ctrack: Runner) -> None:
    """--check ends with 10 where something is overdue, and with 0 where nothing is."""
    assert ctrack("due", "--check").code == 0
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    assert ctrack("due", "--check").code == 10
    assert ctrack("due", "code:KWT-25", "--check").code == 0
    assert ctrack("due").code == 0
    outcome = ctrack("due", "--check", "--format", "json")
    assert outcome.code == 10
    assert outcome.json["ok"] is True


def test_nothing_is_due(ctrack: Runner) -> None:
    """Where nothing is due, nothing is printed: that is said on stderr, and --quiet leaves it out."""
    outcome = ctrack.ok("due", "instrument:dushanbe-2022")
    assert outcome.out == ""
    assert "Nothing is due." in outcome.err
    assert ctrack.ok("due", "instrument:dushanbe-2022", "--quiet").err == ""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What is due is listed in each format."""
    out = ctrack.ok("due", "--format", name).out
    assert all(code in out for code in ("PVE-DAY", "KWT-21", "KWT-22"))


def test_refusals(ctrack: Runner) -> None:
    """A wrong filter and a wrong option are refused as in a listing."""
    refused(ctrack("due", "party:XX"), 3, "party add")
    refused(ctrack("due", "--chekc"), 2, "Did you mean '--check'?")
    refused(ctrack("due", "--today", "2026-06"), 2, "--today", "more than one day")
    refused(ctrack("due", "--today", "someday"), 2, '--today: "someday" is not a date')


def test_a_check_is_of_the_home_party(ctrack: Runner) -> None:
    """What another body began and did not finish is its arrears, and finds nothing here unless it is named."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--addressee", "un_system", "--deadline", "2026-06")
    before = ctrack("due", "--check").code
    ctrack.ok("update", "NAT-1", "--party", "UN", "--progress", "10")
    assert ctrack("due", "--check", "instrument:own").code == 0
    assert ctrack("due", "--check", "instrument:own", "party:UN").code == 10
    assert ctrack("due", "--check").code == before
    assert ctrack("remind", "--check", "instrument:own").code == 0
    assert ctrack("remind", "--check", "instrument:own", "party:UN").code == 10
