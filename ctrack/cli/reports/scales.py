"""The report that tells statuses in the words of each instrument's own scale, with what is lost."""

from __future__ import annotations

from ctrack.cli.reports.report_table import Order
from ctrack.domain.records.undertakings import Body, WordCount
from ctrack.domain.scales import Scale
from ctrack.render.document import Document, Fact
from ctrack.services.listings import make_scope
from ctrack.services.scale_words import count_words, read_scales_of
from ctrack.store.queries import read_bodies
from ctrack.store.work import UnitOfWork
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.scale_tables import view_scale_report
from ctrack.views.whose import whose_fact


def make(order: Order) -> Document:
    """Count by instrument and by word, of the home party or of those that the filter names."""
    horizon = order.invocation.horizon

    def count(unit: UnitOfWork) -> tuple[list[WordCount], dict[str, Scale], list[Body]]:
        connection = unit.connection
        scope = make_scope(connection, order.node, horizon, only_home=True)
        return count_words(connection, scope), read_scales_of(connection), read_bodies(connection, scope.node)

    counts, scales, whose = order.invocation.read(count)
    facts = (
        whose_fact(whose),
        Fact("as_of", _("As of"), words.say_day(horizon.today)),
        *([Fact("filter", _("Filter"), order.text)] if order.text else []),
    )
    return view_scale_report(counts, scales, facts)
