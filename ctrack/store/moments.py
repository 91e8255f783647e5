"""Moments of the past: the day whose state is wanted, and what was known of it."""

from __future__ import annotations

from datetime import date

from ctrack.domain.frozen import dataclass
from ctrack.store.sql import ColumnElement, status_update, true


@dataclass(frozen=True, slots=True)
class Moment:
    """A day whose state is wanted, and by when it must have been said; or whenever.

    That is a time in UTC, as the journal writes it, or the number of the journal's last entry by then.
    """

    as_of: date
    known_at: str | None = None
    entry: int | None = None

    @property
    def is_known_then(self) -> bool:
        """Whether only what was known by then counts."""
        return self.known_at is not None or self.entry is not None


# Whatever was said, of whatever day.
EVER = Moment(date.max)


def was_known(update: ColumnElement[str], number: ColumnElement[int], moment: Moment) -> ColumnElement[bool]:
    """A status update with this time of recording and this number of its entry was recorded by then."""
    if moment.entry is not None:
        return number <= moment.entry
    return true() if moment.known_at is None else update <= moment.known_at


def is_known(moment: Moment) -> ColumnElement[bool]:
    """A status update was recorded by then."""
    return was_known(status_update.c.recorded_at, status_update.c.journal_number, moment)
