"""Due dates as the events of a calendar: each keeps its name when its date moves, and counts what was said of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.records.reminders import Notice
from ctrack.domain.records.undertakings import Row, Words
from ctrack.services.recurrence.dates_ahead import list_coming
from ctrack.services.reminders.due_reminders import name_register
from ctrack.services.reminders.notices import name_event
from ctrack.store.queries import SOURCE, read_home
from ctrack.store.tables import commitment, instrument, party, status_update, undertaking


def list_events(
    connection: Connection, node: Node | None, horizon: Horizon, until: date, *, every_side: bool = False
) -> tuple[Words, list[Notice]]:
    """The name of the home party, and every due date up to a day as a notice; with `every_side` of all parties."""
    listing = list_coming(connection, node, horizon, until, every_side=every_side)
    titles = {slug: short or title for slug, title, short in connection.execute(
        select(instrument.c.slug, instrument.c.title, instrument.c.short))}  # fmt: skip
    counts = count_changes(connection)
    register = name_register(connection)
    events = [make_event(row, titles[row.instrument], counts.get((row.code, row.party), 0), register, horizon.today)
              for row in listing.rows]  # fmt: skip
    return read_home(connection)[2], events


def make_event(row: Row, title: Words, sequence: int, register: str, today: date) -> Notice:
    """A row of a listing as an event, on the party's own target where there is one."""
    assert row.due_last is not None
    assert row.due is not None
    # A target moves the event, and not the occurrence that it is named after.
    named = edtf_bounds(row.occurrence)[1] if row.occurrence else None
    has_target = row.target is not None and row.target != row.due
    last = edtf_bounds(row.target)[1] if row.target is not None else row.due_last
    return Notice(
        code=row.code,
        party=row.party,
        instrument=title,
        title=row.title,
        status=row.status,
        progress=row.progress,
        due=row.target or row.due,
        due_last=last,
        days_left=(last - today).days,
        threshold=0,
        uid=name_event(register, row.code, row.party, named),
        sequence=sequence,
        text_due=row.due if has_target else None,
        text_days_left=(row.due_last - today).days if has_target else None,
    )


def count_changes(connection: Connection) -> dict[tuple[str, str], int]:
    """How many updates each undertaking has; as that only grows, it serves as the SEQUENCE of its event (RFC 5545)."""
    statement = (
        select(commitment.c.code, party.c.code, func.count())
        .select_from(SOURCE.join(status_update, status_update.c.undertaking_id == undertaking.c.id))
        .group_by(commitment.c.code, party.c.code)
    )
    return {(code, whose): count for code, whose, count in connection.execute(statement)}
