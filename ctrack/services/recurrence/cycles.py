"""How an undertaking comes round, for its dossier: its rule, and what became of each of its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from ctrack.domain.dueness import find_kept
from ctrack.domain.records.occurrences import Cycle, Occasion
from ctrack.domain.vocabulary import DueState, Status
from ctrack.services.recurrence.missed_dates import follow
from ctrack.store.current_state import is_owed
from ctrack.store.queries import SOURCE
from ctrack.store.sql import Connection, commitment, occurrence, party, select, undertaking

# What became of a date besides the due states: nothing was to be done for it; it is still to come.
PASSED_OVER, OPEN = "passed_over", "open"


def read_cycle(connection: Connection, code: str, whose: str, today: date) -> tuple[Cycle | None, date | None]:
    """How one party's undertaking comes round, with the dates until today, and until when its reminders are paused.

    No cycle where it does not come round and never did.
    """
    item = undertaking.c
    columns = (
        item.id, item.every, item.counts_from, item.anchor, item.until, item.snoozed_until, item.occurrence_last,
        item.status, is_owed().label("is_owed"),
    )  # fmt: skip
    row = connection.execute(
        select(*columns).select_from(SOURCE).where(commitment.c.code == code, party.c.code == whose)
    ).one()
    found = read_occasions(connection, row, today)
    cycle = Cycle(row.every, row.counts_from, row.anchor, row.until, found) if row.every or found else None
    return cycle, row.snoozed_until


def read_occasions(connection: Connection, row: Any, today: date) -> tuple[Occasion, ...]:
    """The dates of an undertaking until today with what became of each, and the one in hand."""
    item = occurrence.c
    columns = (item.due, item.due_last, item.status, item.closed_on)
    statement = select(*columns).where(item.undertaking_id == row.id).order_by(item.due_last)
    found = [
        Occasion(due, last, closed_on, find_state(status, last, closed_on, today, is_owed=row.is_owed))
        for due, last, status, closed_on in connection.execute(statement)
        if last < today or last == row.occurrence_last or closed_on is not None
    ]
    applies = row.status not in (Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS)
    if applies and row.every and row.occurrence_last is not None and row.counts_from == "anchor" and found:
        state = find_state(None, date.min, None, today, is_owed=row.is_owed)
        gone = follow((row.every, row.anchor, row.until, found[-1].due_last), today)
        found += [Occasion(due, last, None, state) for due, last in gone]
    return tuple(found)


def find_state(status: str | None, due_last: date, closed_on: date | None, today: date, *, is_owed: bool) -> str:
    """What became of an occurrence by a day."""
    if status == Status.IMPLEMENTED:
        return find_kept(due_last, closed_on, is_day_known=True).value
    if status in (Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS):
        return PASSED_OVER
    if due_last >= today:
        return OPEN
    return (DueState.MISSED if is_owed or status is not None else DueState.NOT_LOOKED_UP).value
