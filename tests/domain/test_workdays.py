"""Working days: weekends, holidays, counting there and back, and the holidays file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.workdays import (
    FRIDAY_SATURDAY,
    SATURDAY_SUNDAY,
    BadHoliday,
    HolidayOutOfRange,
    HolidaysBackwards,
    HolidaysTooLong,
    NoSuchHoliday,
    NoWorkingDay,
    WorkCalendar,
    read_holidays,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    st.frozensets(st.integers(0, 6), max_size=6),
    st.frozensets(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=20),
    st.frozensets(st.sampled_from([(1, 1), (2, 25), (2, 26), (2, 29), (12, 31)])),
)
FILE = """\ufeff# Holidays of the office
2026-02-25 National Day
2026-03-20..2026-03-22 Eid al-Fitr   # three days
٠٢-٢٦ عيد التحرير
01-01

2026-12-31 ... 2027-01-02
02-29 leap
"""


def days_of(text: str) -> set[str]:
    """The dates of a holidays file."""
    return {day.isoformat() for day in read_holidays(text).dates}


@pytest.mark.parametrize(
    ("weekend", "free"),
    [(FRIDAY_SATURDAY, ["2026-06-26", "2026-06-27"]), (SATURDAY_SUNDAY, ["2026-06-27", "2026-06-28"])],
)
def test_weekends(weekend: frozenset[int], free: list[str]) -> None:
    """A week has the two days of its own weekend off."""
    calendar = WorkCalendar(weekend)
    week = [date(2026, 6, 22) + timedelta(days=days) for days in range(7)]
    assert [day.isoformat() for day in week if not calendar.is_working(day)] == free


def test_holidays_of_one_year_and_of_all() -> None:
    """A date is a holiday once, a day of the year every year, and 29 February where there is one."""
    calendar = WorkCalendar(SATURDAY_SUNDAY, frozenset({date(2026, 2, 25)}), frozenset({(2, 26), (2, 29)}))
    assert not calendar.is_working(date(2026, 2, 25))
    assert calendar.is_working(date(2027, 2, 25))
    assert not calendar.is_working(date(2027, 2, 26))
    assert not calendar.is_working(date(2028, 2, 29))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-06-25", 1, "2026-06-28"),
        ("2026-06-28", -1, "2026-06-25"),
        ("2026-06-26", 1, "2026-06-28"),
        ("2026-06-26", -1, "2026-06-25"),
        ("2026-06-26", 0, "2026-06-26"),
        ("2026-06-21", 5, "2026-06-28"),
        ("2026-12-31", 1, "2027-01-03"),
    ],
)
def test_adding(day: str, n: int, expected: str) -> None:
    """The weekend is stepped over in both directions; no step at all stays where it is."""
    calendar = WorkCalendar(FRIDAY_SATURDAY, yearly=frozenset({(1, 1)}))
    assert calendar.add_working_days(date.fromisoformat(day), n).isoformat() == expected


@given(CALENDARS, DAYS, st.integers(-60, 60))
def test_there_and_between(calendar: WorkCalendar, day: date, n: int) -> None:
    """N working days on is a working day, N of them away, and as many back from a working day is where it began."""
    there = calendar.add_working_days(day, n)
    assert calendar.working_days_between(day, there) == n
    assert n == 0 or calendar.is_working(there)
    if calendar.is_working(day):
        assert calendar.add_working_days(there, -n) == day


@given(CALENDARS, DAYS, DAYS)
def test_counting_is_by_the_day(calendar: WorkCalendar, start: date, end: date) -> None:
    """The count leaves out the day that it starts from and holds the one that it ends on."""
    days = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    expected = sum(map(calendar.is_working, days))
    if end >= start:
        assert calendar.working_days_between(start, end) == expected


@given(CALENDARS, DAYS)
def test_nearest_working_days(calendar: WorkCalendar, day: date) -> None:
    """The first and the last working day around a day hold it between them, and are that day where it is worked."""
    last, first = calendar.last_working(day), calendar.first_working(day)
    assert last <= day <= first
    assert (last == first) == calendar.is_working(day)
    assert calendar.working_days_between(last, first) == (last != first)


def test_a_calendar_without_work_is_refused() -> None:
    """Seven days of weekend, holidays for a whole year, or both together leave nothing to count."""
    with pytest.raises(NoWorkingDay):
        WorkCalendar(frozenset(range(7)))
    whole_year = frozenset(date(2026, 5, 1) + timedelta(days=days) for days in range(366))
    with pytest.raises(NoWorkingDay, match="2026-05-01"):
        WorkCalendar(FRIDAY_SATURDAY, whole_year)
    assert WorkCalendar(FRIDAY_SATURDAY, frozenset(sorted(whole_year)[:360]))
    every_day = frozenset((day.month, day.day) for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(366)))
    with pytest.raises(NoWorkingDay):
        WorkCalendar(yearly=every_day)


def test_a_holidays_file() -> None:
    """Days, ranges and days of every year are read, with names, comments, empty lines and Arabic digits."""
    assert days_of(FILE) == {
        "2026-02-25", "2026-03-20", "2026-03-21", "2026-03-22", "2026-12-31", "2027-01-01", "2027-01-02",
    }  # fmt: skip
    assert read_holidays(FILE).yearly == {(2, 26), (1, 1), (2, 29)}
    assert days_of("٢٠٢٦-٠٢-٢٥ العيد الوطني\r\n") == {"2026-02-25"}
    assert read_holidays("") == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("line", "failure"),
    [
        ("25/02/2026 National Day", BadHoliday),
        ("Eid", BadHoliday),
        ("2026-02", BadHoliday),
        ("2026-02-25Eid", BadHoliday),
        ("2026-03-20.. Eid", BadHoliday),
        ("2026-03-20..22", BadHoliday),
        ("02-25..02-26", BadHoliday),
        ("2026-02-29", NoSuchHoliday),
        ("02-30 x", NoSuchHoliday),
        ("13-01", NoSuchHoliday),
        ("00-00", NoSuchHoliday),
        ("2026-03-22..2026-03-20", HolidaysBackwards),
        ("2027-03-22..2026-03-20", HolidaysBackwards),
        ("2026-01-01..2199-01-01", HolidaysTooLong),
        ("1026-01-01", HolidayOutOfRange),
        ("2026-01-01..2526-01-01", HolidayOutOfRange),
    ],
)
def test_a_wrong_line(line: str, failure: type[BadHoliday]) -> None:
    """A line that is not understood is refused with its number and what it says."""
    with pytest.raises(failure, match="Line 3 ") as caught:
        read_holidays(f"# Holidays\n2026-01-01\n{line}\n")
    assert type(caught.value) is failure
    assert f'"{line}"' in str(caught.value)
