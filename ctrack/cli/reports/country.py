"""The draft of a national report."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.narratives import tell_country
from ctrack.views.country import view_country


def make(order: Order) -> Document:
    """Instrument by instrument, what was done and what is still to be written."""
    horizon = order.invocation.horizon
    account = order.invocation.read(
        lambda unit: tell_country(unit.connection, order.node, horizon, level=order.level, text=order.text)
    )
    return view_country(account)
