"""Ten weeks of cron over an office of twenty: what goes out is what an oracle says that knows no outbox, and no more.

Somebody leaves, somebody is on leave, an address bounces, a server delays every first mail, and for four days there is
no server at all. Most runs are told their hour by an injected clock; the machine's own plays no part.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.offices import Duty, address_of, configure, read_mails, staff
from tests.support.post_office import PostOffice
from tests.support.runner import Runner

FIRST, DAYS, HOURS = date(2027, 3, 1), 70, (6, 7, 12)
OFFSETS = (30, 7, 1, 0)
PEOPLE = [f"Person{number:02}" for number in range(1, 21)]
ITEMS, BOSS = 120, "Boss"
BOUNCES, DELAYED, LEAVER, AWAY, DEPUTY = PEOPLE[6:11]
OUTAGE = range(20, 24)
LEAVES_ON, LEAVE, DONE_BEFORE = 30, range(40, 51), 2

Sent = tuple[date, str, str, int]


def day_of(number: int) -> date:
    """The day of that number."""
    return FIRST + timedelta(days=number)


def newest(due: date, today: date) -> int | None:
    """The newest threshold: so many days before, on the day, and by a Sunday each full week after."""
    sunday = today - timedelta(days=today.isoweekday() % 7)
    if (weeks := (sunday - due).days // 7) >= 1:
        return -7 * weeks
    return min((offset for offset in OFFSETS if (due - today).days <= offset), default=None)


def hears(name: str, number: int) -> str:
    """Whose turn it is on a day."""
    if name == LEAVER and number >= LEAVES_ON:
        return BOSS
    return DEPUTY if name == AWAY and number in LEAVE else name


def foresee(duties: list[Duty], done: dict[str, date]) -> Iterator[Sent]:
    """What each hears of, on what day, with what threshold."""
    told: set[tuple[str, int, str]] = set()
    waiting: list[tuple[Duty, int, str]] = []
    for number in range(DAYS):
        today = day_of(number)
        for duty in duties:
            threshold, to = newest(date.fromisoformat(duty.due), today), hears(duty.person, number)
            if threshold is None or done.get(duty.code, date.max) <= today or (duty.code, threshold, to) in told:
                continue
            told.add((duty.code, threshold, to))
            waiting.append((duty, threshold, to))
        if number in OUTAGE:
            continue
        for duty, threshold, to in waiting:
            is_open = done.get(duty.code, date.max) > today
            # Of what waited only the newest is told, and only to whose turn it is.
            if (
                is_open
                and threshold == newest(date.fromisoformat(duty.due), today)
                and to == hears(duty.person, number)
            ):
                yield today, BOSS if to == BOUNCES else to, duty.code, threshold
        waiting.clear()


class Weather:
    """How the server behaves, by the day and the hour that it is."""

    def __init__(self) -> None:
        self.number, self.hour = 0, 0

    def __call__(self, stage: str, _count: int, to: str) -> str | None:
        """The answer at a stage."""
        if stage == "mail" and self.number in OUTAGE:
            return "421 out of order"
        if stage == "rcpt" and to == address_of(BOUNCES):
            return "550 no such user"
        return "450 greylisted" if stage == "rcpt" and to == address_of(DELAYED) and self.hour == HOURS[0] else None


@pytest.mark.slow
def test_ten_weeks(ctrack: Runner, post: PostOffice, capsys: pytest.CaptureFixture[str]) -> None:
    """Every reminder goes to whom it is for, on its day, once; after the outage the newest; and none is lost."""
    ctrack.environ["CTRACK_NOW"] = "2027-02-01T00:00:00+00:00"
    codes = [row["code"] for row in ctrack.data("list", "party:NFP")["rows"]]
    codes = [code for code in codes if code not in ("KWT-21", "KWT-22", "PVE-DAY")][:ITEMS]
    assert len(codes) == ITEMS
    duties = [
        Duty(code, PEOPLE[place % len(PEOPLE)], day_of(place * 7 % 100 - 20).isoformat(), BOSS)
        for place, code in enumerate(codes)
    ]
    staff(ctrack, duties, **dict.fromkeys([*PEOPLE, BOSS], "UTC"))
    configure(ctrack, "smtp", post.settings(), offsets=list(OFFSETS), escalate_after=0, weekday="sun")
    done = {
        duty.code: day
        for place, duty in enumerate(duties)
        if place % 9 == 0 and FIRST < (day := date.fromisoformat(duty.due) - timedelta(days=DONE_BEFORE)) < day_of(DAYS)
    }
    post.behave = weather = Weather()
    for number in range(DAYS):
        today = day_of(number)
        now = {"CTRACK_NOW": f"{today}T05:00:00+00:00"}
        for code in [code for code, day in done.items() if day == today]:
            ctrack.ok("done", code, **now)
        if number == LEAVES_ON:
            ctrack.ok("person", "edit", LEAVER, "--inactive", **now)
        if number == LEAVE[0]:
            ctrack.ok("person", "edit", AWAY, "--away", f"{today}..{day_of(LEAVE[-1])}", "--deputy", DEPUTY, **now)
        for hour in HOURS:
            weather.number, weather.hour = number, hour
            moment = datetime(today.year, today.month, today.day, hour, tzinfo=UTC)
            assert ctrack("remind", CTRACK_NOW=moment.isoformat()).code in (0, 6)
    mails = [row for row in read_mails(ctrack) if row["state"] == "sent"]
    sent = [
        (date.fromisoformat(row["sent_at"][:10]), row["name"], item["code"], item["threshold"])
        for row in mails
        for item in row["reminders"]
    ]
    told = Counter((letter.to, code) for letter in post.letters for code in letter.codes)
    expected = list(foresee(duties, done))
    heard = Counter((address_of(name), code) for _day, name, code, _threshold in expected)
    assert told == heard
    assert set(expected) <= set(sent)
    assert set(post.counts().values()) == {1}
    per_day = Counter((row["name"], row["sent_at"][:10]) for row in mails)
    busy = {key for key, count in per_day.items() if count > 1}
    # Two mails on one day: what had waited for the server, and what was refused and came to the overseer.
    assert {day for name, day in busy if name != BOSS} <= {day_of(OUTAGE[-1] + 1).isoformat()}
    with capsys.disabled():
        print(
            f"\nremind, ten weeks: {len(expected)} reminders due in {len(mails)} mails, lost {(heard - told).total()}, "
            f"beside what was due {(told - heard).total()}, repeated 0",
            file=sys.stderr,
        )
