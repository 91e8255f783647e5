"""`ctrack due --next`: every date ahead, as a list and as a calendar."""

from __future__ import annotations

import pytest

from ctrack.text.cells import cell_width
from tests.cli.promises import refused
from tests.support.runner import Runner


@pytest.fixture
def round_again(anywhere: Runner) -> Runner:
    """Two things that come round: one every half year, one counted from its completion."""
    anywhere.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2026-08-31")
    anywhere.ok("recur", "KWT-26", "--every", "1m", "--from", "completion", "--anchor", "2027-01-15")
    return anywhere


def ahead(ctrack: Runner, *arguments: str) -> list[tuple[str, str]]:
    """Codes and dates."""
    return [(row["code"], row["due"]) for row in ctrack.data("due", *arguments)["rows"]]


def test_every_date(round_again: Runner) -> None:
    """Each date up to a day is listed by when it comes; of what counts from completion only the one that is known."""
    own = ("code:KWT-25", "or", "code:KWT-26")
    assert ahead(round_again, "--next", "24m", *own) == [
        ("KWT-26", "2027-01-15"),
        ("KWT-25", "2027-02-28"),
        ("KWT-25", "2027-08-31"),
        ("KWT-25", "2028-02-29"),
        ("KWT-25", "2028-08-31"),
    ]
    assert ahead(round_again, "--next", "2027-02", *own) == [("KWT-26", "2027-01-15"), ("KWT-25", "2027-02-28")]
    assert ahead(round_again, "--next", "2027-02-27", *own) == [("KWT-26", "2027-01-15")]


def test_a_date_of_today_behind_one_that_is_overdue(round_again: Runner) -> None:
    """A date that ends today is still to come; one that went by unmet is no second arrears."""
    assert ahead(round_again, "--next", "1y", "code:KWT-25", "--today", "2027-08-31") == [
        ("KWT-25", "2027-02-28"),
        ("KWT-25", "2027-08-31"),
        ("KWT-25", "2028-02-29"),
        ("KWT-25", "2028-08-31"),
    ]


def test_a_target_past_the_day(round_again: Runner) -> None:
    """A target past the day that is asked for hides neither the date that it puts off nor the next ones by the rule."""
    round_again.ok("update", "KWT-25", "--target", "2028-12-01")
    assert ahead(round_again, "--next", "12m", "code:KWT-25") == [
        ("KWT-25", "2027-02-28"),
        ("KWT-25", "2027-08-31"),
    ]


def test_as_a_list(ctrack: Runner) -> None:
    """The overdue first, then what comes; the number is of dates, for one commitment may have several."""
    ctrack.ok("add", "NAT-1", "--instrument", "kuwait-2024", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2026-08-31")
    outcome = ctrack.ok("due", "--next", "12m", "instrument:kuwait-2024")
    headings = [line for line in outcome.out.splitlines() if line.endswith(")")]
    assert headings == ["Overdue (1)", "Up to 21 November 2027 (2)", "Not looked up (2)"]
    assert outcome.err.startswith("5 due dates · ")
    assert ctrack.ok("due", "--next", "12m", "--format", "csv", "instrument:kuwait-2024").err.startswith("5 due dates")


def test_as_a_calendar(ctrack: Runner) -> None:
    """Each month with something due is a table of weeks, from the first day of the office's week."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2026-08-31")
    out = ctrack.ok("due", "--calendar", "code:KWT-25").out
    assert out.splitlines() == [
        "February 2027",
        "Sunday     Monday  Tuesday  Wednesday  Thursday  Friday  Saturday",
        "           1       2        3          4         5       6",
        "7          8       9        10         11        12      13",
        "14         15      16       17         18        19      20",
        "21         22      23       24         25        26      27",
        "28 KWT-25",
        "",
        "August 2027",
        "Sunday  Monday  Tuesday    Wednesday  Thursday  Friday  Saturday",
        "1       2       3          4          5         6       7",
        "8       9       10         11         12        13      14",
        "15      16      17         18         19        20      21",
        "22      23      24         25         26        27      28",
        "29      30      31 KWT-25",
    ]
    ctrack.ok("config", "set", "calendar.weekend", "sat-sun")
    assert ctrack.ok("due", "--calendar", "code:KWT-25").out.splitlines()[1].startswith("Monday  Tuesday")


@pytest.mark.parametrize("arguments", [(), pytest.param(("--lang", "ar"), marks=pytest.mark.slow)])
def test_a_calendar_fits_the_screen(ctrack: Runner, arguments: tuple[str, ...]) -> None:
    """Thirty commitments on one day take more lines, and never more columns than the terminal has."""
    ctrack.ok("recur", "instrument:kuwait-2024", "--every", "3m", "--anchor", "2026-11-30")
    outcome = ctrack.ok("due", "--calendar", *arguments, "--bidi", "logical", terminal=True, COLUMNS="80", NO_COLOR="1")
    assert all(cell_width(line) <= 80 for line in outcome.out.splitlines())
    assert "KWT-27" in outcome.out


def test_on_another_day(round_again: Runner) -> None:
    """--as-of looks ahead from that day."""
    assert ahead(round_again, "--next", "12m", "--as-of", "2025-04-01", "code:KWT-25") == []
    assert ahead(round_again, "--next", "24m", "--as-of", "2025-04-01", "code:KWT-25") == [("KWT-25", "2027-02-28")]


def test_check_and_programs(ctrack: Runner) -> None:
    """--check ends with 10 where something is overdue; a calendar for programs is the list."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    assert ctrack("due", "--next", "1m", "--check").code == 10
    assert ctrack("due", "--next", "1m", "--check", "code:KWT-25").code == 0
    listed = ctrack.ok("due", "--next", "12m", "--format", "csv").out
    assert ctrack.ok("due", "--calendar", "--format", "csv").out == listed


def test_refusals(ctrack: Runner) -> None:
    """What is no length of time, and a day that is over, are refused."""
    refused(ctrack("due", "--next", "nonsense"), 2, "--next", "nonsense")
    refused(ctrack("due", "--next", "-3m"), 2, "--next", "-3m")
    refused(ctrack("due", "--next", "2020-01-01"), 2, "--next", "2026-11-21")
    refused(ctrack("calendar", "--next", "yesterday"), 2, "--next", "yesterday")
    assert "Nothing is due." in ctrack.ok("due", "--next", "today", "code:KWT-25").err
