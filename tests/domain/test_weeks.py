"""The week of an office, which begins after its weekend."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.weeks import MONDAY, end_of_week, read_week

SUNDAY = 6
WEDNESDAY = date(2026, 11, 25)
DAYS = st.dates(date(1950, 1, 1), date(2190, 1, 1))


@pytest.mark.parametrize(
    ("today", "begins", "end"),
    [
        ("2026-11-25", SUNDAY, "2026-11-26"),
        ("2026-11-26", SUNDAY, "2026-11-26"),
        ("2026-11-27", SUNDAY, "2026-12-03"),
        ("2026-11-29", SUNDAY, "2026-12-03"),
        ("2026-11-25", MONDAY, "2026-11-27"),
        ("2026-11-29", MONDAY, "2026-12-04"),
    ],
)
def test_ends(today: str, begins: int, end: str) -> None:
    """A week ends on its last working day, which is Thursday where Friday and Saturday are the weekend."""
    assert end_of_week(date.fromisoformat(today), begins).isoformat() == end


@pytest.mark.parametrize(
    ("text", "begins", "first"),
    [
        ("2027-W05", MONDAY, "2027-02-01"),
        ("2027-w5", SUNDAY, "2027-01-31"),
        ("this week", SUNDAY, "2026-11-22"),
        ("هذا الأسبوع", MONDAY, "2026-11-23"),
        ("next week", SUNDAY, "2026-11-29"),
        ("الأسبوع القادم", SUNDAY, "2026-11-29"),
        ("last week", MONDAY, "2026-11-16"),
        ("cette semaine", MONDAY, "2026-11-23"),
        ("la semaine prochaine", MONDAY, "2026-11-30"),
    ],
)
def test_named(text: str, begins: int, first: str) -> None:
    """A week that is named is seven days from the first day of the office's week."""
    day = date.fromisoformat(first)
    assert read_week(text, WEDNESDAY, begins) == (day, day + timedelta(days=6))


@pytest.mark.parametrize("text", ["2027-W54", "week", "2027", "friday"])
def test_no_week(text: str) -> None:
    """Another text, and a number that no week of the year has, name none."""
    assert read_week(text, WEDNESDAY, MONDAY) is None


@given(DAYS, st.sampled_from((MONDAY, SUNDAY)))
def test_the_end_lies_in_a_week(today: date, begins: int) -> None:
    """The end of the week is never past, and a working day of the same week or, on the weekend, of the next one."""
    end = end_of_week(today, begins)
    week = read_week("this week", today, begins)
    assert week is not None
    assert week[0] <= today <= week[1]
    assert today <= end
    assert (end - week[0]).days in (4, 11)
