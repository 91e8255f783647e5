"""What the rules of reminders say of days: whose day it is, and which threshold a due date has reached by then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.policy import LAST_HOUR, Policy, Threshold, is_quiet, latest_due, newest_threshold
from ctrack.domain.workdays import WorkCalendar

# The day begins first and ends last this far from UTC.
FURTHEST = timedelta(days=1)
# A time zone and the hour from which somebody is to be reminded; None of either is the office's.
Clock = tuple[str | None, int | None]
ANY_CLOCK: Clock = (None, None)
# From the weekday on which somebody is told of a week to the last day before the next one.
WEEK_AHEAD = timedelta(days=6)


def reaches_all(address: str | None) -> bool:
    """Whether a channel reaches somebody of this address, where it needs none."""
    return True


@dataclass(frozen=True, slots=True)
class Rules:
    """How reminders are made: the policy of all instruments and of single ones, the calendar, and how they are sent.

    `today` stands for the day of every recipient; without it, each has the day of the own time zone at `moment`.
    `reaches` says whether the channel can reach somebody of an address. Mails leave from the first of the `hours` of
    the recipient's day through the last; without any, at any time. Without `has_hours` nobody's hours count; with
    `has_weekly` somebody is told a week ahead.
    """

    moment: datetime
    horizon: Horizon
    policy: Policy
    calendar: WorkCalendar
    language: str
    domain: str
    of_instruments: Mapping[str, Policy] = field(default_factory=dict)
    today: date | None = None
    digest: bool = True
    fallback: str | None = None
    reaches: Callable[[str | None], bool] = reaches_all
    hours: tuple[int, int] | None = None
    has_hours: bool = True
    has_weekly: bool = False

    @property
    def latest(self) -> date:
        """What is due later than this has reached no threshold anywhere."""
        day = (self.today or (self.moment + FURTHEST).date()) + WEEK_AHEAD * self.has_weekly
        return max(latest_due(day, policy, self.calendar) for policy in (self.policy, *self.of_instruments.values()))

    def day_of(self, zone: str | None) -> date:
        """The recipient's day."""
        return self.today or self.moment_of(zone).date()

    def is_in_hours(self, zone: str | None, earliest: int | None) -> bool:
        """Whether a mail may leave now, by the recipient's clock: from their own earliest hour, or the office's."""
        first, last = self.hours or (0, LAST_HOUR)
        now = self.moment_of(zone).hour
        return not self.has_hours or (first if earliest is None else earliest) <= now <= max(last, earliest or 0)

    def moment_of(self, zone: str | None) -> datetime:
        """The moment on the recipient's clock."""
        if zone is None:
            return self.moment.astimezone()
        from zoneinfo import ZoneInfo

        return self.moment.astimezone(ZoneInfo(zone))


class Almanac:
    """What the rules say of days, each worked out once for all that share it."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.latest = rules.latest
        self._days: dict[str | None, date] = {}
        self._awake: dict[Clock, bool] = {}
        self._reached: dict[tuple[int, date, date], Threshold | None] = {}

    def day_of(self, zone: str | None) -> date:
        """The recipient's day."""
        if zone not in self._days:
            self._days[zone] = self.rules.day_of(zone)
        return self._days[zone]

    def is_awake(self, clock: Clock) -> bool:
        """Whether a mail may leave now, by the recipient's clock."""
        if clock not in self._awake:
            self._awake[clock] = self.rules.is_in_hours(*clock)
        return self._awake[clock]

    def policy_of(self, slug: str) -> Policy:
        """The policy for an instrument."""
        return self.rules.of_instruments.get(slug, self.rules.policy)

    def newest(self, policy: Policy, due_last: date, today: date) -> Threshold | None:
        """The newest threshold that a due date has reached; None before the first, and on a day of rest."""
        key = (id(policy), due_last, today)
        if key not in self._reached:
            rests = is_quiet(today, policy.quiet, self.rules.calendar)
            self._reached[key] = None if rests else newest_threshold(due_last, today, policy, self.rules.calendar)
        return self._reached[key]
