"""The service that finds the due dates ahead: what is open, and what comes round after it by its rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, or_, select

from ctrack.domain.dueness import Horizon, find_due_state
from ctrack.domain.filters import Node
from ctrack.domain.periods import Period
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.recurrence import CountsFrom, Rule, occurrences, parse_interval
from ctrack.domain.vocabulary import Status
from ctrack.services.listings import ORDERS, make_listing, make_scope
from ctrack.store.conditions import is_open
from ctrack.store.queries import SOURCE, read_rows, select_rows
from ctrack.store.tables import commitment, party, undertaking


def list_coming(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    until: date,
    text: str = "",
    *,
    every_side: bool = False,
) -> Listing:
    """Every due date up to a day: of what is open, and of each occurrence after it that its rule foresees.

    Of the home party or that of the filter; with `every_side` of whatever party.
    """
    scope = replace(make_scope(connection, node, horizon, only_home=True), every_side=every_side)
    # A target may lie past the day while dates after it, by the rule, do not.
    is_near = or_(undertaking.c.due_last <= until, undertaking.c.occurrence_last <= until)
    rows = read_rows(connection, select_rows(scope, *ORDERS["due"]).where(is_open(), is_near), horizon)
    rules = read_rules(connection)
    near = [row for row in rows if row.due_last is not None and row.due_last <= until]
    found = [*near, *(later for row in rows for later in foresee(row, rules, horizon, until))]
    found.sort(key=lambda row: row.due_last or date.max)
    return make_listing(connection, scope, found, text)


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
        due_state=find_due_state(period.last, Status.NOT_REPORTED, None, horizon),
        days_left=(period.last - horizon.today).days,
        occurrence=period.edtf,
    )
