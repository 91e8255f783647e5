"""The policy of reminders: which threshold is reached when, day by day and after any sleep."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.domain.policy import (
    AlwaysQuiet,
    BadCount,
    BadOffset,
    BadQuietDay,
    Offset,
    Policy,
    Quiet,
    Threshold,
    is_quiet,
    latest_due,
    newest_threshold,
    offset_of,
    parse_offset,
    parse_quiet,
)
from ctrack.domain.workdays import FRIDAY_SATURDAY, SATURDAY_SUNDAY, WorkCalendar

EID = frozenset(date(2026, 3, day) for day in range(18, 25))
KUWAIT = WorkCalendar(FRIDAY_SATURDAY, EID, frozenset({(2, 25), (2, 26), (1, 1)}))
NO_WEEKEND = Quiet(weekend=True, holidays=True)
DUE = date(2026, 6, 30)
DAY = timedelta(days=1)

OFFSETS = st.builds(Offset, st.integers(0, 120), st.booleans())
QUIET = st.builds(Quiet, st.frozensets(st.integers(0, 6), max_size=4), st.booleans(), st.booleans())
POLICIES = st.builds(Policy, st.lists(OFFSETS, max_size=6).map(tuple), st.integers(0, 40), QUIET, st.just(3),
                     st.none() | st.integers(0, 6))  # fmt: skip
CALENDARS = st.sampled_from([KUWAIT, WorkCalendar(SATURDAY_SUNDAY), WorkCalendar(frozenset({4}), EID)])
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def announce(due: date, policy: Policy, calendar: WorkCalendar, days: list[date]) -> list[tuple[date, Threshold]]:
    """What a machine that wakes on these days sends: on no quiet day, and nothing twice."""
    sent: list[tuple[date, Threshold]] = []
    for day in days:
        if is_quiet(day, policy.quiet, calendar):
            continue
        reached = newest_threshold(due, day, policy, calendar)
        if reached is not None and reached not in [threshold for _day, threshold in sent]:
            sent.append((day, reached))
    return sent


def fallen_on(threshold: Threshold, due: date, calendar: WorkCalendar) -> date:
    """The day on which a threshold falls, quiet or not."""
    return offset_of(threshold).day_before(due, calendar)


def a_year(start: date) -> list[date]:
    """Every day of a year and a half around a due date."""
    return [start + timedelta(days=days) for days in range(-200, 365)]


@settings(max_examples=60, deadline=None)
@given(DAYS, POLICIES, CALENDARS)
def test_day_by_day(due: date, policy: Policy, calendar: WorkCalendar) -> None:
    """Run every day, each threshold is announced at most once, in order and on its day or the nearest that speaks."""
    sent = announce(due, policy, calendar, a_year(due))
    falls = [fallen_on(threshold, due, calendar) for _day, threshold in sent]
    assert falls == sorted(set(falls))
    for (day, threshold), fall in zip(sent, falls, strict=True):
        assert not is_quiet(day, policy.quiet, calendar)
        between = a_range(day + timedelta(days=1), fall) if threshold >= 0 else a_range(fall, day - timedelta(days=1))
        if threshold < 0 and policy.weekday is not None:
            between = [one for one in between if is_shared(one, policy)]
        assert all(is_quiet(one, policy.quiet, calendar) for one in between)
        assert day <= fall if threshold >= 0 else day >= fall


def is_shared(day: date, policy: Policy) -> bool:
    """Whether what is overdue is told of on this day: the weekday, or every so many days from one on."""
    monday = date(2024, 1, 1) + timedelta(days=policy.weekday or 0)
    return (day - monday).days % policy.after == (date(1, 1, 1) - date(2024, 1, 1)).days % policy.after


def a_range(first: date, last: date) -> list[date]:
    """Every day from one to another."""
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]


@settings(max_examples=60, deadline=None)
@given(DAYS, POLICIES, CALENDARS)
def test_every_day_that_differs_is_announced(due: date, policy: Policy, calendar: WorkCalendar) -> None:
    """Nothing is left out but what shares its day with something newer."""
    sent = {threshold for _day, threshold in announce(due, policy, calendar, a_year(due))}
    days = {day for day, _threshold in announce(due, policy, calendar, a_year(due))}
    for offset in policy.offsets:
        fall = offset.day_before(due, calendar)
        while is_quiet(fall, policy.quiet, calendar):
            fall -= timedelta(days=1)
        assert fall in days
    if policy.after:
        assert len([threshold for threshold in sent if threshold < 0]) >= 1


@settings(max_examples=60, deadline=None)
@given(DAYS, POLICIES, CALENDARS, st.integers(-200, 300), st.integers(1, 200))
def test_after_any_sleep(due: date, policy: Policy, calendar: WorkCalendar, offset: int, sleep: int) -> None:
    """A machine that slept announces one at most when it wakes: the last that it would have announced meanwhile."""
    wake = due + timedelta(days=offset)
    before = [day for day in a_year(due) if day < wake - timedelta(days=sleep)]
    if is_quiet(wake, policy.quiet, calendar):
        return
    awake = announce(due, policy, calendar, [day for day in a_year(due) if day <= wake])
    already = announce(due, policy, calendar, before)
    late = announce(due, policy, calendar, [*before, wake])[len(already) :]
    assert [threshold for _day, threshold in late] == [threshold for _day, threshold in awake[len(already) :]][-1:]


@settings(max_examples=60, deadline=None)
@given(DAYS, POLICIES, CALENDARS)
def test_a_quiet_day_reaches_nothing_new(today: date, policy: Policy, calendar: WorkCalendar) -> None:
    """On a quiet day nothing is reached that was not reached the day before."""
    if is_quiet(today, policy.quiet, calendar):
        for due in a_range(today - timedelta(days=20), today + timedelta(days=60)):
            yesterday = newest_threshold(due, today - timedelta(days=1), policy, calendar)
            assert newest_threshold(due, today, policy, calendar) == yesterday


@settings(max_examples=40, deadline=None)
@given(DAYS, POLICIES.filter(lambda policy: bool(policy.offsets or policy.after)), CALENDARS)
def test_what_is_due_later_is_left_alone(today: date, policy: Policy, calendar: WorkCalendar) -> None:
    """The latest due date that has reached anything is the last one: none after it has."""
    latest = latest_due(today, policy, calendar)
    assert newest_threshold(latest, today, policy, calendar) is not None
    later = a_range(latest + timedelta(days=1), latest + timedelta(days=30))
    assert {newest_threshold(due, today, policy, calendar) for due in later} == {None}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-03-31", None),
        ("2026-04-01", 90),
        ("2026-05-30", 90),
        ("2026-05-31", 30),
        ("2026-06-23", 7),
        ("2026-06-29", 1),
        ("2026-06-30", 0),
        ("2026-07-06", 0),
        ("2026-07-07", -7),
        ("2026-07-20", -14),
        ("2026-07-21", -21),
        ("2027-06-30", -364),
    ],
)
def test_the_default_policy(today: str, expected: int | None) -> None:
    """Ninety, thirty, seven days and one day before, on the day, and weekly after it."""
    assert newest_threshold(DUE, date.fromisoformat(today), Policy(), KUWAIT) == expected


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        # 2026-06-27 is a Saturday: its own day and the day before come on Thursday the 25th, and the newest wins.
        ("2026-06-27", "2026-06-24", 7),
        ("2026-06-27", "2026-06-25", 0),
        # A week after it is a Saturday again, and is put off to Sunday.
        ("2026-06-27", "2026-07-04", 0),
        ("2026-06-27", "2026-07-05", -7),
        # The holidays of Eid and the weekends around them: what falls in them comes on the 17th or on the 25th.
        ("2026-03-22", "2026-03-16", 7),
        ("2026-03-22", "2026-03-17", 0),
        ("2026-03-13", "2026-03-24", -0),
        ("2026-03-13", "2026-03-25", -7),
    ],
)
def test_quiet_days_move_what_falls_on_them(due: str, today: str, expected: int) -> None:
    """Before the date it is brought forward, after the date it is put off."""
    policy = Policy(quiet=NO_WEEKEND)
    found = newest_threshold(date.fromisoformat(due), date.fromisoformat(today), policy, KUWAIT)
    assert found == expected


def test_working_days_have_thresholds_of_their_own() -> None:
    """Five working days before a Tuesday is the Tuesday of the week before; its key is not that of five days."""
    policy = Policy((parse_offset("5wd"), parse_offset(5)), after=0)
    reached = [newest_threshold(DUE, date(2026, 6, day), policy, KUWAIT) for day in range(22, 27)]
    assert reached == [None, 10_005, 10_005, 5, 5]
    assert offset_of(10_005) == parse_offset("5wd")
    assert offset_of(-7) == Offset(-7)


def test_nothing_after_the_date() -> None:
    """With `after` 0 the day itself is the last threshold; without offsets there is nothing before it."""
    assert newest_threshold(DUE, date(2027, 6, 30), Policy(after=0), KUWAIT) == 0
    assert newest_threshold(DUE, DUE, Policy(()), KUWAIT) is None
    assert newest_threshold(DUE, DUE + timedelta(days=7), Policy(()), KUWAIT) == -7


@pytest.mark.parametrize(
    ("text", "expected"),
    [("30", Offset(30)), (30, Offset(30)), ("0", Offset(0)), ("5wd", Offset(5, True)), ("٥ WD", Offset(5, True))],
)
def test_offsets(text: str | int, expected: Offset) -> None:
    """An offset is a number of days, or of working days."""
    assert parse_offset(text) == expected


@pytest.mark.parametrize("text", ["", "-1", -1, "5w", "wd", "3651", "99999", "1.5", True, "30 30"])
def test_wrong_offsets(text: str | int) -> None:
    """What is no number of days from 0 to ten years is refused."""
    with pytest.raises(BadOffset, match="5wd"):
        parse_offset(text)


def test_a_policy_holds_no_impossible_number() -> None:
    """A negative or endless number is refused wherever a policy comes from."""
    with pytest.raises(BadOffset):
        Policy((Offset(-1),))
    with pytest.raises(BadCount):
        Policy(after=-7)
    with pytest.raises(BadCount):
        Policy(escalate_after=10**9)


def test_quiet_days_are_read() -> None:
    """Weekdays, the weekend and the holidays can be quiet; another word is refused with those that can be."""
    assert parse_quiet([]) == Quiet()
    assert parse_quiet(["fri", "Sun", "holidays"]) == Quiet(frozenset({4, 6}), holidays=True)
    assert parse_quiet(["weekend"]) == Quiet(weekend=True)
    with pytest.raises(BadQuietDay, match="friday"):
        parse_quiet(["friday"])


def test_a_policy_that_never_speaks_is_refused() -> None:
    """Seven quiet days are refused when they are read, and with the weekend when it is known."""
    with pytest.raises(AlwaysQuiet):
        parse_quiet(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    quiet = parse_quiet(["mon", "tue", "wed", "thu", "sun", "weekend"])
    with pytest.raises(AlwaysQuiet, match="mon, tue, wed, thu, sun, weekend"):
        newest_threshold(DUE, DUE, Policy(quiet=quiet), KUWAIT)


def test_what_is_overdue_shares_its_day() -> None:
    """However many dates there are, on one weekday alone all that are a week late or more reach a threshold."""
    policy = Policy(weekday=6, offsets=())
    dues = a_range(date(2026, 3, 1), date(2026, 6, 4))
    told = {
        (day, due) for due in dues for day, _threshold in announce(due, policy, KUWAIT, a_range(DUE, DUE + 20 * DAY))
    }
    # The first run tells of all at once, whenever it is; from then on they share the Sundays.
    assert {day for day, _due in told} == {DUE, date(2026, 7, 5), date(2026, 7, 12), date(2026, 7, 19)}
    assert {len([due for on, due in told if on == day]) for day, _due in told} == {len(dues)}


def test_a_date_to_come_waits_for_no_weekday() -> None:
    """The reminders before a date are on their own days, whatever weekday what is overdue has."""
    for weekday in range(7):
        assert announce(DUE, Policy(weekday=weekday, after=0), KUWAIT, a_year(DUE)) == announce(
            DUE, Policy(after=0), KUWAIT, a_year(DUE)
        )
