"""The report on what moved since a day."""

from __future__ import annotations

from ctrack.cli.params.dates import read_date
from ctrack.cli.reports.last_reports import last_report
from ctrack.cli.reports.report_table import Order
from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Document
from ctrack.services.changes import list_changes
from ctrack.views.changes import view_changes

LAST = "last"


class NotPast(Misused):
    message = marked("--since: {since} is after {today}, the day that is looked back from. Give an earlier one.")


def make(order: Order) -> Document:
    """Forwards, backwards, newly met, newly late, silent."""
    invocation = order.invocation
    if order.since in (None, LAST):
        day = last_report(invocation.environ, invocation.database_key)
    else:
        day = read_date(str(order.since), invocation.today, "--since").last
    if day > invocation.today:
        raise NotPast(since=day, today=invocation.today)
    changes = invocation.read(
        lambda unit: list_changes(unit.connection, order.node, invocation.horizon, day, order.text)
    )
    return view_changes(changes, is_cut=order.is_cut)
