"""Planning backwards: the steps fill the working days up to a due date, without a gap and without an overlap."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.plan_steps import STEPS, NoSteps, StepTooLong, plan_backwards
from ctrack.domain.workdays import FRIDAY_SATURDAY, SATURDAY_SUNDAY, WorkCalendar

DUE = date(2026, 6, 30)
TODAY = date(2026, 5, 20)
LENGTHS = tuple(zip(STEPS, (15, 10, 5, 5, 3, 1), strict=True))
KUWAIT = WorkCalendar(FRIDAY_SATURDAY, frozenset({date(2026, 6, 17)}))

PLANS = st.lists(st.integers(0, 30), min_size=6, max_size=6).map(lambda days: tuple(zip(STEPS, days, strict=True)))
CALENDARS = st.builds(
    WorkCalendar,
    st.sampled_from([FRIDAY_SATURDAY, SATURDAY_SUNDAY, frozenset[int]()]),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=15),
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_the_steps_before_the_end_of_june() -> None:
    """Each step ends on the working day before the next one starts; weekends and a holiday are stepped over."""
    steps = plan_backwards(DUE, LENGTHS, KUWAIT, TODAY)
    assert [(step.name, step.start_by.isoformat(), step.finish_by.isoformat()) for step in steps] == [
        ("request", "2026-05-06", "2026-05-26"),
        ("draft", "2026-05-27", "2026-06-09"),
        ("clearance", "2026-06-10", "2026-06-16"),
        ("translation", "2026-06-18", "2026-06-24"),
        ("signature", "2026-06-25", "2026-06-29"),
        ("transmission", "2026-06-30", "2026-06-30"),
    ]


def test_what_is_late() -> None:
    """A step may still start on its last safe day; the day after, it is a day late."""
    on_time = plan_backwards(DUE, LENGTHS, KUWAIT, date(2026, 5, 6))[0]
    late = plan_backwards(DUE, LENGTHS, KUWAIT, date(2026, 5, 7))[0]
    assert (on_time.days_left, on_time.is_late, on_time.days_late) == (0, False, 0)
    assert (late.days_left, late.is_late, late.days_late) == (-1, True, 1)
    assert [step.is_late for step in plan_backwards(DUE, LENGTHS, KUWAIT, TODAY)] == [True, *[False] * 5]


def test_a_due_date_on_a_free_day() -> None:
    """What is due on a Saturday is transmitted on the Thursday before."""
    steps = plan_backwards(date(2026, 6, 27), (("signature", 1), ("transmission", 1)), KUWAIT, TODAY)
    assert [step.finish_by.isoformat() for step in steps] == ["2026-06-24", "2026-06-25"]


@given(DAYS, PLANS.filter(lambda steps: any(days for _name, days in steps)), CALENDARS)
def test_no_gap_and_no_overlap(due: date, lengths: tuple[tuple[str, int], ...], calendar: WorkCalendar) -> None:
    """Each step has its own working days, they follow one another, and all of them end by the due date."""
    steps = plan_backwards(due, lengths, calendar, TODAY)
    assert [(step.name, step.working_days) for step in steps] == [pair for pair in lengths if pair[1]]
    assert steps[-1].finish_by == calendar.last_working(due)
    for step in steps:
        assert calendar.is_working(step.start_by)
        assert calendar.working_days_between(step.start_by, step.finish_by) == step.working_days - 1
    for step, then in pairwise(steps):
        assert calendar.working_days_between(step.finish_by, then.start_by) == 1


def test_lengths_that_cannot_be() -> None:
    """A plan of nothing, a negative step and one of years on end are refused with the setting to correct."""
    with pytest.raises(NoSteps, match=r"plan\.draft"):
        plan_backwards(DUE, [(name, 0) for name in STEPS], KUWAIT, TODAY)
    with pytest.raises(StepTooLong, match=r"plan\.draft"):
        plan_backwards(DUE, [("draft", 1001)], KUWAIT, TODAY)
    with pytest.raises(StepTooLong):
        plan_backwards(DUE, [("draft", -1)], KUWAIT, TODAY)
