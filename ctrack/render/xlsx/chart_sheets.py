"""Bars, heat maps and curves as sheets: the figures as cells, and Excel's own chart of them beside.

In a workbook that runs from right to left charts do too: bars grow from the right, and time runs to the left.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from ctrack.render.bar_keys import fills_in
from ctrack.render.document import Bars, Curve, HeatMap, Tone
from ctrack.render.print_colours import FILLS, MUTED, RULE, fills_of
from ctrack.render.xlsx.workbook import HEAD_HEIGHT, Book, day_of, fit_row, number_form, put_text, text_of, width_of

_WORDS = 48
_ONE_PAGE = 60
"""The rows above a chart that print on one page with it."""
_DASHES = ("solid", "dash", "round_dot", "long_dash")
_FONT = {"name": "Calibri", "size": 9, "color": "#" + MUTED}


def write_bars(book: Book, name: str, title: str, bars: Bars) -> None:
    """A row for each bar, a column for each part, and stacked bars."""
    sheet = book.add_sheet(name, is_wide=True)
    shares = {share.key: share for _, row, _ in bars.rows for share in row}
    _write_head(book, sheet, "", [share.label for share in shares.values()])
    sheet.write_string(0, len(shares) + 1, "", book.head())
    labels = [label or title for label, _, _ in bars.rows]
    wide = _set_widths(sheet, labels, [share.label for share in shares.values()])
    sheet.set_column(len(shares) + 1, len(shares) + 1, _WORDS)
    for number, (label, (_, row, words)) in enumerate(zip(labels, bars.rows, strict=True), 1):
        counts = {share.key: share.count for share in row}
        fit_row(sheet, number, [(label, wide), (words, _WORDS)])
        _write_label(book, sheet, number, label)
        for at, key in enumerate(shares, 1):
            sheet.write_number(number, at, counts.get(key, 0), book.cell(Tone.PLAIN, kind="whole", at_end=True))
        put_text(sheet, number, len(shares) + 1, text_of(words), book, text_wrap=True, indent=1, align=book.side(False))
    sheet.freeze_panes(1, 1)
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    fills, last = fills_in(bars), len(bars.rows)
    for at, key in enumerate(shares, 1):
        chart.add_series({
            "name": [name, 0, at], "categories": [name, 1, 0, last, 0], "values": [name, 1, at, last, at], "gap": 60,
            "fill": {"color": "#" + fills[key]}, "border": {"color": "#FFFFFF", "width": 0.5},
        })  # fmt: skip
    mirror = {"reverse": True} if book.is_mirrored else {}
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"none": True}, "major_tick_mark": "none"})
    chart.set_x_axis({"num_font": _FONT, "line": {"none": True}, "major_gridlines": _grid(), **mirror})
    _place(book, sheet, chart, title, last + 2, 120 + 34 * last)


def write_map(book: Book, name: str, title: str, heat_map: HeatMap) -> None:
    """A row for each kind, cells that darken with their counts."""
    sheet = book.add_sheet(name, is_wide=len(heat_map.columns) > 5)
    labels = [label for _, label, _ in heat_map.columns]
    _write_head(book, sheet, "", labels)
    wide = _set_widths(sheet, [label for label, _ in heat_map.rows], labels)
    most = max((count for _, counts in heat_map.rows for count in counts), default=0)
    for number, (label, counts) in enumerate(heat_map.rows, 1):
        fit_row(sheet, number, [(label, wide)])
        _write_label(book, sheet, number, label)
        for at, count in enumerate(counts, 1):
            look = book.look(align="center", num_format=number_form("whole"), border=1, border_color="#FFFFFF")
            sheet.write_number(number, at, count, look)
    for at, (_, _, tone) in enumerate(heat_map.columns, 1):
        sheet.conditional_format(1, at, len(heat_map.rows), at, {
            "type": "2_color_scale", "min_type": "num", "max_type": "num", "min_value": 0, "max_value": max(most, 1),
            "min_color": "#FFFFFF", "max_color": "#" + FILLS[tone],
        })  # fmt: skip
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def write_curve(book: Book, name: str, title: str, curve: Curve) -> None:
    """A row for each date, a column for each line, and the lines."""
    sheet = book.add_sheet(name, is_wide=True)
    labels = [line.label for line in curve.lines]
    _write_head(book, sheet, "", labels)
    _set_widths(sheet, [shown for shown, _ in curve.dates], labels)
    for number, (shown, iso) in enumerate(curve.dates, 1):
        day = day_of(iso)
        if day is not None:
            sheet.write_datetime(number, 0, day, book.cell(Tone.PLAIN, kind="day"))
        else:
            _write_label(book, sheet, number, shown)
        for at, line in enumerate(curve.lines, 1):
            sheet.write_number(number, at, line.values[number - 1], book.cell(Tone.PLAIN, kind="whole", at_end=True))
    sheet.freeze_panes(1, 1)
    chart = book.workbook.add_chart({"type": "line"})
    fills, last = fills_of((line.key, line.tone) for line in curve.lines), len(curve.dates)
    for at, line in enumerate(curve.lines, 1):
        stroke = {"color": "#" + fills[line.key], "width": 2, "dash_type": _DASHES[(at - 1) % len(_DASHES)]}
        chart.add_series({
            "name": [name, 0, at], "categories": [name, 1, 0, last, 0],
            "values": [name, 1, at, last, at], "line": stroke,
        })  # fmt: skip
    mirror = {"reverse": True} if book.is_mirrored else {}
    chart.set_x_axis({"num_font": _FONT, "line": {"color": "#" + RULE}, "text_axis": True, **mirror})
    scale = {"min": 0, "max": curve.total} if curve.total > 0 else {"min": 0}
    chart.set_y_axis({"num_font": _FONT, "line": {"none": True}, "major_gridlines": _grid(), **scale})
    _place(book, sheet, chart, title, last + 2, 300)


def _grid() -> dict[str, Any]:
    return {"visible": True, "line": {"color": "#" + RULE, "width": 0.5}}


def _write_head(book: Book, sheet: Worksheet, first: str, labels: list[str]) -> None:
    fit_row(sheet, 0, [(label, 20) for label in labels], least=HEAD_HEIGHT)
    sheet.write_string(0, 0, first, book.head())
    for at, label in enumerate(labels, 1):
        sheet.write_string(0, at, text_of(label), book.head(at_end=True))


def _write_label(book: Book, sheet: Worksheet, row: int, label: str) -> None:
    put_text(sheet, row, 0, text_of(label), book, text_wrap=True, indent=1, align=book.side(False))


def _set_widths(sheet: Worksheet, names: list[str], labels: list[str]) -> int:
    """Fit the columns; returns the width of the first."""
    wide = min(max((width_of(text_of(name)) for name in names), default=0) + 4, _WORDS)
    sheet.set_column(0, 0, wide)
    for at, label in enumerate(labels, 1):
        sheet.set_column(at, at, min(max(width_of(text_of(label)) + 3, 10), 24))
    return wide


def _place(book: Book, sheet: Worksheet, chart: Chart, title: str, row: int, height: int) -> None:
    chart.set_title({"name": title[:200], "overlay": False, "name_font": {**_FONT, "size": 11, "bold": True}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 820, "height": min(height, 1200)})
    if row < _ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    sheet.insert_chart(row, 0, chart, {"description": title[:200]})
