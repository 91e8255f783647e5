"""The service that counts due dates month by month, before today and after: deadlines, and dates that come round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, or_

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.periods import Period, Span, containing
from ctrack.domain.records.reports import DateCounts
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import DueState
from ctrack.services.listings import make_scope
from ctrack.services.recurrence.dates_ahead import list_coming, list_due
from ctrack.services.recurrence.missed_dates import list_rounds_met
from ctrack.services.reports import list_where
from ctrack.store.current_state import due_states
from ctrack.store.queries import read_bodies

MONTHS = 12


def count_dates(connection: Connection, node: Node | None, horizon: Horizon, text: str = "") -> DateCounts:
    """The dates of a year before this month and of a year from it on, by month and by what came of them.

    They are the dates that `due`, the deadlines and the progress report list: what is open, what was missed, what was
    met, and what a rule foresees. What lies before and after is counted as a whole.
    """
    months = list(list_months(horizon.today))
    until = months[-1].last
    scope = make_scope(connection, node, horizon, only_home=True)
    states = due_states(horizon)
    met = list_where(connection, scope, or_(states[DueState.MET], states[DueState.MET_LATE]), None).rows
    rows = [*met, *list_rounds_met(connection, scope), *list_coming(connection, node, horizon, until).rows]
    ahead = [row for row in list_due(connection, node, horizon).rows if row.due_last and row.due_last > until]
    found = [(row.due_last, row) for row in rows if row.due_last and row.due_last <= until]
    by_month: dict[date, list[Row]] = {month.first: [] for month in months}
    before: list[Row] = []
    for last, row in found:
        by_month.get(last.replace(day=1), before).append(row)
    return DateCounts(
        today=horizon.today,
        whose=read_bodies(
            connection, scope.node, dict.fromkeys(row.party for row in (*(row for _last, row in found), *ahead))
        ),
        filter=text,
        months=list(by_month),
        counts=[tally(each) for each in by_month.values()],
        before=tally(before),
        after=tally(ahead),
    )


def list_months(today: date) -> Iterator[Period]:
    """A year of months before that of today, that one, and a year after it."""
    month = containing(today.replace(year=today.year - 1, day=1), Span.MONTH)
    for _place in range(2 * MONTHS + 1):
        yield month
        month = month.after


def tally(rows: list[Row]) -> dict[DueState, int]:
    """How many dates of each state."""
    return dict(Counter(row.due_state for row in rows))
