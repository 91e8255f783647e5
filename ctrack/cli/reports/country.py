"""The national report."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.narratives import tell_country
from ctrack.views.country import view_country


def make(order: Order) -> Document:
    """Its figures on a page, then chapter by chapter what was done; as a draft also what is still to be written."""
    horizon = order.invocation.horizon
    account = order.invocation.read(
        lambda unit: tell_country(unit.connection, order.node, horizon, level=order.level, text=order.text, by=order.by)
    )
    return view_country(account, has_blanks=order.has_blanks)
