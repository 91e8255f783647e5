"""Where an undertaking stands against its due date. A due date runs through the end of its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ctrack.domain.vocabulary import CLOSED_STATUSES, DueState, Status

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
        return self.today + timedelta(days=self.soon_days)

    @property
    def stale(self) -> date:
        """An undertaking last spoken of before this day is stale."""
        return self.today - timedelta(days=self.stale_days)


def is_open(status: Status, occurrence: str | None = None) -> bool:
    """Whether something is still to be done; what was implemented and comes round again is open for the next time."""
    return status not in CLOSED_STATUSES or (status is Status.IMPLEMENTED and occurrence is not None)


def find_due_state(
    due: date | None, status: Status, status_on: date | None, horizon: Horizon, occurrence: str | None = None
) -> DueState:
    """The due state of an undertaking whose due date ends on `due` and whose status holds since `status_on`.

    `occurrence` is the one to be met next, where it comes round again.
    """
    if status is Status.IMPLEMENTED and occurrence is not None:
        status = Status.NOT_STARTED
    if status is Status.IMPLEMENTED and due is not None:
        return DueState.MET_LATE if status_on is not None and status_on > due else DueState.MET
    if status in CLOSED_STATUSES:
        return DueState.CLOSED
    if due is None:
        return DueState.NONE
    if due < horizon.today:
        return DueState.OVERDUE
    return DueState.DUE_SOON if due <= horizon.soon else DueState.LATER
