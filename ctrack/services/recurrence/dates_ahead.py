"""The service that finds due dates: what is open, what was missed, and what comes round after it by its rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Dating, Horizon, find_due_state
from ctrack.domain.frozen import replace
from ctrack.domain.periods import Period
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.recurrence import CountsFrom, Rule, first_from, occurrences, parse_interval
from ctrack.domain.vocabulary import Status
from ctrack.services.listings import ORDERS, make_listing, make_scope
from ctrack.services.recurrence.missed_dates import list_missed
from ctrack.store.current_state import is_open
from ctrack.store.queries import SOURCE, Scope, read_rows, select_rows
from ctrack.store.sql import Connection, commitment, or_, party, select, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node


def list_due(
    connection: Connection, node: Node | None, horizon: Horizon, text: str = "", *, every_side: bool = False
) -> Listing:
    """What the home party, or the party of the filter, still has to do by a date: missed and overdue first, then soon.

    With `every_side` that of whatever party.
    """
    scope = replace(make_scope(connection, node, horizon, only_home=True), every_side=every_side)
    statement = select_rows(scope, *ORDERS["due"]).where(is_open(), undertaking.c.due_last.is_not(None))
    return make_listing(
        connection, scope, list_dates(connection, scope, read_rows(connection, statement, horizon)), text
    )


def list_dates(connection: Connection, scope: Scope, rows: list[Row]) -> list[Row]:
    """The rows as dates: of what comes round each that was missed, and where the one in hand was, the next one."""
    missed = list_missed(connection, scope)
    if not missed:
        return [in_hand(row) for row in rows]
    rules, horizon = read_rules(connection), scope.horizon
    plain = [in_hand(row) for row in rows if not is_told_apart(row, missed)]
    ahead = [later for row in rows if is_told_apart(row, missed) for later in foresee_next(row, rules, horizon)]
    return sorted([*missed, *plain, *ahead], key=nearest_day)


def nearest_day(row: Row) -> date:
    """The day by which a row is ordered: a plan before its due date comes first."""
    days = [row.due_last, edtf_bounds(row.target)[1] if row.target else None]
    return min(filter(None, days), default=date.max)


def foresee_next(row: Row, rules: dict[tuple[str, str], tuple[Rule, date]], horizon: Horizon) -> list[Row]:
    """The row once more for the next date to come that its rule foresees."""
    if (row.code, row.party) not in rules:
        return []
    period = first_from(rules[row.code, row.party][0], horizon.today)
    return [on_date(row, period, horizon)] if period is not None else []


def list_coming(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    until: date,
    text: str = "",
    *,
    every_side: bool = False,
) -> Listing:
    """Every due date up to a day: of what is open, each that was missed, and each that a rule foresees.

    Of the home party or that of the filter; with `every_side` of whatever party.
    """
    scope = replace(make_scope(connection, node, horizon, only_home=True), every_side=every_side)
    is_near = or_(undertaking.c.due_last <= until, undertaking.c.target_last <= until)
    rows = read_rows(connection, select_rows(scope, *ORDERS["due"]).where(is_open(), is_near), horizon)
    rules, missed = read_rules(connection), list_missed(connection, scope)
    near = [in_hand(row) for row in rows if not is_told_apart(row, missed)]
    found = [*near, *missed, *(later for row in rows for later in foresee(row, rules, horizon, until))]
    found.sort(key=lambda row: row.due_last or date.max)
    return make_listing(connection, scope, found, text)


def is_told_apart(row: Row, missed: list[Row]) -> bool:
    """Whether the date of a row is among the missed ones already."""
    key = (row.code, row.party, row.due_last)
    return row.occurrence is not None and any((each.code, each.party, each.due_last) == key for each in missed)


def in_hand(row: Row) -> Row:
    """The row with the standing of the date that it has, where it comes round."""
    is_same = row.status is row.status_in_hand and row.progress == row.progress_in_hand
    return row if is_same else row._replace(status=row.status_in_hand, progress=row.progress_in_hand)


def read_rules(connection: Connection) -> dict[tuple[str, str], tuple[Rule, date]]:
    """By code and party: the rules that count from a first date, each with the last day of the occurrence awaited.

    When something is due again that counts from its completion, nobody can know before.
    """
    item = undertaking.c
    statement = (
        select(commitment.c.code, party.c.code, item.every, item.anchor, item.until, item.occurrence_last)
        .select_from(SOURCE)
        .where(item.every.is_not(None), item.occurrence.is_not(None), item.counts_from == CountsFrom.ANCHOR.value)
    )
    return {
        (code, whose): (Rule(parse_interval(every), anchor, CountsFrom.ANCHOR, end), awaited)
        for code, whose, every, anchor, end, awaited in connection.execute(statement)
    }


def foresee(row: Row, rules: dict[tuple[str, str], tuple[Rule, date]], horizon: Horizon, until: date) -> list[Row]:
    """A copy of the row for each occurrence that its rule foresees after the one that is open."""
    if (row.code, row.party) not in rules:
        return []
    rule, awaited = rules[row.code, row.party]
    since = max(awaited, horizon.today - timedelta(days=1))
    return [on_date(row, period, horizon) for period in occurrences(rule, since, until)]


def on_date(row: Row, period: Period, horizon: Horizon) -> Row:
    """A copy of the row for another due date, of which nothing has been reported yet."""
    return row._replace(
        due=period.edtf,
        target=None,
        due_last=period.last,
        due_state=find_due_state(Status.NOT_REPORTED, None, Dating(period.last), horizon),
        days_left=(period.last - horizon.today).days,
        occurrence=period.edtf,
        status=Status.NOT_REPORTED,
        progress=0,
        postponed_from=None,
    )
