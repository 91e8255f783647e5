"""Dates ahead: whose they are."""

from __future__ import annotations

from datetime import date

from ctrack.services.recurrence.dates_ahead import list_coming
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner

FAR = date(2100, 12, 31)


def test_dates_ahead_are_of_the_home_party(ctrack: Runner) -> None:
    """Nobody else's dates are listed unless every side is asked for, which then holds those of home as well."""
    home = read(ctrack, lambda connection: list_coming(connection, None, HORIZON, FAR))
    every = read(ctrack, lambda connection: list_coming(connection, None, HORIZON, FAR, every_side=True))
    assert {row.code for row in home.rows} < {row.code for row in every.rows}
    assert {row.party for row in every.rows} > {home.home}
