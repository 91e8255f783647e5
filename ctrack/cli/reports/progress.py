"""The progress report; with a day to compare, the same as it stood then beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.cli.reports.report_table import Order
from ctrack.render.document import Document
from ctrack.services.filter_names import check_names
from ctrack.services.reports import report_progress
from ctrack.services.trends import follow_trend
from ctrack.views.report import view_comparison, view_report

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.domain.records.reports import Report, Trend
    from ctrack.store.work import UnitOfWork


def make(order: Order) -> Document:
    """Count by the first grouping, and by the second within it where two are given."""
    invocation, horizon = order.invocation, order.invocation.horizon
    by, within = order.by[0], order.by[1] if len(order.by) > 1 else None

    def count(unit: UnitOfWork) -> tuple[Report, Trend | None, Node | None]:
        connection, node = unit.connection, check_names(unit.connection, order.node)
        report = report_progress(
            connection, node, horizon, by=by, within=within, text=order.text, level=order.level, most=order.most,
            is_once=order.is_once,
        )  # fmt: skip
        trend = None if order.compare is not None else follow_trend(connection, node, horizon, report)
        return report, trend, node

    report, trend, found = invocation.read(count)
    if order.compare is not None:
        day = order.compare
        before = invocation.read_past(
            day,
            lambda unit, then: report_progress(
                unit.connection, found, then, by=by, within=within, is_checked=True, is_once=order.is_once
            ),
        )
        return view_comparison(before, report)
    return view_report(report, trend, has_pictures=order.is_paper)
