"""Charts as tables that say the same, for formats that write words and draw no picture."""

from __future__ import annotations

from functools import partial

from ctrack.render.document import Align, Column, Curve, HeatMap, Table


def tabulate(chart: HeatMap | Curve) -> Table:
    """The counts of a heat map by row, or those of a curve by date, each out of the total."""
    return _tabulate_map(chart) if isinstance(chart, HeatMap) else _tabulate_curve(chart)


def _tabulate_map(chart: HeatMap) -> Table:
    columns = (Column(key, label, align=Align.END) for key, label, _ in chart.columns)
    rows = [(label, *counts) for label, counts in chart.rows]
    return Table(chart.key, (Column("row", "", wraps=True), *columns), rows, chart.caption)


def _tabulate_curve(chart: Curve) -> Table:
    show = partial(_show_part, chart.total)
    columns = (Column(line.key, line.label, show, align=Align.END) for line in chart.lines)
    rows = list(zip((shown for shown, _ in chart.dates), *(line.values for line in chart.lines), strict=True))
    return Table(chart.key, (Column("date", ""), *columns), rows, chart.caption)


def _show_part(total: int, count: int) -> str:
    return f"{count}/{total}"
