"""Single dates of what comes round: those that were met are told for themselves, in time or late."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.runner import Runner

CODE = "KWT-25"


@pytest.fixture
def yearly(ctrack: Runner) -> Runner:
    """A register with one commitment that comes round at the end of each January, from 2025 on."""
    ctrack.ok("recur", CODE, "--every", "1y", "--anchor", "2025-01-31", "--today", "2025-01-01")
    return ctrack


def newly_met(runner: Runner) -> list[Any]:
    """The dates that a comparison with the end of 2024 has as newly met."""
    return [row["due"] for row in runner.data("changes", "--since", "2024-12-31")["newly_met"]]


@pytest.mark.slow
def test_a_date_met_in_time_is_newly_met(yearly: Runner) -> None:
    """A comparison has what was kept as well as what was done late."""
    yearly.ok("update", CODE, "--status", "implemented", "--on", "2025-01-20")
    assert newly_met(yearly) == ["2025-01-31"]
    assert [row["code"] for row in yearly.data("report")["met_late"]] == []


def test_a_date_met_late_says_so(yearly: Runner) -> None:
    """A report lists it among what was done late, by its state and by its day."""
    yearly.ok("update", CODE, "--status", "implemented", "--on", "2026-02-03")
    (row,) = (row for row in yearly.data("report")["met_late"] if row["code"] == CODE)
    assert (row["due"], row["due_state"], row["status_on"]) == ("2026-01-31", "met_late", "2026-02-03")


def test_a_date_that_is_met_awaits_nothing_more(yearly: Runner) -> None:
    """Whoever meets the date in hand is not told that it is still due; whoever says so again is."""
    first = yearly.ok("update", CODE, "--status", "implemented", "--on", "2025-01-20")
    assert "stays due" not in first.out + first.err
    again = yearly.ok("update", CODE, "--status", "implemented", "--on", "2025-01-21")
    assert "stays due 31 January 2026" in " ".join((again.out + again.err).split())


def test_a_date_of_its_own_is_recorded_beside_a_progress(yearly: Runner) -> None:
    """Of what comes round a target and a progress given at once are both kept, and so is a note alone."""
    yearly.ok("update", CODE, "--progress", "10", "--target", "2027-02-10")
    (row,) = yearly.data("list", CODE)["rows"]
    assert (row["target"], row["progress"]) == ("2027-02-10", 10)
    yearly.ok("note", CODE, "The ministry was asked")
    assert "The ministry was asked" in yearly.ok("show", CODE).out


def test_another_date_is_told_as_it_stood(yearly: Runner) -> None:
    """What is said of a date that is not in hand is told from where that date stood."""
    yearly.ok("update", CODE, "--progress", "40", "--occurrence", "2025-01-31")
    yearly.ok("update", CODE, "--progress", "10", "--occurrence", "2026-01-31")
    (move,) = yearly.data("update", CODE, "--progress", "60", "--occurrence", "2025-01-31")["moves"]
    assert (move["before"]["progress"], move["after"]["progress"]) == (40, 60)


def test_what_was_done_and_had_no_date_meets_none(ctrack: Runner) -> None:
    """Something done without a deadline may come round from now on, and its past has no date that it met."""
    ctrack.ok("add", "NAT-1", "--title", "x")
    ctrack.ok("update", "NAT-1", "--status", "implemented", "--on", "2026-01-20")
    ctrack.ok("recur", "NAT-1", "--every", "1y", "--anchor", "2026-12-31")
    dates = [item["due"] for item in ctrack.data("show", "NAT-1")["cycle"]["occasions"]]
    assert dates == ["2026-12-31"]


def test_since_when_is_told_of_what_was_spoken_of_last(ctrack: Runner) -> None:
    """Where the rule has ended, the whole stands since it was first said so, whatever was said of a date in between."""
    ctrack.ok(
        "recur", CODE, "--every", "1y", "--anchor", "2025-10-17", "--until", "2026-01-01", "--today", "2025-06-01"
    )
    ctrack.ok("update", CODE, "--status", "not_applicable", "--on", "2025-06-16", "--occurrence", "2025-10-17")
    ctrack.ok("update", CODE, "--status", "in_progress", "--progress", "40", "--on", "2025-06-15")
    ctrack.ok("update", CODE, "--status", "in_progress", "--progress", "40", "--on", "2026-04-11")
    (row,) = ctrack.data("list", CODE)["rows"]
    assert (row["status"], row["status_on"]) == ("in_progress", "2025-06-15")
    ctrack.ok("verify")
