"""The report on what moved since a day, a journal entry or another report."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.domain.frozen import replace
from ctrack.domain.long_lists import hold_each
from ctrack.domain.records.reports import Changes
from ctrack.render.document import Document
from ctrack.services.changes import Before, list_changes
from ctrack.views.changes import view_changes


def make(order: Order) -> Document:
    """Forwards, backwards, newly met, newly late, closed otherwise, silent; all held, for a fingerprint is of all."""
    document = make_long(order)
    return replace(document, data=hold_each(document.data))


def make_long(order: Order) -> Document:
    """The same, whose lists may be too long to be held; in JSON those who were silent stand among the data alone."""
    names_silent = order.invocation.get("format") != "json"
    return view_changes(read_moves(order), is_cut=order.is_cut, is_paper=order.is_paper, names_silent=names_silent)


def read_moves(order: Order) -> Changes:
    """What moved since the day, entry or paper of the order."""
    invocation, since = order.invocation, order.since
    assert since is not None
    before = Before(since.day, since.entry, since.report, invocation.moment_read)
    return invocation.read(
        lambda unit: list_changes(unit.connection, order.node, invocation.horizon, before, order.text), rewinds=True
    )
