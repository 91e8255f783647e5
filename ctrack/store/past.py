"""Where undertakings stood at a moment: read from the status updates, never from what is current.

Two times are told apart: when a thing held (effective) and when it was said (recorded).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, not_, or_, select, true
from sqlalchemy.sql.expression import CTE

from ctrack.domain.vocabulary import STATUS_RANK, Status
from ctrack.store.moments import Moment, is_known
from ctrack.store.retractions import stands
from ctrack.store.tables import commitment, occurrence, status_update, undertaking

# One undertaking by its key, those that a statement finds, or all of them.
Only = int | Select[tuple[int]] | None
# The columns of an undertaking that follow from its status updates.
FOLLOWING = (
    "target", "target_last", "status", "progress", "status_on", "told_on", "voice", "updated_on", "is_regressed",
    "due_last", "occurrence", "occurrence_last",
)  # fmt: skip


def select_past(moment: Moment, only: Only = None) -> Select[Any]:
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
    return statement.where(is_among(undertaking.c.id, only))


def is_among(key: ColumnElement[int], only: Only) -> ColumnElement[bool]:
    """The key is one of those that are wanted."""
    if only is None:
        return true()
    return key == only if isinstance(only, int) else key.in_(only)


def in_force(moment: Moment, only: Only = None) -> CTE:
    """The status updates, of one undertaking or all, that stood, held and were known at the moment."""
    of_one = is_among(status_update.c.undertaking_id, only)
    held = status_update.c.effective_on <= moment.as_of
    return select(*status_update.c).where(of_one, stands(moment), held, is_known(moment)).cte("in_force")


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


def next_occurrence(moment: Moment, only: Only = None) -> CTE:
    """The occurrence that was to be met next: the earliest one that was not met then, nor passed over."""
    of_one = is_among(occurrence.c.undertaking_id, only)
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
