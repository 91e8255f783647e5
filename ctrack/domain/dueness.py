"""Where an undertaking stands against its due date. A due date runs through the end of its last day.

What counts is the date of the text, or the one that its body moved it to; a date of one's own (the aim) only where the
text has none. An aim before the due date is a plan: it makes due soon, and never overdue.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import CLOSED_STATUSES, NOT_COUNTED_STATUSES, DueState, Status

SOON_DAYS = 30
STALE_DAYS = 180


@dataclass(frozen=True, slots=True)
class Horizon:
    """Today, how many days ahead count as soon, and after how many silent days a status is stale."""

    today: date
    soon_days: int = SOON_DAYS
    stale_days: int = STALE_DAYS

    @property
    def soon(self) -> date:
        """The last day that counts as soon."""
        return days_from(self.today, self.soon_days)

    @property
    def stale(self) -> date:
        """An undertaking last spoken of before this day is stale."""
        return days_from(self.today, -self.stale_days)


@lru_cache(maxsize=16)
def days_from(day: date, days: int) -> date:
    """The day so many days after another; it is asked for once a row, of which there may be a million."""
    return day + timedelta(days=days)


class Dating(NamedTuple):
    """The dates of an undertaking: the last day that counts, the aim, and the occurrence in hand where it comes round.

    `met_on` is the day on which the occurrence before the one in hand was met. `is_owed` is False of another party than
    the home party, and of what all do together: silence is no arrears there. `is_day_known` is False where only the
    latest day is known on which it can have been done.
    """

    due: date | None
    aim: date | None = None
    occurrence: str | None = None
    met_on: date | None = None
    is_owed: bool = True
    is_day_known: bool = True

    @property
    def nearest(self) -> date | None:
        """The first day that somebody works towards."""
        return min(filter(None, (self.due, self.aim)), default=None)


def is_open(status: Status, occurrence: str | None = None) -> bool:
    """Whether something is still to be done; what was implemented and comes round again is open for the next time."""
    return status not in CLOSED_STATUSES or (status is Status.IMPLEMENTED and occurrence is not None)


def counts_as_done(status: Status, dating: Dating, today: date) -> bool:
    """Whether what comes round counts as implemented: its last date was met, and the next one has not gone by."""
    is_round = dating.occurrence is not None and dating.due is not None and status not in NOT_COUNTED_STATUSES
    return is_round and dating.met_on is not None and today <= (dating.due or today)


def find_due_state(status: Status, status_on: date | None, dating: Dating, horizon: Horizon) -> DueState:
    """The due state of what holds a status since `status_on`: of what comes round, that of the occurrence in hand."""
    if status is Status.IMPLEMENTED and dating.occurrence is not None:
        status = Status.NOT_REPORTED
    if status is Status.IMPLEMENTED and dating.due is not None:
        return find_kept(dating.due, status_on, is_day_known=dating.is_day_known)
    if status in CLOSED_STATUSES:
        return DueState.CLOSED
    if dating.due is None:
        return DueState.NONE
    if dating.due < horizon.today:
        is_unseen = status is Status.NOT_REPORTED and not dating.is_owed
        return DueState.NOT_LOOKED_UP if is_unseen else DueState.OVERDUE
    return DueState.DUE_SOON if (dating.nearest or dating.due) <= horizon.soon else DueState.LATER


def find_kept(due: date, done_on: date | None, *, is_day_known: bool) -> DueState:
    """Whether what was done was done in time; nothing is late by the day on which somebody saw that it was done."""
    if done_on is None or done_on <= due:
        return DueState.MET
    return DueState.MET_LATE if is_day_known else DueState.CLOSED
