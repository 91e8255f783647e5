"""The service of calendars that calls events off: what was met, withdrawn or moved, and may still ring somewhere.

A calendar that has read an event keeps it, alarms and all, until it is told otherwise. So whatever the register itself
knows to have been an event is told as one that is off, under the same name: what is closed or withdrawn, each date that
was met, and each date that an earlier rule had foreseen. Those of more than a year ago ring no more and are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, not_, or_, select, true

from ctrack.domain.filters import And, Node, Term
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.records.undertakings import Row
from ctrack.domain.recurrence import CountsFrom, Rule, occurrences, parse_interval
from ctrack.services.recurrence.missed_dates import read_with
from ctrack.store.current_state import WAIVED, is_open
from ctrack.store.queries import COLUMNS, SOURCE, Scope, read_rows, select_rows
from ctrack.store.tables import journal, occurrence, undertaking

YEAR = timedelta(days=366)
# The entries that give a rule, change it, or turn either.
OF_RULES = ("recur", "undo", "redo")
RULE_FIELDS = ("every", "counts_from", "anchor", "until")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the events that are called off."""

    first: date
    last: date


def list_called_off(connection: Connection, scope: Scope, until: date) -> Iterator[Row]:
    """The dates that were events and are none any more, each as a row; what is still an event may be among them."""
    span = Span(scope.horizon.today - YEAR, until)
    shelved = Term("withdrawn", "is", ("yes",))
    node: Node = And((scope.node, shelved)) if scope.node is not None else shelved
    withdrawn = replace(scope, node=node)
    for each in (scope, withdrawn):
        near = or_(undertaking.c.due_last >= span.first, undertaking.c.target_last >= span.first)
        within = or_(undertaking.c.due_last <= span.last, undertaking.c.target_last <= span.last)
        is_off = and_(near, within, true() if each is withdrawn else not_(is_open()))
        yield from read_rows(connection, select_rows(each).where(is_off), scope.horizon)
        yield from list_met(connection, each, span)
        yield from list_unforeseen(connection, each, span)


def list_met(connection: Connection, scope: Scope, span: Span) -> Iterator[Row]:
    """Each date of what comes round that was met or waived."""
    item = occurrence.c
    is_closed = or_(item.is_met.is_(True), item.status.in_(WAIVED))
    statement = (
        select(*COLUMNS, item.due, item.due_last)
        .select_from(SOURCE.join(occurrence, item.undertaking_id == undertaking.c.id))
        .where(scope.condition(), is_closed, item.due_last.between(span.first, span.last))
    )
    for row, (due, due_last) in read_with(connection, statement, scope.horizon):
        yield on_day(row, due, due_last)


def list_unforeseen(connection: Connection, scope: Scope, span: Span) -> Iterator[Row]:
    """Each date that an earlier rule foresaw, and whether or not the rule of today does."""
    earlier = read_earlier_rules(connection)
    columns = [getattr(undertaking.c, name) for name in RULE_FIELDS]
    statement = select(*COLUMNS, undertaking.c.id, *columns).select_from(SOURCE)
    if not earlier:
        return
    found = read_with(connection, statement.where(scope.condition(), undertaking.c.id.in_(earlier)), scope.horizon)
    for row, (key, *values) in found:
        now = dict(zip(RULE_FIELDS, values, strict=True))
        for patch in earlier[key]:
            now |= patch
            for period in foresee(now, span):
                yield on_day(row, period[0], period[1])


def read_earlier_rules(connection: Connection) -> dict[int, list[Mapping[str, Any]]]:
    """By undertaking what its rule was before each change of it, as far as it was changed, the latest change first."""
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    statement = select(journal.c.changes).where(journal.c.command.in_(OF_RULES)).order_by(journal.c.number.desc())
    for changes in connection.scalars(statement):
        for change in reversed(changes):
            before = change.get("before") if change["table"] == undertaking.name else None
            patch = {name: before[name] for name in RULE_FIELDS if name in before} if before else {}
            if patch:
                found[change["id"]].append(patch)
    return found


def foresee(rule: Mapping[str, Any], span: Span) -> Iterator[tuple[str, date]]:
    """The dates that a rule foresees in these days; none where it counts from completion, or where there is none."""
    if not rule["every"] or not rule["anchor"] or rule["counts_from"] != CountsFrom.ANCHOR.value:
        return
    until = rule["until"]
    end = date.fromisoformat(until) if isinstance(until, str) else until
    whole = Rule(parse_interval(rule["every"]), rule["anchor"], CountsFrom.ANCHOR, end)
    yield from ((period.edtf, period.last) for period in occurrences(whole, span.first, span.last))


def on_day(row: Row, due: str, due_last: date) -> Row:
    """The row for another of its dates."""
    return row._replace(due=due, due_last=due_last, occurrence=due, target=None)
