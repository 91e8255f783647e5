"""The dates of one's own, as they stood at a moment: the newest, how often it was put off, and what it puts off.

A date of one's own that is later than the text's postpones it; where the text has no date, one later than the first.
"""

from __future__ import annotations

from typing import Any

from ctrack.store.sql import (
    CTE,
    ColumnElement,
    and_,
    case,
    commitment,
    func,
    literal,
    occurrence,
    or_,
    select,
    undertaking,
)
from ctrack.store.told import newest, take

# What is told of an update that sets a target, and then of how it was moved.
AIMED = ("undertaking_id", "id", "turn", "effective_on", "target", "target_last", "ruling_last", "ruling")
MOVED = (*AIMED, "is_later", "first", "first_last")


def aims_of(updates: CTE, turn: CTE) -> CTE:
    """The newest target of each undertaking, of the occurrence in hand where it comes round."""
    update, item = updates.c, undertaking.c
    ruling = func.coalesce(turn.c.due_last, commitment.c.moved_last, commitment.c.deadline_last)
    date = func.coalesce(turn.c.due, commitment.c.moved_deadline, commitment.c.deadline)
    is_theirs = or_(occurrence.c.id == turn.c.id, and_(occurrence.c.id.is_(None), turn.c.latest.is_(None)))
    source = (
        updates.join(undertaking, item.id == update.undertaking_id)
        .join(commitment, item.commitment_id == commitment.c.id)
        .outerjoin(occurrence, occurrence.c.id == update.occurrence_id)
        .outerjoin(turn, turn.c.undertaking_id == update.undertaking_id)
    )
    aimed = (
        select(*take(updates, AIMED[:-2]), ruling.label("ruling_last"), date.label("ruling"))
        .select_from(source)
        .where(update.target.is_not(None), is_theirs)
        .cte("aimed")
    )
    return newest(count_moves(aimed), "aim", columns=(*MOVED, "times"))


def count_moves(aimed: CTE) -> CTE:
    """The targets, each with how often they were moved to a later day, and the earliest of them."""
    aim = aimed.c
    in_time: Any = {"partition_by": aim.undertaking_id, "order_by": (aim.effective_on, aim.turn)}
    earliest: Any = {"partition_by": aim.undertaking_id, "order_by": (aim.target_last.is_(None), aim.target_last)}
    before = func.coalesce(func.lag(aim.target_last).over(**in_time), aim.ruling_last)
    later = case(
        (and_(aim.target_last > before, or_(aim.ruling_last.is_(None), aim.target_last > aim.ruling_last)), 1), else_=0
    )
    first: ColumnElement[Any] = func.first_value(aim.target).over(**earliest)
    first_last: ColumnElement[Any] = func.first_value(aim.target_last).over(**earliest)
    moves = select(
        *take(aimed, AIMED), later.label("is_later"), first.label("first"), first_last.label("first_last")
    ).cte("moves")
    times = func.sum(moves.c.is_later).over(partition_by=moves.c.undertaking_id)
    return select(*take(moves, MOVED), times.label("times")).cte("counted")


def put_off(aim: CTE) -> ColumnElement[Any]:
    """The date that the target puts off, in EDTF; none where it puts off nothing."""
    item = aim.c
    return case(
        (item.target_last > item.ruling_last, item.ruling),
        (and_(item.ruling_last.is_(None), item.target_last > item.first_last), item.first),
        else_=literal(None),
    )
