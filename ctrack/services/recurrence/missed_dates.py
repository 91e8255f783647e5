"""Single dates of what comes round: those that were met, and those that went by without being met.

Some of the missed ones are stored, and others only the rule tells of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ctrack.domain.dueness import Horizon, find_kept
from ctrack.domain.records.undertakings import Row
from ctrack.domain.recurrence import CountsFrom, Rule, occurrences, parse_interval
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.current_state import WAIVED, is_owed, missed_round
from ctrack.store.queries import COLUMNS, ROUNDS, SOURCE, SOURCE_OF_ROUNDS, Scope, find_source
from ctrack.store.row_records import make_rows
from ctrack.store.sketches import find_name
from ctrack.store.sql import ColumnElement, Connection, FromClause, Select, and_, func, occurrence, select, undertaking

RULE = (undertaking.c.every, undertaking.c.anchor, undertaking.c.until)


def list_missed(connection: Connection, scope: Scope, *, every_side: bool = False) -> list[Row]:
    """Each missed date of what is in scope as a row of its own, oldest first, with what was said of that date."""
    horizon, condition = scope.horizon, scope.wanted() if every_side else scope.condition()
    item = occurrence.c
    stored = (
        select(*COLUMNS, item.due, item.due_last, item.status, item.progress)
        .select_from(SOURCE_OF_ROUNDS)
        .where(condition, missed_round(horizon.today), of_some(*went_by(horizon.today)))
    )
    found = []
    for row, (due, due_last, status, progress) in read_with(connection, stored, horizon):
        found.append(on_missed(row, due, due_last, horizon, status, progress))
    last = last_stored()
    followed = select(*COLUMNS, *RULE, last).select_from(SOURCE).where(condition, goes_by(horizon.today))
    for row, rule in read_with(connection, followed, horizon):
        found += [on_missed(row, due, due_last, horizon) for due, due_last in follow(rule, horizon.today)]
    return sorted(found, key=lambda row: (row.due_last or date.max, row.code, row.party))


def read_with(connection: Connection, statement: Select[Any], horizon: Horizon) -> Iterator[tuple[Row, Sequence[Any]]]:
    """The rows of COLUMNS, each with the columns that the statement has after them."""
    values = connection.execute(statement).all()
    names = list(map(find_name, COLUMNS))
    rows = make_rows(names, (each[: len(names)] for each in values), horizon)
    yield from ((row, each[len(names) :]) for row, each in zip(rows, values, strict=True))


def count_missed(connection: Connection, scope: Scope, *identities: ColumnElement[Any]) -> Counter[tuple[Any, ...]]:
    """How many dates were missed, by these identities of undertakings."""
    horizon, condition = scope.horizon, scope.condition()
    source: FromClause = find_source(condition, *identities)
    labels = [identity.label(f"key_{place}") for place, identity in enumerate(identities)]
    found: Counter[tuple[Any, ...]] = Counter()
    stored = (
        select(*labels, undertaking.c.id)
        .select_from(find_source(condition, *identities, first=ROUNDS))
        .where(condition, missed_round(horizon.today), of_some(*went_by(horizon.today)))
        .subquery()
    )
    keys = [stored.c[f"key_{place}"] for place, _label in enumerate(labels)]
    for *key, count in connection.execute(select(*keys, func.count()).select_from(stored).group_by(*keys)):
        found[tuple(key)] += count
    followed = select(*labels, *RULE, last_stored()).select_from(source).where(condition, goes_by(horizon.today))
    for row in connection.execute(followed):
        found[tuple(row[: len(labels)])] += sum(1 for _each in follow(row[len(labels) :], horizon.today))
    return found


def went_by(today: date) -> tuple[ColumnElement[bool], ...]:
    """What an occurrence that was missed has in any case."""
    return occurrence.c.due_last < today, occurrence.c.is_met.is_(False)


def of_some(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of an undertaking with an occurrence like these; they are few of all, and so are looked at first."""
    return undertaking.c.id.in_(select(occurrence.c.undertaking_id).where(*conditions))


def last_stored() -> ColumnElement[Any]:
    """The last day of the last occurrence that is stored of an undertaking."""
    last = select(func.max(occurrence.c.due_last)).where(occurrence.c.undertaking_id == undertaking.c.id)
    return last.correlate(undertaking).scalar_subquery()


def goes_by(today: date) -> ColumnElement[bool]:
    """The occurrence in hand has gone by, so that others after it may have; of another party nobody has looked."""
    item = undertaking.c
    return and_(
        item.occurrence_last < today,
        item.counts_from == CountsFrom.ANCHOR.value,
        item.status.not_in(WAIVED),
        is_owed(),
    )


def follow(rule: Sequence[Any], today: date) -> Iterator[tuple[str, date]]:
    """The dates that went by after the last one that is stored."""
    every, anchor, until, last = rule
    found = Rule(parse_interval(every), anchor, CountsFrom.ANCHOR, until)
    for period in occurrences(found, last, today - timedelta(days=1)):
        yield period.edtf, period.last


def on_missed(
    row: Row, due: str, due_last: date, horizon: Horizon, status: str | None = None, progress: int | None = None
) -> Row:
    """The row of an undertaking as that of one date of it."""
    said = Status(status) if status else Status.NOT_REPORTED
    return row._replace(
        due=due,
        due_last=due_last,
        target=None,
        due_state=DueState.MISSED,
        days_left=(due_last - horizon.today).days,
        status=said,
        progress=progress or 0,
        occurrence=due,
        postponed_from=None,
    )


def list_rounds_met(connection: Connection, scope: Scope, *, is_late: bool = False) -> list[Row]:
    """Each date that was met as a row of its own; with `is_late` only those met after their day."""
    horizon, item = scope.horizon, occurrence.c
    conditions: list[ColumnElement[bool]] = [item.is_met.is_(True)]
    if is_late:
        conditions.append(item.closed_on > item.due_last)
    statement = (
        select(*COLUMNS, item.due, item.due_last, item.closed_on)
        .select_from(SOURCE_OF_ROUNDS)
        .where(scope.condition(), *conditions, of_some(*conditions))
        .order_by(item.due_last)
    )
    return [on_met(row, *rest) for row, rest in read_with(connection, statement, horizon)]


def on_met(row: Row, due: str, due_last: date, closed_on: date | None) -> Row:
    """The row of an undertaking as that of one date of it that was met."""
    return row._replace(
        due=due,
        due_last=due_last,
        target=None,
        due_state=find_kept(due_last, closed_on, is_day_known=True),
        days_left=None,
        status=Status.IMPLEMENTED,
        progress=100,
        status_on=closed_on,
        occurrence=None,
        postponed_from=None,
    )
