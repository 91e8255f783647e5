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


def test_a_terminal_has_the_first_of_each_part(ctrack: Runner) -> None:
    """On a terminal the list is cut as `list` is, with every part and its whole number; elsewhere nothing is."""
    for number in range(30):
        ctrack.ok("add", f"OLD-{number:02}", "--title", "x", "--deadline", f"2026-06-{number + 1:02}")
    for number in range(5):
        ctrack.ok("add", f"NEW-{number}", "--title", "x", "--deadline", "2027-09")
    plain = ("due", "--color", "never")
    first, every = (ctrack.ok(*plain, *words, terminal=True, COLUMNS="80") for words in ((), ("--all",)))
    cut, whole = first.out, every.out
    piped = ctrack.ok("due").out
    headings = [line for line in piped.splitlines() if line.endswith(")")]
    assert headings == ["Overdue (30)", "Later (6)", "Not looked up (2)"]
    assert all(heading in cut and heading in whole for heading in headings)
    codes = [[line.split()[0] for line in out.splitlines() if "-" in line.split(" ")[0]] for out in (cut, whole, piped)]
    assert codes[1] == codes[2]
    assert codes[0] == [*(f"OLD-{number:02}" for number in range(20)), *codes[1][30:33], "KWT-21", "KWT-22"]
    assert "25 of 38 shown; --all shows the rest" in first.err
    assert "38 commitments" in every.err
    assert len(ctrack.data("due")["rows"]) == 38
    assert ctrack.ok("due", "--format", "csv", terminal=True).out.count("\n") == 39
    assert ctrack("due", "--check", terminal=True).code == 10


def test_a_short_list_is_whole_on_a_terminal(ctrack: Runner) -> None:
    """Of a dozen dates all are shown, and nothing is said of more."""
    for number in range(9):
        ctrack.ok("add", f"OLD-{number:02}", "--title", "x", "--deadline", "2026-06")
    out = ctrack.ok("due", terminal=True, COLUMNS="80")
    assert "shown" not in out.err
    assert sum(f"OLD-{number:02}" in out.out for number in range(9)) == 9


def test_missed_dates_are_counted_as_dates(ctrack: Runner) -> None:
    """What was missed has a row for each date: the line below tells dates, and commitments where each has one."""
    assert "3 commitments ·" in ctrack.ok("due").err
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2025-01-31", CTRACK_NOW="2025-01-01T09:00:00+00:00")
    ctrack.ok("recur", "NAT-1", "--every", "6m", CTRACK_NOW="2025-01-01T09:00:00+00:00")
    rows = ctrack.data("due")["rows"]
    assert len(rows) > len({row["code"] for row in rows})
    told = ctrack.ok("due").err
    assert f"{len(rows)} due dates ·" in told
    assert "commitments" not in told
    assert f"{len(rows)} due dates ·" in ctrack.ok("due", "--reverse").err
    ahead = ctrack.data("due", "--next", "1m")["rows"]
    assert f"{len(ahead)} due dates ·" in ctrack.ok("due", "--next", "1m").err
