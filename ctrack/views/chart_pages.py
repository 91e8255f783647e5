"""A chart as a document of its own: its title, whose figures it shows, picture and table; and the list of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ctrack.domain.frozen import replace
from ctrack.domain.records.undertakings import Body
from ctrack.render.document import Block, Chart, Column, Document, Fact, Facts, Heading, Table, Tone
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.charts import ChartModule
from ctrack.views.whose import say_bodies, whose_data, whose_fact


def view_chart(chart: Chart, title: str, whose: Sequence[Body], day: date, filter_text: str) -> Document:
    """The chart, under the words that tell whose it is and of which day; a picture alone says them with its title."""
    facts = (
        whose_fact(whose),
        Fact("as_of", _("As of"), words.say_day(day)),
        Fact("filter", _("Filter"), filter_text),
    )
    said = " · ".join(filter(None, (say_bodies(whose), words.say_day(day), filter_text)))
    head: tuple[Block, ...] = (Heading(title, 1), Facts(tuple(fact for fact in facts if fact.text)))
    data = {
        "chart": chart.key,
        "as_of": day.isoformat(),
        "whose": whose_data(whose),
        "filter": filter_text,
        "rows": rows_data(chart.table) if chart.table else [],
    }
    blocks = (*head, replace(chart, caption=said))
    return Document(title, current_language(), blocks, data, main=chart.table.key if chart.table else "")


def rows_data(table: Table) -> list[dict[str, Any]]:
    """The figures of a chart as JSON holds them."""
    return [
        {column.key: column.raw(value) for column, value in zip(table.columns, row, strict=True)} for row in table.rows
    ]


def view_charts(modules: Mapping[str, ChartModule]) -> Document:
    """The names of all charts, and what each one shows."""
    columns = (
        Column("chart", _("Chart"), tone=lambda value: Tone.STRONG),
        Column("shows", _("What it shows"), wraps=True),
    )
    rows = [(name, _(module.DRAWS[name][1])) for name, module in modules.items()]
    data = {"charts": [dict(zip(("chart", "shows"), row, strict=True)) for row in rows]}
    table = Table("charts", columns, rows)
    note = _("'ctrack report chart NAME --format svg' gives a picture to paste; png and every paper format do too.")
    return Document(_("Charts"), current_language(), (table,), data, main="charts", notes=(note,))
