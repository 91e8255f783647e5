"""What had been said by a moment and stood: the status updates in force, those that tell a status, and the newest.

Two times are told apart: when a thing held (effective) and when it was said (recorded). A status is said of one
occurrence of what comes round, or of the whole undertaking.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from ctrack.domain.vocabulary import STATUS_RANK
from ctrack.store.kept_statements import read_columns
from ctrack.store.moments import Moment, is_known
from ctrack.store.retractions import stands
from ctrack.store.sql import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    case,
    func,
    literal,
    occurrence,
    or_,
    select,
    status_update,
    true,
)
from ctrack.store.word_order import turn_of_words

# Some undertakings by their keys or those that a statement finds; or all of them.
Keys: TypeAlias = "tuple[int, ...] | Select[tuple[int]] | None"
# What is told of an update that tells a status.
TOLD = (
    "undertaking_id", "id", "turn", "status", "progress", "effective", "effective_on", "voice", "own_status",
    "round_id", "is_move", "is_regressed",
)  # fmt: skip


def is_one_of(column: ColumnElement[Any], keys: Keys) -> ColumnElement[bool]:
    """The key is one of these; any where none is named."""
    return true() if keys is None else column.in_(keys)


def in_force(moment: Moment, only: Keys = None) -> CTE:
    """The status updates, of some undertakings or all, that stood, held and were known at the moment."""
    held = status_update.c.effective_on <= moment.as_of
    of_these = is_one_of(status_update.c.undertaking_id, only)
    return (
        select(*take(status_update, read_columns("status_update")), turn_of_words())
        .where(of_these, stands(moment), held, is_known(moment))
        .cte("in_force")
    )


def told_by(updates: CTE) -> CTE:
    """The updates that tell a status, each with its occurrence, and whether it moved that forwards or backwards."""
    update = updates.c
    order: Any = {
        "partition_by": (update.undertaking_id, occurrence.c.id),
        "order_by": (update.effective_on, update.turn),
    }
    before: ColumnElement[Any] = func.lag(update.status).over(**order)
    progress_before: ColumnElement[Any] = func.lag(update.progress).over(**order)
    fell = (rank(update.status) < rank(before)) | ((update.status == before) & (update.progress < progress_before))
    return (
        select(
            *take(updates, TOLD[:-3]),
            occurrence.c.id.label("round_id"),
            or_(before.is_(None), before != update.status).label("is_move"),
            func.coalesce(fell, literal(False)).label("is_regressed"),
        )
        .select_from(updates.outerjoin(occurrence, occurrence.c.id == update.occurrence_id))
        .where(update.status.is_not(None))
        .cte("told")
    )


def rank(status: ColumnElement[Any]) -> ColumnElement[int]:
    """How far along a status is; NULL for those that leave the count."""
    return case(*((status == word.value, number) for word, number in STATUS_RANK.items()))


def said_by(updates: CTE) -> CTE:
    """When each undertaking was last spoken of."""
    last = func.max(updates.c.effective_on).label("updated_on")
    return select(updates.c.undertaking_id, last).group_by(updates.c.undertaking_id).cte("said")


def newest(
    updates: CTE,
    name: str,
    *conditions: ColumnElement[bool],
    by: tuple[str, ...] = ("undertaking_id",),
    columns: tuple[str, ...] = TOLD,
) -> CTE:
    """The newest of these updates of each undertaking, or of each group of them."""
    order: Any = (updates.c.effective_on.desc(), updates.c.turn.desc())
    keys = [getattr(updates.c, key) for key in by]
    place = func.row_number().over(partition_by=keys, order_by=order).label("place")
    ranked = select(*take(updates, columns), place).where(true(), *conditions).subquery()
    return select(*take(ranked, (*columns, "place"))).where(ranked.c.place == 1).cte(name)


def take(source: FromClause, names: Iterable[str]) -> list[ColumnElement[Any]]:
    """Columns of a part of a statement by their names."""
    return [getattr(source.c, name) for name in names]
