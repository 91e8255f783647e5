"""Charts as tables that say the same, for formats that write words and draw no picture."""

from __future__ import annotations

from functools import partial

from ctrack.render.document import Align, Column, Curve, HeatMap, Table, Tone
from ctrack.text.digit_shapes import say_figure, write_figures

SPARKS = "▁▂▃▄▅▆▇█"


def tabulate(chart: HeatMap | Curve, *, is_narrow: bool = False, is_mirrored: bool = False) -> Table:
    """The counts of a heat map by row, or those of a curve by date, each out of the total.

    A narrow heat map is headed by the marks of its columns alone, the first word of each label; a narrow curve is a
    line of blocks between its first and its last date.
    """
    return (
        _tabulate_map(chart, is_narrow)
        if isinstance(chart, HeatMap)
        else _tabulate_curve(chart, is_narrow, is_mirrored)
    )


def _tabulate_map(chart: HeatMap, is_narrow: bool) -> Table:
    labels = ((key, label.split(" ")[0] if is_narrow else label, tone) for key, label, tone in chart.columns)
    columns = (
        Column(key, label, _show_count, tone=partial(_tone_of, tone), align=Align.END) for key, label, tone in labels
    )
    rows = [(label, *counts) for label, counts in chart.rows]
    return Table(chart.key, (Column("row", "", wraps=True), *columns), rows, chart.caption)


def _tabulate_curve(chart: Curve, is_narrow: bool, is_mirrored: bool) -> Table:
    if is_narrow:
        return _draw_sparks(chart, -1 if is_mirrored else 1)
    show = partial(_show_part, chart.total)
    columns = (Column(line.key, line.label, show, align=Align.END) for line in chart.lines)
    rows = list(zip((shown for shown, _ in chart.dates), *(line.values for line in chart.lines), strict=True))
    return Table(
        chart.key, (Column("date", ""), *columns), rows, chart.caption, keys=tuple(iso for _, iso in chart.dates)
    )


def _draw_sparks(chart: Curve, step: int) -> Table:
    first, last = (chart.dates[place][0] for place in (0, -1)) if chart.dates else ("", "")
    columns = (
        Column("line", ""),
        Column("first", first, _show_count, align=Align.END),
        Column("sparks", ""),
        Column("last", last, partial(_show_part, chart.total), align=Align.END),
    )
    rows = [
        (line.label, line.values[0], _sparks(line.values[::step]), line.values[-1])
        for line in chart.lines
        if line.values
    ]
    return Table(chart.key, columns, rows, chart.caption)


def _sparks(values: tuple[int, ...]) -> str:
    """A block a value, from the lowest for nought to the highest for the most of them."""
    most = max(*values, 1)
    return "".join(SPARKS[round(value * (len(SPARKS) - 1) / most)] for value in values)


def _show_count(count: int) -> str:
    return say_figure(count) if count else "·"


def _tone_of(tone: Tone, count: int) -> Tone:
    return tone if count else Tone.FAINT


def _show_part(total: int, count: int) -> str:
    return write_figures(f"{count}/{total}")
