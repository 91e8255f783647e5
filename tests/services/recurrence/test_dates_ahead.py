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


def test_a_plan_before_its_due_date_orders_a_row(ctrack: Runner) -> None:
    """Dates stand by the last day of what is planned, and of a rule with a missed date the next one follows."""
    ctrack.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2026-01-31", "--today", "2026-01-01")
    for code, target in (("NAT-1", "2026-12"), ("NAT-2", "2026-12-10")):
        ctrack.ok("add", code, "--title", "x")
        ctrack.ok("update", code, "--target", target)
    rows = ctrack.data("due", "KWT-25", "NAT-1", "NAT-2", "--all")["rows"]
    assert [(row["code"], row["due_on"]) for row in rows] == [
        ("KWT-25", "2026-01-31"), ("NAT-2", "2026-12-10"), ("NAT-1", "2026-12-31"), ("KWT-25", "2027-01-31"),
    ]  # fmt: skip
