"""Day after day each reminder goes out once, as an oracle says that knows no outbox, and on no other day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta

from tests.reminders.conftest import ENGINES, configure_folder
from tests.support.offices import Duty, read_mails, staff
from tests.support.runner import Runner

OFFSETS = (90, 30, 7, 1, 0)
# New York's midnight is before this time in summer and after it in winter; the others are a day ahead or behind.
CLOCK = timedelta(hours=4, minutes=30)
ZONES = {
    "Amira": "Asia/Kuwait",
    "Badr": "Pacific/Kiritimati",
    "Cyrine": "America/New_York",
    "Dana": "Pacific/Pago_Pago",
    "Emil": "Europe/Paris",
}


class Sent(NamedTuple):
    """A reminder that was queued: on which day of the recipient, by which threshold of which date."""

    on: date
    name: str
    code: str
    due: date
    threshold: int


class Task(NamedTuple):
    """A duty as the oracle sees it: all its due dates, written out by hand where they come round."""

    duty: Duty
    dates: tuple[date, ...]
    rule: tuple[str, ...] = ()


def days(*texts: str) -> tuple[date, ...]:
    """Dates."""
    return tuple(map(date.fromisoformat, texts))


# The fictitious State of this test: late, soon, far; year ends, month ends, whole months, and what comes round.
TASKS = (
    Task(Duty("KWT-11", "Amira", "2027-09-30"), days("2027-09-30")),
    Task(Duty("KWT-12", "Badr", "2027-12-31"), days("2027-12-31")),
    Task(Duty("KWT-13", "Cyrine", "2028-03-12"), days("2028-03-12")),
    Task(Duty("KWT-14", "Dana", "2028-01"), days("2028-01-31")),
    Task(Duty("KWT-15", "Emil", "2028-03-26"), days("2028-03-26")),
    Task(Duty("KWT-16", "Amira", "2031-05-01"), days("2031-05-01")),
    Task(
        Duty("KWT-17", "Badr", "2028-02-29"),
        days("2028-02-29", "2029-02-28", "2030-02-28"),
        ("--every", "1y", "--anchor", "2028-02-29"),
    ),
    Task(
        Duty("KWT-18", "Cyrine", "2027-08-31"),
        days("2027-08-31", "2028-02-29", "2028-08-31", "2029-02-28"),
        ("--every", "6m", "--anchor", "2027-08-31"),
    ),
    Task(Duty("KWT-19", "Dana", "2028-02-29"), days("2028-02-29")),
    Task(Duty("KWT-20", "Emil", "2028-11-05"), days("2028-11-05")),
)


def newest(due: date, today: date) -> int | None:
    """The newest threshold that was reached: 90, 30, 7, 1, 0 days before, and by a Sunday each full week after."""
    left = (due - today).days
    sunday = today - timedelta(days=today.isoweekday() % 7)
    if (weeks := (sunday - due).days // 7) >= 1:
        return -7 * weeks
    return min((offset for offset in OFFSETS if left <= offset), default=None)


def foresee(tasks: Iterable[Task], moments: Iterable[datetime]) -> list[Sent]:
    """What is to go out, day by day, in the order of days, names and codes."""
    told: set[tuple[str, date, int]] = set()
    found = []
    for moment in moments:
        for task in tasks:
            today = moment.astimezone(ZoneInfo(ZONES[task.duty.person])).date()
            reached = [(due, newest(due, today)) for due in task.dates]
            due, threshold = next(((due, one) for due, one in reversed(reached) if one is not None), (None, None))
            if due is not None and threshold is not None and (task.duty.code, due, threshold) not in told:
                told.add((task.duty.code, due, threshold))
                found.append(Sent(today, task.duty.person, task.duty.code, due, threshold))
    return sorted(found)


def read_sent(runner: Runner) -> list[Sent]:
    """What did go out."""
    found = []
    for row in read_mails(runner):
        assert (row["state"], row["attempts"], row["made_at"]) == ("sent", 1, row["sent_at"])
        on = datetime.fromisoformat(row["sent_at"]).astimezone(ZoneInfo(ZONES.get(row["name"], "UTC"))).date()
        for one in row["reminders"]:
            due = date.fromisoformat(one["due_on"])
            found.append(Sent(on, row["name"], one["code"], due, one["threshold"]))
    return sorted(found)


def list_moments(first: str, last: str) -> list[datetime]:
    """The same time of each day."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + CLOCK
    return [start + timedelta(days=number) for number in range((end - day).days + 1)]


