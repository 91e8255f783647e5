"""The report on agencies: what each owes, who is late, who is silent."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.duties import count_agencies
from ctrack.views.duties import view_agency_report


def make(order: Order) -> Document:
    """Agency by agency, and those with parts with them, of the home party's undertakings."""
    horizon = order.invocation.horizon
    counted = order.invocation.read(lambda unit: count_agencies(unit.connection, order.node, horizon))
    return view_agency_report(*counted, horizon.today, order.text)
