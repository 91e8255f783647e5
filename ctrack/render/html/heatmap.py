"""A heat map as the table that it is: darker is more, and every field says how many."""

from __future__ import annotations

from collections.abc import Iterator

from ctrack.render.document import HeatMap, Tone
from ctrack.render.html.page_settings import Setting
from ctrack.render.html.page_tables import caption_markup
from ctrack.text.digit_shapes import say_figure
from ctrack.text.markup import NOTHING, Markup, escape, join, tag, turned

DEGREES = 6


def heat_markup(chart: HeatMap, setting: Setting, name: str) -> Markup:
    """The counts, each on a ground as dark as its share of the highest count."""
    if not chart.columns or not chart.rows:
        return NOTHING
    highest = max((count for _, counts in chart.rows for count in counts), default=0)
    head = tag("tr", tag("td"), *_headings(chart, setting))
    rows = [_row(label, counts, chart, highest, setting) for label, counts in chart.rows]
    body = tag("tbody", *rows)
    table = tag("table", caption_markup(chart.caption, setting, name), tag("thead", head), body, class_="heat prose")
    return tag("div", table, class_="scroll")


def _headings(chart: HeatMap, setting: Setting) -> Iterator[Markup]:
    for _, label, _ in chart.columns:
        yield tag("th", escape(label), scope="col", dir=turned(label, setting.direction))


def _row(label: str, counts: tuple[int, ...], chart: HeatMap, highest: int, setting: Setting) -> Markup:
    pairs = zip(counts, chart.columns, strict=True)
    fields = [_field(count, column, tone, highest) for count, (_, column, tone) in pairs]
    head = tag("th", escape(label), scope="row", class_="text", dir=turned(label, setting.direction))
    return tag("tr", head, join(fields))


def _field(count: int, column: str, tone: Tone, highest: int) -> Markup:
    """A count, which says what it counts where a narrow screen shows no headings."""
    degree = degree_of(count, highest)
    kind = f"heat-{degree} warm-{tone.value}" if degree else "heat-0"
    return tag("td", escape(say_figure(count)), class_=kind, data_l=column or None)


def degree_of(count: int, highest: int) -> int:
    """How dark from 0 to DEGREES: nothing for nought alone, the darkest for the highest alone."""
    if count <= 0 or highest <= 0:
        return 0
    return max(1, DEGREES * count // highest)
