"""Rows taken apart by one call."""

from __future__ import annotations

from ctrack.domain.fields.registry import LISTED
from ctrack.domain.records.undertakings import read_field
from ctrack.services.listings import list_undertakings
from ctrack.views.row_parts import row_data
from ctrack.views.values import plain_value
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner


def test_a_row_is_told_as_each_of_its_fields_is(ctrack: Runner) -> None:
    """What JSON holds of a row is what its fields hold one by one, in their order."""
    rows = read(ctrack, lambda connection: list_undertakings(connection, None, HORIZON)).rows
    for row in rows[::7]:
        one_by_one = {field.key: plain_value(field, read_field(row, field)) for field in LISTED}
        assert list(row_data(row).items()) == list(one_by_one.items())
