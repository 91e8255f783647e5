"""What undertakings count as on a day, as expressions of SQL: see `domain.dueness` for the same in Python.

Of what comes round the columns hold the standing of the occurrence in hand. The undertaking counts as implemented as
long as the occurrence before that was met and the one in hand has not gone by.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ctrack.domain.vocabulary import CLOSED_STATUSES, NOT_COUNTED_STATUSES, DueState, Status
from ctrack.store.sql import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    not_,
    occurrence,
    or_,
    party,
    select,
    setting,
    undertaking,
)

if TYPE_CHECKING:
    from ctrack.domain.dueness import Horizon

HOME_KEY = "home_party"
U = undertaking.c
CLOSED = [status.value for status in CLOSED_STATUSES]
WAIVED = [status.value for status in NOT_COUNTED_STATUSES]

# What somebody works towards: the date of one's own, else the one that counts.
AIM: ColumnElement[Any] = func.coalesce(U.target_last, U.due_last)

# The order of due dates: a plan before the date that counts comes first, one after it changes nothing.
NEAREST: ColumnElement[Any] = case((U.target_last < U.due_last, U.target_last), else_=U.due_last)


def is_open() -> ColumnElement[bool]:
    """Something is still to be done."""
    return U.status.not_in(CLOSED)


def is_in_sight() -> ColumnElement[bool]:
    """Neither the commitment nor its instrument was withdrawn."""
    return U.is_withdrawn.is_(None)


def is_home() -> ColumnElement[bool]:
    """The undertaking is the home party's."""
    home = select(party.c.id).join(setting, setting.c.value == party.c.code).where(setting.c.key == HOME_KEY)
    return U.party_id == home.scalar_subquery()


def is_owed() -> ColumnElement[bool]:
    """The home party owes it, and not all who took part together: its silence is arrears."""
    return and_(is_home(), U.is_joint.is_(None))


def counts_as_done(today: date) -> ColumnElement[bool]:
    """It comes round, its last date was met, and the next has not gone by."""
    return and_(U.met_on.is_not(None), U.occurrence_last >= today, U.status.not_in(WAIVED))


def standing_status(today: date) -> ColumnElement[str]:
    """The status that an undertaking counts as."""
    return case((counts_as_done(today), Status.IMPLEMENTED.value), else_=U.status)


def standing_progress(today: date) -> ColumnElement[int]:
    """The progress that goes with it."""
    return case((counts_as_done(today), 100), else_=U.progress)


def is_unseen() -> ColumnElement[bool]:
    """Of which nobody has observed how it stands, and which is no arrears of the home party alone."""
    return and_(U.status == Status.NOT_REPORTED.value, ~is_owed())


def is_postponed() -> ColumnElement[bool]:
    """Open, and put off to a later day than the one that counts."""
    return and_(U.postponed_from.is_not(None), is_open())


def missed_round(today: date) -> ColumnElement[bool]:
    """An occurrence that has gone by without being met; of another party, one of which something was said."""
    item = occurrence.c
    is_counted = and_(item.is_met.is_(False), or_(item.status.is_(None), item.status.not_in(WAIVED)))
    return and_(item.due_last < today, is_counted, or_(item.status.is_not(None), is_owed()), U.status.not_in(WAIVED))


def has_missed(today: date) -> ColumnElement[bool]:
    """Some occurrence of the undertaking was missed."""
    return exists(
        select(occurrence.c.id).where(occurrence.c.undertaking_id == U.id, missed_round(today)).correlate(undertaking)
    )


def is_kept_late() -> ColumnElement[bool]:
    """Done after its day; not where only the latest day is known on which it can have been done."""
    return func.coalesce(and_(U.status_on > U.due_last, U.is_on_or_before.is_(None)), false())


def is_kept() -> ColumnElement[bool]:
    """Done by its day."""
    return func.coalesce(or_(U.status_on.is_(None), U.status_on <= U.due_last), false())


def moved_after(day: date) -> ColumnElement[bool]:
    """The undertaking came to its status after the day; any other has had it since then, or was never spoken of.

    What comes round moves by itself as its dates go by.
    """
    return or_(func.coalesce(U.status_on > day, false()), comes_round())


def comes_round() -> ColumnElement[bool]:
    """It comes round, or once did."""
    return U.id.in_(select(occurrence.c.undertaking_id))


@lru_cache(maxsize=8)
def due_states(horizon: Horizon) -> Mapping[str, ColumnElement[bool]]:
    """Each due state as a condition; all but `missed` exclude one another (see `domain.dueness.find_due_state`)."""
    done = and_(U.status == Status.IMPLEMENTED.value, U.due_last.is_not(None))
    is_near = or_(U.due_last <= horizon.soon, func.coalesce(U.target_last <= horizon.soon, false()))
    # The day first: it is the cheaper question, and most often the answer.
    is_past, is_ahead = U.due_last < horizon.today, U.due_last >= horizon.today
    return {
        DueState.OVERDUE: and_(is_past, is_open(), not_(is_unseen())),
        DueState.NOT_LOOKED_UP: and_(is_past, is_open(), is_unseen()),
        DueState.MISSED: has_missed(horizon.today),
        DueState.DUE_SOON: and_(is_ahead, is_near, is_open()),
        DueState.LATER: and_(is_open(), is_ahead, not_(is_near)),
        DueState.MET: and_(done, or_(U.status_on.is_(None), is_kept())),
        DueState.MET_LATE: and_(done, is_kept_late()),
        DueState.CLOSED: and_(not_(is_open()), not_(and_(done, or_(U.status_on.is_(None), is_kept(), is_kept_late())))),
        DueState.NONE: and_(is_open(), U.due_last.is_(None)),
    }
