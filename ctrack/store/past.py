"""The register as it stood on another day: read from the status updates, never from what is current.

To the end of a connection a temporary table takes the name of `undertaking`, and so its place in every query: both
engines look there first. Two times are told apart: when a thing held (effective) and when it was said (recorded).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    column,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.sql.expression import CTE

from ctrack.domain.vocabulary import STATUS_RANK, Status
from ctrack.store.retractions import stands, was_known
from ctrack.store.tables import commitment, occurrence, status_update, undertaking


@dataclass(frozen=True, slots=True)
class Moment:
    """A day whose state is wanted, and by when it must have been said (UTC, as the journal writes it); or whenever."""

    as_of: date
    known_at: str | None = None


# Whatever was said, of whatever day.
EVER = Moment(date.max)
# The columns of an undertaking that follow from its status updates.
FOLLOWING = (
    "target", "target_last", "status", "progress", "status_on", "told_on", "voice", "updated_on", "is_regressed",
    "due_last", "occurrence", "occurrence_last",
)  # fmt: skip


def turn_back(connection: Connection, moment: Moment) -> None:
    """Make the connection show undertakings and status updates as they were at that moment, until it is closed."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA temp_store = MEMORY"))
    shadow(connection, undertaking, select_past(moment))
    shadow(connection, status_update, select_updates(moment))


def shadow(connection: Connection, hidden: Table, rows: Select[Any]) -> None:
    """Let a temporary table with these rows stand before a table of the register, or before one that stands there."""
    draft = f"{hidden.name}_then"
    names = [each.name for each in hidden.c]
    connection.execute(text(f"CREATE TEMPORARY TABLE {draft} AS SELECT * FROM {hidden.name} WHERE 1 = 0"))
    connection.execute(insert(table(draft, *(column(name) for name in names))).from_select(names, rows))
    schema = "temp" if connection.dialect.name == "sqlite" else "pg_temp"
    connection.execute(text(f"DROP TABLE IF EXISTS {schema}.{hidden.name}"))
    connection.execute(text(f"CREATE INDEX {draft}_id ON {draft} (id)"))
    connection.execute(text(f"CREATE INDEX {draft}_key ON {draft} ({KEYS[hidden.name]})"))
    connection.execute(text(f"ALTER TABLE {draft} RENAME TO {hidden.name}"))


KEYS = {"undertaking": "commitment_id, party_id", "status_update": "undertaking_id"}


def select_updates(moment: Moment) -> Select[Any]:
    """What had been said by then; a retraction counts from when it was recorded, whatever day it is dated."""
    update = status_update.c
    held = or_(update.effective_on <= moment.as_of, update.retracts_id.is_not(None))
    return select(*update).where(held, was_known(update.recorded_at, moment.known_at))


def select_past(moment: Moment, only: int | None = None) -> Select[Any]:
    """Every undertaking, or only one, with the columns that follow from what had been said by then."""
    said_then = in_force(moment, only)
    told = told_by(said_then)
    last, moved = newest(told, "last"), newest(told, "moved", told.c.is_move)
    target = newest(aimed_by(said_then), "aimed")
    said = said_by(said_then)
    turn = next_occurrence(moment, only)
    due = func.coalesce(target.c.target_last, turn.c.due_last, commitment.c.deadline_last)
    values: dict[str, ColumnElement[Any]] = {
        "target": func.nullif(target.c.target, ""),
        "target_last": target.c.target_last,
        "status": func.coalesce(last.c.status, Status.NOT_REPORTED.value),
        "progress": func.coalesce(last.c.progress, 0),
        "status_on": moved.c.effective_on,
        "told_on": last.c.effective_on,
        "voice": last.c.voice,
        "updated_on": said.c.updated_on,
        # What was implemented and comes round again begins anew.
        "is_regressed": func.coalesce(
            and_(last.c.is_regressed, not_(and_(last.c.was_done, undertaking.c.every.is_not(None)))), literal(False)
        ),
        "due_last": due,
        "occurrence": turn.c.due,
        "occurrence_last": turn.c.due_last,
    }
    source = undertaking.join(commitment)
    # The plain one first: SQLite makes no index for a ranked one that is, and reads it whole for each undertaking.
    for part in (said, last, moved, target, turn):
        source = source.outerjoin(part, part.c.undertaking_id == undertaking.c.id)
    statement = select(*(values.get(each.name, each).label(each.name) for each in undertaking.c)).select_from(source)
    return statement if only is None else statement.where(undertaking.c.id == only)