def run_daily(runner: Runner, moments: Iterable[datetime], *, each: Callable[[datetime], object] | None = None) -> None:
    """`remind` once a day; never a word."""
    for moment in moments:
        outcome = runner("remind", CTRACK_NOW=moment.isoformat())
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
        if each is not None:
            each(moment)


@pytest.fixture(params=ENGINES)
def state(request: pytest.FixtureRequest) -> Runner:
    """A register of the fictitious State on each engine in turn, with a folder for its mails."""
    runner: Runner = request.getfixturevalue("ctrack" if request.param == "sqlite" else "on_server")
    runner.environ["CTRACK_NOW"] = "2027-01-01T00:00:00+00:00"
    configure_folder(runner)
    return runner


def furnish(runner: Runner, tasks: Iterable[Task]) -> None:
    """Give the people of the State their tasks."""
    given = list(tasks)
    staff(runner, [task.duty for task in given], **ZONES)
    for task in given:
        if task.rule:
            runner.ok("recur", task.duty.code, *task.rule)


def check_against(runner: Runner, tasks: Iterable[Task], moments: list[datetime]) -> list[Sent]:
    """What went out is what was to go out; each once, the thresholds of a date in their order."""
    sent = read_sent(runner)
    assert sent == foresee(tasks, moments)
    keys = [(one.name, one.code, one.due, one.threshold) for one in sent]
    assert len(set(keys)) == len(keys)
    for code, due in {(one.code, one.due) for one in sent}:
        passed = [one.threshold for one in sent if (one.code, one.due) == (code, due)]
        assert passed == sorted(passed, reverse=True)
    return sent


@pytest.mark.slow
def test_a_winter_day_by_day(state: Runner) -> None:
    """Ten days over the end of a year, with five time zones: each reminder on its day, and on no other."""
    furnish(state, TASKS)
    moments = list_moments("2027-12-24", "2028-01-02")
    run_daily(state, moments)
    assert len(check_against(state, TASKS, moments)) > 10


@pytest.mark.slow
def test_a_year_day_by_day(state: Runner) -> None:
    """A whole year with 29 February, month ends, both changes of the clock in two time zones, and a year end."""
    furnish(state, TASKS)
    moments = list_moments("2027-10-01", "2028-12-01")
    run_daily(state, moments)
    sent = check_against(state, TASKS, moments)
    assert len(sent) > 150
    assert {one.due for one in sent if one.code == "KWT-18"} == set(TASKS[7].dates)
    assert {one.threshold for one in sent if one.code == "KWT-19"} >= {90, 30, 7, 1, 0, -7, -266}


@pytest.mark.slow
def test_a_day_that_is_run_many_times(state: Runner) -> None:
    """Run every hour, also from another time zone of the machine, each reminder goes once."""
    furnish(state, TASKS[:5])
    moment = datetime(2027, 12, 24, tzinfo=UTC) + CLOCK
    for hour in range(4):
        state.ok("remind", CTRACK_NOW=moment.isoformat(), TZ="Asia/Tokyo" if hour % 2 else "America/Lima")
    check_against(state, TASKS[:5], [moment])


@pytest.mark.slow
def test_a_machine_that_slept(state: Runner) -> None:
    """Asleep for ten days, over two thresholds of one date and two of another, it sends the newest of each, once."""
    tasks = TASKS[1:4]
    furnish(state, tasks)
    moments = [*list_moments("2027-12-22", "2027-12-23"), *list_moments("2028-01-03", "2028-01-04")]
    run_daily(state, moments)
    sent = check_against(state, tasks, moments)
    woken = [one for one in sent if one.code == "KWT-12" and one.on > date(2027, 12, 25)]
    assert [one.threshold for one in woken] == [0]


