"""Periods: their bounds, their neighbours and their EDTF form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.periods import Span, add_months, containing, period_from_edtf

DAYS = st.dates(date(1945, 1, 1), date(2200, 12, 31))
NOT_PERIODS = """
    26 0000 2026-00 2026-13 2026-21 2026-24 2026-37 2026-42 2026-02-30 2026-06-00 2026-33-01 2026-6 2026/06 2026-06?
    2026~ 202X 2026-06/2026-07 ٢٠٢٦
"""
SPANS = st.sampled_from(Span)


@given(DAYS, SPANS)
def test_a_period_holds_the_day_it_was_made_from(day: date, span: Span) -> None:
    """The bounds are in order, and the day lies between them."""
    period = containing(day, span)
    assert period.first <= day <= period.last


@given(DAYS, SPANS)
def test_edtf_and_back(day: date, span: Span) -> None:
    """The EDTF form of a period names that period."""
    period = containing(day, span)
    assert period_from_edtf(period.edtf) == period


@given(DAYS, SPANS)
def test_neighbours_touch(day: date, span: Span) -> None:
    """The period before ends on the day before, and the period after begins on the day after."""
    period = containing(day, span)
    assert period.before.last == period.first - timedelta(days=1)
    assert period.after.first == period.last + timedelta(days=1)
    assert period.before.after == period


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2026-33", "2026-01-01", "2026-03-31"),
        ("2026-34", "2026-04-01", "2026-06-30"),
        ("2026-36", "2026-10-01", "2026-12-31"),
        ("2026-40", "2026-01-01", "2026-06-30"),
        ("2026-41", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-06-30", "2026-06-30", "2026-06-30"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_bounds(edtf: str, first: str, last: str) -> None:
    """The first and last day of each kind of period are those of the calendar."""
    period = period_from_edtf(edtf)
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", [*NOT_PERIODS.split(), "", " 2026", "2026\n"])
def test_other_texts_are_no_period(text: str) -> None:
    """EDTF beyond the precisions of a deadline, and what is not EDTF, gives None."""
    assert period_from_edtf(text) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, later: date) -> None:
    """A month that is too short gives its last day."""
    assert add_months(day, months) == later


@given(DAYS, st.integers(-600, 600))
def test_months_added_are_months_apart(day: date, months: int) -> None:
    """Adding months moves by just so many months and never past the day of the month."""
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
