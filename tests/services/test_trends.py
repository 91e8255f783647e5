"""The curve of a year: the counts at the end of each month, the last point today's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.periods import month_ends
from ctrack.domain.vocabulary import Status
from ctrack.services.reports import report_progress
from ctrack.services.trends import count_trend, follow_trend
from tests.support.lives import live
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner


@given(st.dates(date(1950, 1, 1), date(2190, 12, 31)))
def test_month_ends(today: date) -> None:
    """Twelve last days of months before today's month, in order, and today."""
    days = month_ends(today)
    assert len(days) == 13
    assert days[-1] == today
    assert days == sorted(days)
    assert all(date.fromordinal(day.toordinal() + 1).day == 1 for day in days[:-1])
    assert days[-2].month == (today.month - 2) % 12 + 1


def test_the_last_point_is_today(anywhere: Runner) -> None:
    """The last point of the curve counts what the report counts, with the same denominator."""
    live(anywhere)
    report = read(anywhere, lambda connection: report_progress(connection, None, HORIZON))
    trend, whole = read(anywhere, lambda connection: follow_trend(connection, None, HORIZON, report)), report.whole
    assert trend.implemented[-1] == whole.counts[Status.IMPLEMENTED]
    assert trend.under_way[-1] == whole.counts[Status.IN_PROGRESS] + whole.counts[Status.PARTIALLY_IMPLEMENTED]
    assert trend.counted == whole.rate.counted


@pytest.mark.slow
@pytest.mark.parametrize("place", [3, 7, 10, 11])
def test_every_point_is_a_report_of_that_day(ctrack: Runner, place: int) -> None:
    """Any point is what a report as of that day counts."""
    live(ctrack)
    trend = ctrack.data("report")["trend"]
    then = ctrack.data("report", "--as-of", trend["dates"][place])["whole"]
    assert trend["implemented"][place] == then["counts"]["implemented"]
    assert trend["under_way"][place] == then["counts"]["in_progress"] + then["counts"]["partially_implemented"]


def test_counting_walks_on() -> None:
    """Of two words on one day the later counts, and what left the count is in no denominator."""
    days = [date(2026, 1, 31), date(2026, 2, 28)]
    steps = [
        (None, "in_progress", 0, 1),
        ("in_progress", "implemented", 1, 1),
        (None, "in_progress", 1, 1),
        ("in_progress", "not_applicable", 1, 1),
    ]
    trend = count_trend(steps, days, 5)
    assert (trend.implemented, trend.under_way, trend.counted) == ([0, 1], [1, 0], 4)


def test_what_was_done_long_ago_stands_from_the_first_point_on(ctrack: Runner) -> None:
    """What moved before the year counts at its first point already."""
    before = ctrack.data("report")["trend"]["implemented"][0]
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", "2020-01-01")
    assert ctrack.data("report")["trend"]["implemented"][0] == before + 1
