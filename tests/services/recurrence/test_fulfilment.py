"""Fulfilment: which occurrence is met by a day between two, and which are kept of the many that were passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctrack.domain.recurrence import CountsFrom, Interval, Rule, parse_interval
from ctrack.services.recurrence.fulfilment import MOST_PASSED, find_in_hand, is_behind, is_nearer_ahead
from ctrack.store.models import Occurrence
from tests.support.runner import Runner

CODE = "KWT-25"


def held(due: str, closed: str | None = None) -> Occurrence:
    """An occurrence as it is stored."""
    day = date.fromisoformat(closed) if closed else None
    return Occurrence(due=due, due_last=date.fromisoformat(due), closed_on=day, is_met=day is not None)


def day_rule(every: Interval, start: str, counts_from: CountsFrom = CountsFrom.ANCHOR) -> Rule:
    """A rule from a day on."""
    return Rule(every, start, counts_from)


TWENTY = parse_interval("P20D")


@pytest.mark.parametrize(("day", "expected"), [("2026-01-20", False), ("2026-01-21", True), ("2026-01-22", True)])
def test_a_day_halfway_is_the_next_ones(day: str, expected: bool) -> None:
    """What was done as near to the date ahead as to the one before it was done for the one ahead."""
    rule = day_rule(TWENTY, "2026-01-11")
    near = is_nearer_ahead(rule, [held("2026-01-11", "2026-01-11")], date(2026, 1, 31), date.fromisoformat(day))
    assert near is expected


@pytest.mark.parametrize(("day", "expected"), [("2026-01-11", False), ("2026-01-12", True)])
def test_the_first_date_is_met_within_an_interval_of_it(day: str, expected: bool) -> None:
    """With nothing before it, the first date is met by what was done less than one interval ahead of it."""
    rule = day_rule(TWENTY, "2026-01-31")
    assert is_nearer_ahead(rule, [], date(2026, 1, 31), date.fromisoformat(day)) is expected


def test_what_has_no_rule_is_always_near() -> None:
    """A date without a rule is the only one that can be meant."""
    assert is_nearer_ahead(None, [], date(2026, 1, 31), date(2020, 1, 1))


@pytest.mark.parametrize(("day", "expected"), [("2026-01-17", False), ("2026-01-18", True)])
def test_counted_from_completion_the_day_of_the_deed_lies_behind(day: str, expected: bool) -> None:
    """Where an interval begins when something was done, the distance is from that day and not from its due date."""
    rule = day_rule(TWENTY, "2025-12-22", CountsFrom.COMPLETION)
    before = held("2026-01-11", "2026-01-05")
    assert is_nearer_ahead(rule, [before], date(2026, 1, 31), date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("due", "closed", "expected"),
    [
        ("2026-01-10", None, False),
        ("2026-01-10", "2026-01-12", True),
        ("2026-01-20", "2026-01-10", True),
        ("2026-01-20", "2026-01-11", False),
    ],
)
def test_a_met_occurrence_lies_behind_once_it_was_due_or_done(due: str, closed: str | None, expected: bool) -> None:
    """The day itself counts; what was met early lies behind from the day of the deed, what was missed never."""
    assert is_behind(held(due, closed), date(2026, 1, 10)) is expected


def test_of_very_many_passed_dates_the_latest_are_kept(ctrack: Runner) -> None:
    """Of a date that came round daily the nearest to the one that was met are written down, not the oldest."""
    ctrack.ok("recur", CODE, "--every", "1d", "--anchor", "2026-03-01", "--today", "2026-03-01")
    ctrack.ok("update", CODE, "--status", "implemented")
    days = [row["due"] for row in ctrack.data("show", CODE)["cycle"]["occasions"]]
    passed = [date.fromisoformat(day) for day in days if day < "2026-11-21"]
    assert max(passed) == date(2026, 11, 20)
    latest = {date(2026, 11, 20) - timedelta(days=number) for number in range(MOST_PASSED)}
    assert latest <= set(passed)
    assert len(set(passed) - latest) <= 1


def test_the_newest_date_gone_by_is_in_hand() -> None:
    """What nobody met or spoke of since waits in hand, also where an earlier one was met."""
    rows = [held("2025-01-31", "2025-01-20"), held("2026-01-31")]
    for few in (rows, rows[1:]):
        found = find_in_hand(few, None, date(2026, 2, 10))
        assert found is not None
        assert found.last == date(2026, 1, 31)


def test_what_counts_from_completion_moves_with_it(ctrack: Runner) -> None:
    """Where it turns out that a date was met on another day, the next one counts from that."""
    ctrack.ok("recur", CODE, "--every", "1y", "--from", "completion", "--anchor", "2026-06-30", "--today", "2026-01-01")
    ctrack.ok("update", CODE, "--status", "implemented", "--on", "2026-05-01")
    (row,) = ctrack.data("list", CODE)["rows"]
    assert row["due"] == "2027-05-01"
    ctrack.ok("update", CODE, "--status", "partially_implemented", "--on", "2026-05-02", "--occurrence", "2026-06-30")
    ctrack.ok("update", CODE, "--status", "implemented", "--on", "2026-06-01", "--occurrence", "2026-06-30")
    (row,) = ctrack.data("list", CODE)["rows"]
    assert row["due"] == "2027-06-01"
