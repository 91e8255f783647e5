"""The report on deadlines: overdue, due soon, and what comes month by month."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.domain.frozen import replace
from ctrack.render.document import Document
from ctrack.services.recurrence.date_counts import count_dates
from ctrack.services.recurrence.dates_ahead import list_due
from ctrack.views.deadlines import view_deadlines


def make(order: Order) -> Document:
    """What is open and has a date, of the home party or of the party of the filter."""
    horizon = order.invocation.horizon
    listing = order.invocation.read(lambda unit: list_due(unit.connection, order.node, horizon, order.text))
    # Each month and each state has rows of its own, so that all of them are held.
    listing = replace(listing, rows=list(listing.rows))
    if not order.is_paper:
        return view_deadlines(listing)
    counts = order.invocation.read(lambda unit: count_dates(unit.connection, order.node, horizon, order.text))
    return view_deadlines(listing, counts)
