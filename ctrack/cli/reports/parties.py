"""The report that sets States side by side."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.reports import compare_parties
from ctrack.views.parties import view_parties_compared


def make(order: Order) -> Document:
    """How every State of the register stands under each instrument."""
    horizon = order.invocation.horizon
    tracked, states, rows = order.invocation.read(lambda unit: compare_parties(unit.connection, order.node, horizon))
    return view_parties_compared(tracked, states, rows, horizon.today, order.text)
