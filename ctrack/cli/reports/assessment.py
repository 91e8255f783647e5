"""The report in the form that review bodies use: progress by area, shortfalls, priorities, assistance."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.listings import list_undertakings
from ctrack.services.reports import report_progress
from ctrack.views.assessment import view_assessment


def make(order: Order) -> Document:
    """Computed from statuses, dates and priorities of the home party's own undertakings."""
    horizon = order.invocation.horizon
    by, within = order.by[0], order.by[1] if len(order.by) > 1 else None
    report = order.invocation.read(
        lambda unit: report_progress(
            unit.connection,
            order.node,
            horizon,
            by=by,
            within=within,
            text=order.text,
            has_others=False,
            level=order.level,
        )
    )
    listing = order.invocation.read(
        lambda unit: list_undertakings(unit.connection, order.node, horizon, sort="due", only_home=True)
    )
    return view_assessment(report, list(listing.rows), is_cut=order.is_cut, has_parts=within is not None)
