"""The report on agencies: what each owes, who is late, who is silent."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.duties import count_agencies
from ctrack.views.duties import view_agency_report


def make(order: Order) -> Document:
    """Agency by agency, of the home party's undertakings."""
    horizon = order.invocation.horizon
    whose, groups, rows = order.invocation.read(lambda unit: count_agencies(unit.connection, order.node, horizon))
    return view_agency_report(whose, groups, rows, horizon.today, order.text)
