"""Many days with numbers in one text: found as each of them would be, by a statement that is always the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy import select as make_select

from ctrack.store.packed_dates import is_packed, pack
from ctrack.store.sketches import write_shape
from ctrack.store.sql import select, undertaking
from ctrack.store.tables import undertaking as table
from tests.support.registers import read
from tests.support.runner import Runner

FIRST = date(1999, 12, 31)
PAIRS = [(FIRST + timedelta(days=day), number) for day in range(0, 4000, 3) for number in (-day, 30)]


@pytest.mark.parametrize("count", [1, 2, 3, len(PAIRS)])
def test_what_is_packed_is_found(untouched: Runner, count: int) -> None:
    """Of all days of a register just those are found that are given with their number, on either engine."""

    def check(connection: Connection) -> None:
        stored = connection.execute(make_select(table.c.id, table.c.due_last, table.c.progress)).all()
        dated = [(row.due_last, row.progress) for row in stored if row.due_last is not None]
        # A day that is there with another number, or with more figures, is none of them.
        given = dict.fromkeys([*dated[:count], (dated[-1][0], dated[-1][1] + 1), *PAIRS[:count]])
        item = undertaking.c
        found = connection.scalars(select(item.id).where(is_packed(item.due_last, item.progress, pack(given))))
        assert sorted(found) == sorted(row.id for row in stored if (row.due_last, row.progress) in given)

    read(untouched, check)


def test_however_many_are_given_the_statement_is_the_same() -> None:
    """So what was made of it for some dates is kept for others, and nobody waits for it every day."""
    item = undertaking.c
    shapes = {
        write_shape(select(item.id).where(is_packed(item.due_last, item.progress, pack(PAIRS[:count]))))[0]
        for count in (1, 2, 100, len(PAIRS))
    }
    assert len(shapes) == 1
