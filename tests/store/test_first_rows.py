"""The first rows of a list are the first of all of them, however they are found."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from sqlalchemy import Connection, update

from ctrack.domain.filters import Term
from ctrack.domain.records.undertakings import Row
from ctrack.services.listings import list_undertakings
from ctrack.store import first_rows
from ctrack.store.tables import instrument
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner


def list_first(connection: Connection, node: Term | None, limit: int | None, is_reversed: bool) -> list[Row]:
    """The first rows, where three instruments have one number; PostgreSQL puts what is of one place in any order."""
    if connection.dialect.name == "sqlite":
        connection.execute(update(instrument).where(instrument.c.id.in_((2, 3, 5))).values(ordinal=4))
    found = list_undertakings(connection, node, HORIZON, limit=limit, is_reversed=is_reversed)
    connection.rollback()
    return list(found.rows)


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("node", [None, Term("status", "is", ("not_reported",)), Term("party", "is", ("UN",))])
def test_first_rows_are_the_first_of_all(untouched: Runner, node: Term | None, is_reversed: bool) -> None:
    """In the order of the register and from its end, filtered or not, within one instrument and over several."""
    every = read(untouched, lambda connection: list_first(connection, node, None, is_reversed))
    with patch.object(first_rows, "MANY", 10):
        for limit in (1, 25, 130, first_rows.MOST):
            assert read(untouched, lambda each: list_first(each, node, limit, is_reversed)) == every[:limit]  # noqa: B023
