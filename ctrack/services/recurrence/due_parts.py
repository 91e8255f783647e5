"""The service that lists what is due part by part, each with no more rows than are shown, and counts all of it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import replace
from ctrack.domain.long_lists import LongList, make_each
from ctrack.domain.records.parted_dates import DUE_STATES, DueParts
from ctrack.domain.records.reports import Extract
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import DueState
from ctrack.services.listings import find_order, make_listing, make_scope
from ctrack.services.recurrence.dates_ahead import Apart, dated, in_hand, is_due, nearest_day, select_due, tell_apart
from ctrack.store.current_state import due_states, is_postponed
from ctrack.store.kept_rows import keep_rows
from ctrack.store.queries import Scope, choose_source, find_source
from ctrack.store.sql import ColumnElement, Connection, case, func, or_, party, select, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node

# So many rows of each part are shown, where there are as many, before one of them is given more.
LEAST = 3
POSTPONED = "postponed"
Totals = Counter[str]


def list_due_parts(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    text: str = "",
    *,
    every_side: bool = False,
    most: int | None = None,
    is_reversed: bool = False,
) -> DueParts:
    """What the home party, or the party of the filter, still has to do by a date, in parts by its state.

    With `every_side` that of whatever party. Where there are more than `most`, each part has its first rows, what
    presses most has more of them, and with `is_reversed` what comes last.
    """
    scope = replace(make_scope(connection, node, horizon, only_home=True), every_side=every_side)
    apart = tell_apart(connection, scope)
    totals, parties = count_due(connection, scope, apart)
    shares = share_out(totals, most, DUE_STATES[::-1] if is_reversed else DUE_STATES)
    conditions: dict[str, ColumnElement[bool]] = {**due_states(horizon), POSTPONED: is_postponed()}
    found = {}
    for key in (*DUE_STATES, POSTPONED):
        rows: Sequence[Row] = []
        if key == DueState.MISSED:
            rows = sorted(apart.missed, key=nearest_day)[:: -1 if is_reversed else 1][: shares[key]]
        elif totals[key] and shares[key] != 0:
            rows = list_part(
                connection, scope, apart, key, conditions[key], totals[key], shares[key], is_reversed=is_reversed
            )
        found[key] = Extract(rows, totals[key])
    parts = {state: found[state] for state in DUE_STATES}
    listing = make_listing(connection, scope, join_parts(list(parts.values())), text, parties)
    return DueParts(listing, parts, found[POSTPONED])


def count_due(connection: Connection, scope: Scope, apart: Apart) -> tuple[Totals, Counter[str]]:
    """How many dates each part has, and how many are whose."""
    states = due_states(scope.horizon)
    keys = [state for state in DUE_STATES if state is not DueState.MISSED]
    wanted, condition = [*(states[state] for state in keys), is_postponed()], scope.condition()
    counts = [func.count(case((each, 1))) for each in wanted]
    statement = select(party.c.code, func.count(), *counts).select_from(find_source(condition, party.c.code))
    totals, parties = Counter[str](), Counter[str]()
    for code, count, *by_part in connection.execute(statement.where(condition, *is_due()).group_by(party.c.code)):
        parties[code] += count
        totals.update(dict(zip([*keys, POSTPONED], by_part, strict=True)))
    for rows, is_more in ((apart.missed, True), (apart.ahead, True), (apart.behind, False)):
        of_parts = Counter[str](row.due_state for row in rows)
        of_parts[POSTPONED] = sum(row.is_postponed for row in rows)
        whose = Counter(row.party for row in rows)
        for counted, more in ((totals, of_parts), (parties, whose)):
            counted.update(more) if is_more else counted.subtract(more)
    return totals, +parties


def share_out(totals: Mapping[str, int], most: int | None, order: Sequence[str]) -> dict[str, int | None]:
    """How many rows each part shows; None is all of them.

    Parts that come first in the order have what the others leave. What was postponed is shown a second time.
    """
    if most is None or sum(totals[key] for key in order) <= most:
        return dict.fromkeys((*order, POSTPONED))
    shares, left = dict[str, int | None](), most
    for key in order:
        shares[key] = min(totals[key], LEAST, left)
        left -= shares[key] or 0
    for key in order:
        more = min(totals[key] - (shares[key] or 0), left)
        shares[key] = (shares[key] or 0) + more
        left -= more
    return {**shares, POSTPONED: LEAST}


def list_part(
    connection: Connection,
    scope: Scope,
    apart: Apart,
    key: str,
    condition: ColumnElement[bool],
    total: int,
    share: int | None,
    *,
    is_reversed: bool,
) -> Sequence[Row]:
    """The first rows of a part, or all of its `total`, with the single dates that belong to it."""
    ahead = [row for row in apart.ahead if row.due_state == key]
    behind = sum(row.is_postponed if key == POSTPONED else row.due_state == key for row in apart.behind)
    order = find_order("due", scope.horizon.today, is_reversed=is_reversed)
    source = choose_source(connection, total if share is None else None)
    statement = select_due(scope, *order, source=source).where(condition)
    if share is not None:
        statement = statement.limit(share + behind)
        day = None if is_reversed else find_day(connection, scope, condition, share + behind)
        if day is not None:
            # What somebody plans to do before that day may come first.
            statement = statement.where(or_(undertaking.c.due_last <= day, undertaking.c.target_last <= day))
    found = keep_rows(connection, statement, scope.horizon)
    if not ahead and not behind:
        return make_each(in_hand, found)

    def merge() -> Iterator[Row]:
        plain = (in_hand(row) for row in found if dated(row) not in apart.told)
        if is_reversed:
            return heapq.merge(reversed(ahead), plain, key=nearest_day, reverse=True)
        return heapq.merge(plain, ahead, key=nearest_day)

    if isinstance(found, LongList):
        return LongList(len(found) - behind + len(ahead), merge)
    return list(merge())[:share]


def find_day(connection: Connection, scope: Scope, condition: ColumnElement[bool], count: int) -> date | None:
    """The day up to which so many of a part are due, None where there are fewer; an index tells it.

    The order by plans is that of no index, and without this all of a part were sorted for its first rows.
    """
    every = scope.condition()
    dates = select(undertaking.c.due_last).select_from(find_source(every, condition)).where(every, *is_due(), condition)
    day: date | None = connection.scalar(dates.order_by(undertaking.c.due_last).limit(1).offset(count - 1))
    return day


def join_parts(parts: Sequence[Extract[Row]]) -> Sequence[Row]:
    """The rows of all parts."""
    if any(isinstance(part.rows, LongList) for part in parts):
        return LongList(sum(len(part.rows) for part in parts), lambda: chain.from_iterable(part.rows for part in parts))
    return [row for part in parts for row in part.rows]