def in_force(moment: Moment, only: int | None = None) -> CTE:
    """The status updates, of one undertaking or all, that stood, held and were known at the moment."""
    of_one = true() if only is None else status_update.c.undertaking_id == only
    held = status_update.c.effective_on <= moment.as_of
    known = was_known(status_update.c.recorded_at, moment.known_at)
    return select(*status_update.c).where(of_one, stands(moment.known_at), held, known).cte("in_force")


def told_by(updates: CTE) -> CTE:
    """The updates that tell a status, each with whether it moved, and whether it moved backwards."""
    update = updates.c
    order: Any = {"partition_by": update.undertaking_id, "order_by": (update.effective_on, update.id)}
    before: ColumnElement[Any] = func.lag(update.status).over(**order)
    progress_before: ColumnElement[Any] = func.lag(update.progress).over(**order)
    fell = (rank(update.status) < rank(before)) | ((update.status == before) & (update.progress < progress_before))
    return (
        select(
            *(update[name] for name in ("undertaking_id", "id", "status", "progress", "effective_on", "voice")),
            or_(before.is_(None), before != update.status).label("is_move"),
            func.coalesce(fell, literal(False)).label("is_regressed"),
            (before == Status.IMPLEMENTED.value).label("was_done"),
        )
        .where(update.status.is_not(None))
        .cte("told")
    )


def rank(status: ColumnElement[Any]) -> ColumnElement[int]:
    """How far along a status is; NULL for those that leave the count."""
    return case(*((status == word.value, number) for word, number in STATUS_RANK.items()))


def aimed_by(updates: CTE) -> CTE:
    """The updates that set a target or took it away."""
    names = ("undertaking_id", "id", "effective_on", "target", "target_last")
    return select(*(updates.c[name] for name in names)).where(updates.c.target.is_not(None)).cte("aimed_at")


def said_by(updates: CTE) -> CTE:
    """When each undertaking was last spoken of."""
    last = func.max(updates.c.effective_on).label("updated_on")
    return select(updates.c.undertaking_id, last).group_by(updates.c.undertaking_id).cte("said")


def next_occurrence(moment: Moment, only: int | None = None) -> CTE:
    """The occurrence that was to be met next: the earliest one that was not met then, nor passed over."""
    of_one = true() if only is None else occurrence.c.undertaking_id == only
    is_open = or_(occurrence.c.closed_on.is_(None), occurrence.c.closed_on > moment.as_of)
    if moment.known_at is not None:
        is_open = or_(is_open, occurrence.c.closed_at > moment.known_at)
    place = func.row_number().over(partition_by=occurrence.c.undertaking_id, order_by=occurrence.c.due_last)
    ranked = select(*occurrence.c, place.label("place")).where(of_one, is_open).subquery()
    columns = (ranked.c.undertaking_id, ranked.c.due, ranked.c.due_last)
    return select(*columns).where(ranked.c.place == 1).cte("turn")


def newest(updates: CTE, name: str, condition: ColumnElement[bool] | None = None) -> CTE:
    """The newest of these updates of each undertaking."""
    order: Any = (updates.c.effective_on.desc(), updates.c.id.desc())
    place = func.row_number().over(partition_by=updates.c.undertaking_id, order_by=order).label("place")
    statement = select(*updates.c, place)
    ranked = (statement if condition is None else statement.where(condition)).subquery()
    return select(*ranked.c).where(ranked.c.place == 1).cte(name)
