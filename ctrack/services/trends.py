"""How far things had come at the end of each of several days, counted from the status updates."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import Connection, func, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.records import Trend
from ctrack.domain.vocabulary import NOT_COUNTED_STATUSES, Status
from ctrack.services.listings import make_scope
from ctrack.store.queries import SOURCE, STATUSES
from ctrack.store.retracting import stands
from ctrack.store.tables import status_update, undertaking

UNDER_WAY = (Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED)
MONTHS = 12


def month_ends(today: date, months: int = MONTHS) -> list[date]:
    """The last days of the months before today, and today."""
    first = today.replace(day=1)
    return [first - relativedelta(months=back) - relativedelta(days=1) for back in range(months - 1, -1, -1)] + [today]


def follow_trend(connection: Connection, node: Node | None, horizon: Horizon, *, only_home: bool = False) -> Trend:
    """Implemented and under way at the end of each month of the last year, of what the filter finds today."""
    scope = make_scope(connection, node, horizon, only_home=only_home)
    wanted = select(undertaking.c.id).select_from(SOURCE).where(scope.condition())
    update = status_update.c
    statement = (
        select(update.undertaking_id, update.effective_on, update.status)
        .where(update.status.is_not(None), update.undertaking_id.in_(wanted), stands())
        .order_by(update.effective_on, update.id)
    )
    total = connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    told = [(key, day, STATUSES[word]) for key, day, word in connection.execute(statement)]
    return count_trend(told, month_ends(horizon.today), total)


def count_trend(told: list[tuple[int, date, Status]], dates: list[date], total: int) -> Trend:
    """Walk through what was told, oldest first, and count at each date how things stood."""
    current: dict[int, Status] = {}
    implemented, under_way, place = [], [], 0
    for day in dates:
        while place < len(told) and told[place][1] <= day:
            current[told[place][0]] = told[place][2]
            place += 1
        statuses = list(current.values())
        implemented.append(statuses.count(Status.IMPLEMENTED))
        under_way.append(sum(statuses.count(status) for status in UNDER_WAY))
    left_out = sum(list(current.values()).count(status) for status in NOT_COUNTED_STATUSES)
    return Trend(dates, implemented, under_way, total - left_out)
