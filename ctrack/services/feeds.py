"""Due dates as the events of a calendar: each keeps its name when its date moves, and is called off when it is none.

What numbers an event (its SEQUENCE, RFC 5545, 3.8.7.4) is how often it was spoken of, and how often anything was done
that may move a date, call it off or bring it back without a word of it: it never goes back.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.frozen import replace
from ctrack.domain.records.reminders import Notice
from ctrack.domain.records.undertakings import Row, Words
from ctrack.services.cancellations import list_called_off
from ctrack.services.listings import make_scope
from ctrack.services.recurrence.dates_ahead import list_coming
from ctrack.services.reminders.due_reminders import name_register
from ctrack.services.reminders.notices import count_turns, name_event
from ctrack.store.queries import SOURCE, read_home
from ctrack.store.tables import commitment, instrument, party, status_update, undertaking


def list_events(
    connection: Connection, node: Node | None, horizon: Horizon, until: date, *, every_side: bool = False
) -> tuple[Words, list[Notice]]:
    """The name of the home party, and every due date up to a day as a notice; with `every_side` of all parties.

    Behind them those that were events and are none any more.
    """
    listing = list_coming(connection, node, horizon, until, every_side=every_side)
    titles = {slug: short or title for slug, title, short in connection.execute(
        select(instrument.c.slug, instrument.c.title, instrument.c.short))}  # fmt: skip
    register, counts, turns = name_register(connection), count_changes(connection), count_turns(connection)
    events = {}
    for row in listing.rows:
        sequence = counts.get((row.code, row.party), 0) + turns
        event = make_event(row, titles[row.instrument], sequence, register, horizon.today)
        events[event.uid] = event
    scope = make_scope(connection, node, horizon, only_home=True)
    for row in list_called_off(connection, replace(scope, every_side=every_side), until):
        sequence = counts.get((row.code, row.party), 0) + turns
        event = make_event(row, titles[row.instrument], sequence, register, horizon.today)
        events.setdefault(event.uid, replace(event, is_called_off=True))
    return read_home(connection)[2], list(events.values())


def make_event(row: Row, title: Words, sequence: int, register: str, today: date) -> Notice:
    """A row of a listing as an event, on the party's own target where there is one."""
    # A target moves the event, and not the occurrence that it is named after.
    named = edtf_bounds(row.occurrence)[1] if row.occurrence else None
    has_target = row.target is not None and row.target != row.due
    last = edtf_bounds(row.target)[1] if row.target is not None else row.due_last
    due = row.target or row.due
    assert last is not None
    assert due is not None
    return Notice(
        code=row.code,
        party=row.party,
        instrument=title,
        title=row.title,
        status=row.status,
        progress=row.progress,
        due=due,
        due_last=last,
        days_left=(last - today).days,
        threshold=0,
        uid=name_event(register, row.code, row.party, named),
        sequence=sequence,
        text_due=row.due if has_target else None,
        text_days_left=(row.due_last - today).days if has_target and row.due_last is not None else None,
    )


def count_changes(connection: Connection) -> dict[tuple[str, str], int]:
    """How many updates each undertaking has; that only grows."""
    statement = (
        select(commitment.c.code, party.c.code, func.count())
        .select_from(SOURCE.join(status_update, status_update.c.undertaking_id == undertaking.c.id))
        .group_by(commitment.c.code, party.c.code)
    )
    return {(code, whose): count for code, whose, count in connection.execute(statement)}