def test_what_is_done_is_not_reminded_of(state: Runner) -> None:
    """Implemented, it is heard of no more; what comes round is heard of again for its next date only."""
    tasks = (TASKS[1], TASKS[6])
    furnish(state, tasks)
    first = list_moments("2027-12-23", "2027-12-25")
    run_daily(state, first)
    before = len(read_sent(state))
    for task in tasks:
        state.ok("update", task.duty.code, "--status", "implemented", CTRACK_NOW=first[-1].isoformat())
    run_daily(state, [*list_moments("2027-12-30", "2027-12-31"), *list_moments("2028-02-28", "2028-02-29")])
    assert len(read_sent(state)) == before
    run_daily(state, list_moments("2028-11-29", "2028-12-01"))
    later = read_sent(state)[before:]
    assert [(one.code, one.due, one.threshold) for one in later] == [("KWT-17", date(2029, 2, 28), 90)]


def test_the_overseer_hears_after_three(state: Runner) -> None:
    """The fourth reminder goes to the overseer too, three without an answer; an answer begins the count anew."""
    staff(state, [Duty("KWT-11", "Amira", "2027-10-03", "Boss")], Amira="UTC", Boss="UTC")
    weekly = list_moments("2027-10-10", "2027-11-14")[::7]
    run_daily(state, [moment + timedelta(hours=hour) for moment in weekly for hour in (0, 24)])
    told = [(one.threshold, one.on.isoformat()) for one in read_sent(state) if one.name == "Boss"]
    assert told == [(-28, "2027-10-31"), (-35, "2027-11-07"), (-42, "2027-11-14")]
    state.ok("update", "KWT-11", "--note", "Under way", CTRACK_NOW="2027-11-15T08:00:00+00:00")
    run_daily(state, [*list_moments("2027-11-16", "2027-12-13")[5::7], *list_moments("2027-12-13", "2027-12-14")])
    told = [(one.threshold, one.on.isoformat()) for one in read_sent(state) if one.name == "Boss"]
    assert told[3:] == [(-70, "2027-12-12")]
    asked = [one.threshold for one in read_sent(state) if one.name == "Amira"]
    assert asked == [-7 * week for week in range(1, 11)]


@pytest.mark.slow
def test_the_overseer_reads_on_whose_behalf(state: Runner) -> None:
    """The overseer's mail says who has not answered."""
    staff(state, [Duty("KWT-11", "Amira", "2027-10-03", "Boss")], Amira="UTC", Boss="UTC")
    run_daily(state, [datetime(2027, 10, day, 12, tzinfo=UTC) for day in (10, 17, 24)])
    planned = state.data("remind", "--dry-run", CTRACK_NOW="2027-10-31T12:00:00+00:00")["rows"]
    assert {row["to"]["name"]: row["notices"][0]["instead_of"] for row in planned} == {"Amira": None, "Boss": "Amira"}


@pytest.mark.parametrize("today", [True, False], ids=["--today", "the clock"])
def test_a_snooze_lasts_until_its_day_is_over(state: Runner, today: bool) -> None:
    """Silent through the last quiet day, and on the next one the newest threshold is told, once."""
    staff(state, [Duty("KWT-12", "Amira", "2027-12-31")], Amira="Asia/Kuwait")
    state.ok("snooze", "KWT-12", "--until", "2028-01-08")
    for moment in list_moments("2028-01-05", "2028-01-11"):
        words = ("--today", moment.date().isoformat()) if today else ()
        state.ok("remind", *words, CTRACK_NOW=moment.isoformat())
    assert [(one.on.isoformat(), one.threshold) for one in read_sent(state)] == [("2028-01-09", -7)]


