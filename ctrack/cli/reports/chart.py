"""The report that is one chart: a picture to paste, or with its table a paper; without a name, the list of charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctrack.cli.reports.report_table import Order
from ctrack.domain.failures import Misused, NotFound, marked
from ctrack.domain.frozen import replace
from ctrack.domain.messages import list_all
from ctrack.domain.nearness import nearest
from ctrack.domain.records.undertakings import Body
from ctrack.render.document import Document
from ctrack.text.language import translate as _
from ctrack.views.chart_pages import view_chart, view_charts
from ctrack.views.charts import load_charts
from ctrack.views.groups import GROUP_HEADINGS

BARS, MOVEMENT = "bars", "movement"
# What people call a chart besides its name, without blanks and hyphens.
OTHER_NAMES = {
    "burnup": "burn-up", "trend": "burn-up", "progress": "burn-up", "deadlines": "timeline", "occurrences": "timeline",
    "dates": "timeline", "changes": MOVEMENT, "moves": MOVEMENT, "themes": "theme", "instruments": "instrument",
    "agencies": "agency", "parties": "party",
}  # fmt: skip


class UnknownChart(NotFound):
    message = marked("There is no chart {name}. Charts: {known}.")


class GroupedByItself(Misused):
    message = marked(
        "The chart {name} is grouped by what it is called; 'ctrack report chart bars --by WORD' takes another grouping."
    )


class SinceForMovement(Misused):
    message = marked("--since is for the chart movement; the others tell of the day of --as-of.")


def name_chart(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a chart with its name as it is spelled here; raises UnknownChart."""
    if words and words[0].casefold() == "by":
        words = words[1:]
    if not words:
        return words
    charts = load_charts()
    bare = "".join(sign for sign in words[0].casefold() if sign.isalnum()).removeprefix("by")
    spelled = {name.replace("-", ""): name for name in charts}
    name = spelled.get(bare) or OTHER_NAMES.get(bare)
    if name is None:
        raise UnknownChart(name=words[0], known=list_all([*nearest(words[0], list(charts))] or list(charts)))
    return name, *words[1:]


def make(order: Order) -> Document:
    """Read what the chart is drawn from, and draw it."""
    charts = load_charts()
    if not order.words:
        return view_charts(charts)
    name = order.words[0]
    if order.by != ("instrument",) and name != BARS:
        raise GroupedByItself(name=name)
    by = order.by[0] if name == BARS else name
    if order.since is not None and name != MOVEMENT:
        raise SinceForMovement()
    module = charts[name]
    reading, whose, text = READINGS[module.READS](order, by)
    title = _(module.DRAWS[name][0])
    if name == BARS:
        title = f"{title}: {_(GROUP_HEADINGS[by])}"
    chart = replace(module.draw(reading, name), key=name)
    return view_chart(chart, title, whose, order.invocation.today, text)


def read_groups(order: Order, by: str) -> tuple[Any, list[Body], str]:
    """The progress report, grouped so."""
    from ctrack.services.reports import report_progress

    horizon = order.invocation.horizon
    report = order.invocation.read(
        lambda unit: report_progress(
            unit.connection, order.node, horizon, by=by, text=order.text, has_others=False, most=0
        )
    )
    return report, report.whose, report.filter


def read_trend(order: Order, by: str) -> tuple[Any, list[Body], str]:
    """The trend of the progress report."""
    from ctrack.services.reports import report_progress
    from ctrack.services.trends import follow_trend
    from ctrack.store.work import UnitOfWork

    horizon = order.invocation.horizon

    def read(unit: UnitOfWork) -> tuple[Any, list[Body], str]:
        report = report_progress(unit.connection, order.node, horizon, text=order.text, has_others=False, most=0)
        return follow_trend(unit.connection, order.node, horizon, report), report.whose, report.filter

    return order.invocation.read(read)


def read_dates(order: Order, by: str) -> tuple[Any, list[Body], str]:
    """The due dates, month by month."""
    from ctrack.services.recurrence.date_counts import count_dates

    horizon = order.invocation.horizon
    counts = order.invocation.read(lambda unit: count_dates(unit.connection, order.node, horizon, order.text))
    return counts, counts.whose, counts.filter


def read_changes(order: Order, by: str) -> tuple[Any, list[Body], str]:
    """What moved since the last paper, or since what was given."""
    from ctrack.cli.reports.changes import read_moves

    changes = read_moves(order)
    return changes, changes.whose, changes.filter


READINGS: dict[str, Callable[[Order, str], tuple[Any, list[Body], str]]] = {
    "groups": read_groups,
    "trend": read_trend,
    "dates": read_dates,
    "changes": read_changes,
}
