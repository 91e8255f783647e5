"""The service of the first view: how what one owes stands, by instrument, and what of it presses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.records.overviews import Overview
from ctrack.domain.records.reports import Extract, Group
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import DueState
from ctrack.services.groups import tally
from ctrack.services.listings import make_scope
from ctrack.services.recurrence.missed_dates import list_missed
from ctrack.store.current_state import due_states
from ctrack.store.kept_rows import SEVERAL, keep_rows
from ctrack.store.queries import REGISTER_ORDER, SOURCE, Scope, choose_source, read_bodies, select_rows
from ctrack.store.sql import Connection, FromClause, Select, or_, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node


def look_over(connection: Connection, node: Node | None, horizon: Horizon, most: int | None = None) -> Overview:
    """How the home party, or the parties that a filter names, stand as of today; lists have `most` rows, or all.

    It is what the report on progress tells of them, without what the first view does not show.
    """
    scope = make_scope(connection, node, horizon, only_home=True)
    # Whose they are matters where a filter may name others.
    by = ("instrument",) if node is None else ("instrument", "party")
    counted = tally(connection, scope, horizon.today, *by)
    whole = counted.count_whole()
    named = [group.key for group in counted.add("party")] if "party" in by else []
    missed = list_missed(connection, scope) if whole.missed else []
    return Overview(
        today=horizon.today,
        whose=read_bodies(connection, scope.node, named),
        groups=counted.add("instrument"),
        whole=whole,
        pressing=list_pressing(connection, scope, whole, most),
        missed=Extract(missed[:most], len(missed)),
    )


def list_pressing(connection: Connection, scope: Scope, whole: Group, most: int | None) -> Extract[Row]:
    """What is overdue or due soon of all that `whole` counts, the longest overdue first."""
    return list_counted(connection, scope, select_pressing, whole.overdue + whole.due_soon, most)


def list_counted(
    connection: Connection, scope: Scope, make: Callable[[Scope, FromClause], Select[Any]], total: int, most: int | None
) -> Extract[Row]:
    """The rows of the statement made for a scope and a source, counted before; what counts none is not asked for."""
    if not total:
        return Extract([], 0)
    statement = make(scope, choose_source(connection, None if most is not None else total))
    return Extract(keep_rows(connection, statement.limit(most), scope.horizon, SEVERAL), total)


def select_pressing(scope: Scope, source: FromClause = SOURCE) -> Select[Any]:
    """The statement of what presses; an index gives its order, so that the first rows are soon found."""
    states = due_states(scope.horizon)
    pressing = or_(states[DueState.OVERDUE], states[DueState.DUE_SOON])
    last = max(scope.horizon.today, scope.horizon.soon)
    has_day = or_(undertaking.c.due_last <= last, undertaking.c.target_last <= last)
    return select_rows(scope, undertaking.c.due_last, *REGISTER_ORDER, source=source).where(has_day, pressing)
