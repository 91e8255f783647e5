"""What comes round, as it stood at a moment: how far each occurrence had come, and which of them was in hand.

In hand is the last one that was spoken of, until it is done; then the one after it. Those before it that were not met
are missed once their day is past. What was said of the undertaking as a whole, before it came round, is of the first.
"""

from __future__ import annotations

from typing import Any

from ctrack.domain.vocabulary import CLOSED_STATUSES, NOT_COUNTED_STATUSES, Status
from ctrack.store.kept_statements import read_columns
from ctrack.store.moments import Moment
from ctrack.store.sql import CTE, ColumnElement, Select, and_, case, func, literal, occurrence, or_, select
from ctrack.store.told import Keys, in_force, is_one_of, newest, take, told_by

DONE = [status.value for status in CLOSED_STATUSES]
WAIVED = [status.value for status in NOT_COUNTED_STATUSES]
IMPLEMENTED = Status.IMPLEMENTED.value
# What is told of an occurrence.
ROUND = (
    "id", "undertaking_id", "due", "due_last", "status", "progress", "own_status", "waived", "moved_on", "moved",
    "latest",
)  # fmt: skip


def rounds_of(told: CTE, only: Keys = None) -> CTE:
    """Every occurrence with what was said of it; `latest` is the last one of the undertaking that was spoken of."""
    of_round = told.c.round_id.is_not(None)
    said = newest(told, "said_of", of_round, by=("round_id",))
    moved = newest(told, "moved_of", of_round, told.c.is_move, by=("round_id",))
    off, item = waivers_of(told), occurrence.c
    latest = func.max(case((said.c.status.is_not(None), item.due_last))).over(partition_by=item.undertaking_id)
    during = and_(
        off.c.undertaking_id == item.undertaking_id,
        off.c.effective_on <= item.due_last,
        or_(off.c.ends_on.is_(None), item.due_last < off.c.ends_on),
    )
    source = (
        occurrence.outerjoin(said, said.c.round_id == item.id)
        .outerjoin(moved, moved.c.round_id == item.id)
        .outerjoin(off, during)
    )
    return (
        select(
            item.id,
            item.undertaking_id,
            item.due,
            item.due_last,
            said.c.status,
            said.c.progress,
            said.c.own_status,
            off.c.status.label("waived"),
            moved.c.effective_on.label("moved_on"),
            moved.c.effective.label("moved"),
            latest.label("latest"),
        )
        .select_from(source)
        .where(is_one_of(item.undertaking_id, only))
        .cte("rounds")
    )


def waivers_of(told: CTE) -> CTE:
    """From when until when an undertaking as a whole did not apply, or had been overtaken by events."""
    order: Any = {"partition_by": told.c.undertaking_id, "order_by": (told.c.effective_on, told.c.turn)}
    columns = (told.c.undertaking_id, told.c.status, told.c.round_id, told.c.effective_on)
    spans = select(*columns, func.lead(told.c.effective_on).over(**order).label("ends_on")).subquery()
    names = ("undertaking_id", "status", "round_id", "effective_on", "ends_on")
    return select(*take(spans, names)).where(spans.c.round_id.is_(None), spans.c.status.in_(WAIVED)).cte("waivers")


def turn_of(rounds: CTE) -> CTE:
    """The occurrence in hand of each undertaking."""
    item = rounds.c
    is_ahead = or_(
        item.latest.is_(None),
        item.due_last > item.latest,
        and_(item.due_last == item.latest, item.status.not_in(DONE)),
    )
    place = func.row_number().over(partition_by=item.undertaking_id, order_by=item.due_last).label("place")
    ranked = select(*take(rounds, ROUND), place).where(is_ahead).subquery()
    return select(*take(ranked, (*ROUND, "place"))).where(ranked.c.place == 1).cte("turn")


def prior_of(rounds: CTE, turn: CTE) -> CTE:
    """The occurrence before the one in hand that was to be met."""
    item = rounds.c
    order: Any = {"partition_by": item.undertaking_id, "order_by": item.due_last.desc()}
    counts = func.coalesce(item.status, item.waived, "").not_in(WAIVED)
    ranked = (
        select(*take(rounds, ROUND), func.row_number().over(**order).label("place"))
        .select_from(rounds.join(turn, turn.c.undertaking_id == item.undertaking_id))
        .where(item.due_last < turn.c.due_last, counts)
        .subquery()
    )
    return select(*take(ranked, (*ROUND, "place"))).where(ranked.c.place == 1).cte("prior")


def select_occurrences(moment: Moment, only: Keys = None) -> Select[Any]:
    """Every occurrence, of some undertakings or all, as it stood at that moment."""
    rounds = rounds_of(told_by(in_force(moment, only)), only).c
    status = func.coalesce(rounds.status, rounds.waived)
    is_met: ColumnElement[bool] = func.coalesce(rounds.status == IMPLEMENTED, literal(False))
    values: dict[str, ColumnElement[Any]] = {
        "status": status,
        "progress": rounds.progress,
        "closed_on": case((is_met, rounds.moved_on)),
        "is_met": is_met,
    }
    names = read_columns("occurrence")
    return select(*((values[name] if name in values else getattr(rounds, name)).label(name) for name in names))