def test_quiet_days_are_quiet(state: Runner) -> None:
    """Nothing goes on a Friday or Saturday: what falls there comes on Thursday, after the due date on Sunday."""
    tasks = TASKS[1:2]
    furnish(state, tasks)
    configure_folder(state, quiet=["weekend"])
    # 24 December 2027 is a Friday: a week before the 31st, which is a Friday too.
    run_daily(state, [*list_moments("2027-12-20", "2027-12-26"), *list_moments("2027-12-30", "2028-01-01")])
    run_daily(state, list_moments("2028-01-07", "2028-01-16"))
    sent = read_sent(state)
    assert all(one.on.weekday() not in (4, 5) for one in sent)
    assert [(one.on.isoformat(), one.threshold) for one in sent] == [
        ("2027-12-20", 30),
        ("2027-12-23", 7),
        ("2027-12-30", 0),
        ("2028-01-09", -7),
        ("2028-01-16", -14),
    ]


@pytest.mark.slow
def test_one_mail_or_one_for_each(state: Runner) -> None:
    """A digest holds everything of a person; without it each date has a mail of its own, and none is told twice."""
    staff(state, [Duty("KWT-11", "Amira", "2027-09-30"), Duty("KWT-12", "Amira", "2027-10-01")], Amira="UTC")
    state.ok("remind", CTRACK_NOW="2027-09-23T12:00:00+00:00")
    (mail,) = read_mails(state)
    assert [one["code"] for one in mail["reminders"]] == ["KWT-11", "KWT-12"]
    configure_folder(state, digest=False)
    state.ok("remind", CTRACK_NOW="2027-09-23T13:00:00+00:00")
    assert len(read_mails(state)) == 1
    state.ok("remind", CTRACK_NOW="2027-10-01T13:00:00+00:00")
    assert [len(row["reminders"]) for row in read_mails(state)] == [2, 1, 1]


def test_after_a_handover_the_new_one_is_reminded(state: Runner) -> None:
    """What was told to the one who left is told to the one who came by the next run, and to nobody else after it."""
    staff(state, [Duty("KWT-12", "Badr", "2027-12-31"), Duty("KWT-13", "Cyrine", "2028-01-01")], **ZONES)
    run_daily(state, list_moments("2027-12-24", "2027-12-25"))
    state.ok("handover", "--from", "Badr", "--to", "Cyrine", CTRACK_NOW="2027-12-26T00:00:00+00:00")
    run_daily(state, [*list_moments("2027-12-26", "2028-01-01"), *list_moments("2028-01-09", "2028-01-10")])
    sent = read_sent(state)
    assert [one.threshold for one in sent if one.name == "Badr"] == [7]
    assert [one.threshold for one in sent if (one.name, one.code) == ("Cyrine", "KWT-12")] == [7, 1, 0, -7]


def test_who_left_is_not_written_to(state: Runner) -> None:
    """Once somebody is no longer active the overseer gets the reminders; without one, who stands in for all."""
    staff(state, [Duty("KWT-11", "Amira", "2027-12-31", "Boss"), Duty("KWT-12", "Amira", "2027-12-31")])
    state.ok("person", "add", "Fallback", "--email", "all@moi.example")
    configure_folder(state, fallback="Fallback")
    state.ok("person", "edit", "Amira", "--inactive")
    run_daily(state, list_moments("2027-12-24", "2027-12-26"))
    found = {(one.name, one.code, one.threshold) for one in read_sent(state)}
    # What nobody was ever given goes to the one who stands in, as well.
    assert {one for one in found if one[1] in ("KWT-11", "KWT-12")} == {
        ("Boss", "KWT-11", 7),
        ("Fallback", "KWT-12", 7),
    }
    assert {row["name"] for row in read_mails(state)} == {"Boss", "Fallback"}


@pytest.mark.slow
def test_half_a_year_from_the_31st(state: Runner) -> None:
    """Every six months from the 31st: the oracle's dates are those of dateutil, which counts from the first, too."""
    start = TASKS[7].dates[0]
    assert TASKS[7].dates == tuple(start + relativedelta(months=6 * number) for number in range(4))
    furnish(state, TASKS[7:8])
    moments = [
        *list_moments("2027-11-28", "2027-12-03"), *list_moments("2028-02-27", "2028-03-02"),
        *list_moments("2028-06-01", "2028-06-04"), *list_moments("2028-08-30", "2028-09-02"),
    ]  # fmt: skip
    run_daily(state, moments)
    check_against(state, TASKS[7:8], moments)
