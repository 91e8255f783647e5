"""How far things had come at the end of each of several days, counted from the status updates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import replace
from ctrack.domain.periods import month_ends
from ctrack.domain.records.reports import Report, Trend
from ctrack.domain.vocabulary import NOT_COUNTED_STATUSES, UNDER_WAY_STATUSES, Status
from ctrack.services.listings import make_scope
from ctrack.store.current_state import comes_round, moved_after
from ctrack.store.past import count_standing
from ctrack.store.queries import ROUNDS, Scope, find_source
from ctrack.store.retractions import stands
from ctrack.store.sql import (
    Connection,
    Select,
    case,
    func,
    not_,
    select,
    status_update,
    undertaking,
)
from ctrack.store.word_order import turn_of_words

if TYPE_CHECKING:
    from ctrack.domain.filters import Node


def follow_trend(connection: Connection, node: Node | None, horizon: Horizon, report: Report) -> Trend:
    """Implemented and under way at the end of each month of the last year, of what the report of that day counts."""
    scope, dates = make_scope(connection, node, horizon, only_home=True), month_ends(horizon.today)
    scope = replace(scope, left_out=report.left_out)
    steps = [
        (before, after, place, count) for before, after, place, count in connection.execute(select_steps(scope, dates))
    ]
    steps += [(None, status, 0, count) for status, count in report.settled.items() if status != Status.NOT_REPORTED]
    steps += list(step_rounds(connection, scope, dates))
    return count_trend(steps, dates, report.whole.total)


def step_rounds(connection: Connection, scope: Scope, dates: list[date]) -> Iterator[tuple[str | None, str, int, int]]:
    """The same steps of what comes round: how many of them counted as what at each date, and before it."""
    condition = scope.condition()
    # Of which nobody ever told a status, that stood nowhere else before.
    told = undertaking.c.told_on.is_not(None)
    source = find_source(condition, first=ROUNDS)
    wanted = select(undertaking.c.id).select_from(source).where(condition, told).distinct()
    if connection.scalar(wanted.limit(1)) is None:
        return
    # To build the statement takes longer than to run it, so that it is built once for all dates.
    statement = count_standing(wanted)
    before: dict[str, int] = {}
    for place, day in enumerate(dates):
        now = {row[0]: row[1] for row in connection.execute(statement, {"day": day})}
        yield from ((None, status, place, count) for status, count in now.items())
        yield from ((None, status, place, -count) for status, count in before.items())
        before = now


def select_steps(scope: Scope, dates: list[date]) -> Select[Any]:
    """How many undertakings went from one status to another, and by which of the dates (its place) first.

    Those that have not moved since the first date are left out: to look into their past is most of the work.
    """
    update, condition = status_update.c, scope.condition()
    source = find_source(condition).join(status_update, update.undertaking_id == undertaking.c.id)
    in_time = (update.effective_on, turn_of_words())
    before = func.lag(update.status).over(partition_by=update.undertaking_id, order_by=in_time)
    place = case(*((update.effective_on <= day, place) for place, day in enumerate(dates)))
    told = (
        select(before.label("before"), update.status.label("after"), place.label("place"))
        .select_from(source)
        .where(
            condition,
            moved_after(dates[0]),
            not_(comes_round()),
            update.status.is_not(None),
            update.effective_on <= dates[-1],
            stands(),
        )
        .subquery()
    )
    return select(told.c.before, told.c.after, told.c.place, func.count()).group_by(
        told.c.before, told.c.after, told.c.place
    )


def count_trend(steps: list[tuple[str | None, str, int, int]], dates: list[date], total: int) -> Trend:
    """Add up at each date what went into a status by then, and take away what left it."""

    def stand(place: int, statuses: Collection[Status]) -> int:
        done = [step for step in steps if step[2] <= place]
        entered = sum(count for _before, after, _place, count in done if after in statuses)
        return entered - sum(count for before, _after, _place, count in done if before in statuses)

    places = range(len(dates))
    implemented = [stand(place, (Status.IMPLEMENTED,)) for place in places]
    under_way = [stand(place, UNDER_WAY_STATUSES) for place in places]
    return Trend(dates, implemented, under_way, total - stand(places[-1], NOT_COUNTED_STATUSES))
