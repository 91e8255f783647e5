"""The due state of an undertaking, case by case: what is late, what nobody looked at, and what was kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctrack.domain.dueness import Dating, Horizon, counts_as_done, find_due_state, find_kept, is_open
from ctrack.domain.vocabulary import DueState, Status

TODAY = date(2026, 11, 21)
HORIZON = Horizon(TODAY, soon_days=30, stale_days=180)
OPEN = (Status.NOT_REPORTED, Status.NOT_STARTED, Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED)


def day(offset: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=offset)


def test_a_horizon_counts_both_ways() -> None:
    """Soon runs through its last day; stale begins before its own."""
    assert (HORIZON.soon, HORIZON.stale) == (date(2026, 12, 21), date(2026, 5, 25))


@pytest.mark.parametrize("status", OPEN)
@pytest.mark.parametrize(
    ("due", "state"),
    [
        (-1, DueState.OVERDUE), (0, DueState.DUE_SOON), (30, DueState.DUE_SOON), (31, DueState.LATER),
        (None, DueState.NONE),
    ],
)  # fmt: skip
def test_what_is_open(status: Status, due: int | None, state: DueState) -> None:
    """A due date runs through its day: from the next on it is overdue, and before it soon for thirty days."""
    dating = Dating(day(due) if due is not None else None)
    assert find_due_state(status, None, dating, HORIZON) is state


@pytest.mark.parametrize("status", OPEN)
def test_nobody_looked(status: Status) -> None:
    """Silence of another party is no arrears; what somebody saw to be open is."""
    state = find_due_state(status, None, Dating(day(-1), is_owed=False), HORIZON)
    assert state is (DueState.NOT_LOOKED_UP if status is Status.NOT_REPORTED else DueState.OVERDUE)
    assert find_due_state(status, None, Dating(day(1), is_owed=False), HORIZON) is DueState.DUE_SOON


@pytest.mark.parametrize(
    ("due", "aim", "state"),
    [
        (-1, 200, DueState.OVERDUE), (200, 10, DueState.DUE_SOON), (200, -10, DueState.DUE_SOON),
        (20, 200, DueState.DUE_SOON), (200, 100, DueState.LATER),
    ],
)  # fmt: skip
def test_an_aim_hides_nothing(due: int, aim: int, state: DueState) -> None:
    """A later aim leaves overdue what is overdue; an earlier one is a plan, that makes due soon and never overdue."""
    assert find_due_state(Status.IN_PROGRESS, None, Dating(day(due), day(aim)), HORIZON) is state


@pytest.mark.parametrize(
    ("done", "is_known", "state"),
    [
        (0, True, DueState.MET), (1, True, DueState.MET_LATE), (-1, True, DueState.MET), (None, True, DueState.MET),
        (1, False, DueState.CLOSED), (0, False, DueState.MET),
    ],
)  # fmt: skip
def test_what_was_kept(done: int | None, is_known: bool, state: DueState) -> None:
    """On its day is in time; a day on which somebody saw that it was done makes nothing late."""
    done_on = day(done) if done is not None else None
    assert find_kept(TODAY, done_on, is_day_known=is_known) is state
    dating = Dating(TODAY, is_day_known=is_known)
    assert find_due_state(Status.IMPLEMENTED, done_on, dating, HORIZON) is state


@pytest.mark.parametrize("status", [Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS])
def test_what_is_closed_otherwise(status: Status) -> None:
    """It is never late, whatever its date; nor is what was done and has none."""
    assert find_due_state(status, day(-1), Dating(day(-90)), HORIZON) is DueState.CLOSED
    assert find_due_state(Status.IMPLEMENTED, day(-1), Dating(None), HORIZON) is DueState.CLOSED
    assert not is_open(status, "2027")


def test_the_occurrence_in_hand_has_its_own_state() -> None:
    """What was met and comes round again is open for the next date, and overdue once that has gone by."""
    assert is_open(Status.IMPLEMENTED, "2027")
    assert not is_open(Status.IMPLEMENTED)
    ahead, gone = Dating(day(10), occurrence="2026-12-01"), Dating(day(-10), occurrence="2026-11-11")
    assert find_due_state(Status.IMPLEMENTED, day(-3), ahead, HORIZON) is DueState.DUE_SOON
    assert find_due_state(Status.IMPLEMENTED, day(-3), gone, HORIZON) is DueState.OVERDUE


@pytest.mark.parametrize(
    ("status", "due", "met", "expected"),
    [
        (Status.NOT_REPORTED, 0, -300, True), (Status.NOT_REPORTED, -1, -300, False),
        (Status.NOT_REPORTED, 0, None, False), (Status.IN_PROGRESS, 10, -300, True),
        (Status.NOT_APPLICABLE, 10, -300, False),
    ],
)  # fmt: skip
def test_it_counts_as_done_until_the_next_date_has_gone_by(
    status: Status, due: int, met: int | None, expected: bool
) -> None:
    """What comes round counts as implemented while its last date was met and the next has not passed."""
    dating = Dating(day(due), occurrence="2026-12-01", met_on=day(met) if met is not None else None)
    assert counts_as_done(status, dating, TODAY) is expected
    assert not counts_as_done(status, Dating(day(due), met_on=day(-1)), TODAY)
