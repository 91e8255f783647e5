"""Pausing the reminders of an undertaking until after a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Refused, marked
from ctrack.domain.records.registers import Filing

if TYPE_CHECKING:
    from ctrack.services.targets import Target
    from ctrack.store.work import UnitOfWork


class PauseOver(Refused):
    message = marked("{date} is no day to come (today is {today}): reminders would not be paused at all.")


def snooze(
    unit: UnitOfWork, target: Target, until: date | None, horizon: Horizon, whose: str | None = None
) -> list[Filing]:
    """Send no reminder of what the target means until after a day; None sends them again."""
    from ctrack.services.targets import find_undertakings

    if until is not None and until < horizon.today:
        raise PauseOver(date=until, today=horizon.today)
    changes = []
    for row in find_undertakings(unit, target, horizon, whose):
        before = row.snoozed_until
        row.snoozed_until = until
        parts = [{"snoozed_until": day.isoformat() if day else ""} for day in (before, until)]
        changes.append(Filing(row.commitment.code, row.party.code, row.commitment.title, *parts))
    return changes
