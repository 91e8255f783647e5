"""A chart in a page: the picture as it is on paper, and below it the table that says the same."""

from __future__ import annotations

from ctrack.render.document import Chart
from ctrack.render.drawn_svg import draw_inline
from ctrack.render.html.page_settings import Setting
from ctrack.render.html.page_tables import join_table
from ctrack.render.html.page_words import FIGURES
from ctrack.text.markup import NOTHING, Markup, escape, tag, turned


def chart_markup(chart: Chart, setting: Setting, name: str) -> Markup:
    """The drawing, which scrolls where a screen is too narrow for its words, and the figures as a table that opens."""
    caption = chart.caption
    head = tag("figcaption", escape(caption), dir=turned(caption, setting.direction)) if caption else NOTHING
    figures = list_figures(chart, setting, caption or name)
    if not chart.sketch.marks:
        return tag("figure", head, figures)
    drawing = tag("div", draw_inline(chart.sketch, setting.direction), class_="scroll", tabindex="0", role="group",
                  aria_label=caption or name)  # fmt: skip
    return tag("figure", head, drawing, figures, class_="pictured")


def list_figures(chart: Chart, setting: Setting, name: str) -> Markup:
    """The table beneath."""
    if chart.table is None:
        return NOTHING
    summary = tag("summary", escape(setting.say(FIGURES)))
    return tag("details", summary, join_table(chart.table, setting, name), open=True)
