"""The service that finds due dates: what is open, what was missed, and what comes round after it by its rule."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Dating, Horizon, find_due_state
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.long_lists import LongList, make_each
from ctrack.domain.periods import Period
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.recurrence import CountsFrom, Rule, first_from, occurrences, parse_interval
from ctrack.domain.vocabulary import Status
from ctrack.services.listings import ORDERS, make_listing, make_scope
from ctrack.services.recurrence.missed_dates import list_missed
from ctrack.store.current_state import is_open
from ctrack.store.kept_rows import count_parties, keep_rows
from ctrack.store.queries import SOURCE, Scope, read_rows, select_rows
from ctrack.store.sql import ColumnElement, Connection, FromClause, Select, commitment, or_, party, select, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node


def list_due(
    connection: Connection, node: Node | None, horizon: Horizon, text: str = "", *, every_side: bool = False
) -> Listing:
    """What the home party, or the party of the filter, still has to do by a date: missed and overdue first, then soon.

    With `every_side` that of whatever party. Many rows are gone through by portions.
    """
    scope = replace(make_scope(connection, node, horizon, only_home=True), every_side=every_side)
    found = keep_rows(connection, select_due(scope), horizon)
    apart = tell_apart(connection, scope)
    rows = make_each(in_hand, found) if not apart.missed else put_in(found, apart)
    counts = Counter(count_parties(found))
    counts.update(row.party for row in (*apart.missed, *apart.ahead))
    counts.subtract(party for _code, party, _due_last in apart.told)
    return make_listing(connection, scope, rows, text, +counts)


def select_due(scope: Scope, *order: ColumnElement[Any], source: FromClause = SOURCE) -> Select[Any]:
    """The statement of what is open and has a date, by that date or in another order."""
    return select_rows(scope, *(order or ORDERS["due"]), source=source).where(*is_due())


def is_due() -> tuple[ColumnElement[bool], ...]:
    """Something is still to be done by a date."""
    return is_open(), undertaking.c.due_last.is_not(None)


@dataclass(frozen=True, slots=True)
class Apart:
    """What is told of single dates of what comes round.

    Each that was `missed`; the undertakings whose date in hand is one of these, and so is `told` (code, party, last
    day); and the next dates that come `ahead` of these by their rules, in order.
    """

    missed: list[Row]
    told: frozenset[tuple[str, str, date | None]]
    behind: list[Row]
    ahead: list[Row]


def tell_apart(connection: Connection, scope: Scope) -> Apart:
    """The single dates of what is in scope; of few undertakings there are any."""
    missed, horizon = list_missed(connection, scope), scope.horizon
    if not missed:
        return Apart([], frozenset(), [], [])
    dates = frozenset(map(dated, missed))
    went_by = (undertaking.c.occurrence.is_not(None), undertaking.c.due_last < horizon.today)
    found = read_rows(connection, select_due(scope).where(*went_by), horizon)
    behind, rules = [row for row in found if dated(row) in dates], read_rules(connection)
    ahead = [later for row in behind for later in foresee_next(row, rules, horizon)]
    return Apart(missed, frozenset(map(dated, behind)), behind, sorted(ahead, key=nearest_day))


def dated(row: Row) -> tuple[str, str, date | None]:
    """What tells one date of an undertaking from all others."""
    return row.code, row.party, row.due_last


def put_in(found: Sequence[Row], apart: Apart) -> Sequence[Row]:
    """The rows with single dates among them, all by the day by which each is ordered."""

    def merge() -> Iterator[Row]:
        plain = (in_hand(row) for row in found if dated(row) not in apart.told)
        return heapq.merge(apart.missed, plain, apart.ahead, key=nearest_day)

    if not isinstance(found, LongList):
        return list(merge())
    return LongList(len(found) - len(apart.told) + len(apart.missed) + len(apart.ahead), merge)


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
    told = set(map(dated, missed))
    near = [in_hand(row) for row in rows if row.occurrence is None or dated(row) not in told]
    found = [*near, *missed, *(later for row in rows for later in foresee(row, rules, horizon, until))]
    found.sort(key=lambda row: row.due_last or date.max)
    return make_listing(connection, scope, found, text)


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
