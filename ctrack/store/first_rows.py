"""The first rows in the order of the register, found without sorting all of them.

That order is by the number of the instrument and, within it, by that of the commitment. No engine knows that one
instrument after the other is in order, and each sorts a million rows for the first 25. On PostgreSQL the first rows of
each instrument are found by themselves, and only these are sorted: the first of all are among them. On SQLite, of which
nothing is asked over a wire, the instruments are gone through in turn until there are as many rows as are wanted.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

from ctrack.store.queries import Scope, find_source, select_rows
from ctrack.store.sketches import find_tables, turn_round
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    Select,
    agency,
    commitment,
    func,
    instrument,
    person,
    section,
    select,
    true,
    undertaking,
)

# Whoever wants more reads much of the register anyway.
MOST = 200
# What is found by one of these is found by an index of its own.
SOUGHT = {commitment, instrument, section, agency, person}
# Of so many the first are met soon on the way through an instrument, and fewer are sorted at once.
MANY = 5000


def select_first(
    connection: Connection, scope: Scope, order: tuple[ColumnElement[Any], ...], limit: int | None
) -> Select[Any]:
    """The statement that lists the first undertakings in scope, in an order."""
    statement = select_rows(scope, *order).limit(limit)
    if limit is None or limit > MOST or not begins_with_instrument(order):
        return statement
    condition = scope.condition()
    if find_tables([condition]) & SOUGHT:
        return statement
    fitting = select(undertaking.c.id).select_from(find_source(condition)).where(condition)
    is_whole = scope.node is None or count_some(connection, fitting) == MANY
    if connection.dialect.name != "postgresql":
        keys = list_first(connection, condition, order, limit) if is_whole else None
        return statement if keys is None else statement.where(undertaking.c.id.in_(keys))
    found = select_first_of_each(condition, order[1:], limit) if is_whole else fitting
    # As an array it is worked out first, whatever the server makes of so many tables.
    return statement.where(undertaking.c.id == func.any(func.array(found.scalar_subquery())))


def select_first_of_each(
    condition: ColumnElement[bool], within: tuple[ColumnElement[Any], ...], limit: int
) -> Select[Any]:
    """The statement for the keys of the first undertakings of each instrument."""
    each = instrument.alias("each")
    first = (
        select(undertaking.c.id)
        .select_from(find_source(condition, *within))
        .where(commitment.c.instrument_id == each.c.id, condition)
        .order_by(*within)
        .limit(limit)
        .lateral("first")
    )
    return select(first.c.id).select_from(each.join(first, true()))


def list_first(
    connection: Connection, condition: ColumnElement[bool], order: tuple[ColumnElement[Any], ...], limit: int
) -> list[int]:
    """The keys of the first undertakings; instruments of one number are sorted together."""
    numbered = connection.execute(select(instrument.c.ordinal, instrument.c.id).order_by(order[0]))
    source, keys = find_source(condition, *order[1:]), list[int]()
    for _ordinal, found in groupby(numbered, itemgetter(0)):
        own = [key for _number, key in found]
        within = commitment.c.instrument_id.in_(own) if len(own) > 1 else commitment.c.instrument_id == own[0]
        first = select(undertaking.c.id).select_from(source).where(condition, within).order_by(*order[1:])
        keys += connection.scalars(first.limit(limit - len(keys)))
        if len(keys) == limit:
            break
    return keys


def count_some(connection: Connection, statement: Select[Any]) -> int:
    """How many rows a statement gives, up to a number."""
    some = statement.limit(MANY).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def begins_with_instrument(order: tuple[ColumnElement[Any], ...]) -> bool:
    """Whether the order is that of the register, from either end."""
    return any(each is instrument.c.ordinal for each in (order[0], turn_round(order[0])))
