"""Bars and heat maps as shaded cells, and a trend as a table of its figures with a bar beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ctrack.domain.frozen import replace
from ctrack.render.bar_keys import fills_in, is_key_enough, key_of
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import Bars, Curve, HeatMap, Share, Table, Tone
from ctrack.render.docx.elements import put
from ctrack.render.docx.measures import PADDING, Want, share, want_of
from ctrack.render.docx.runs import Look, Script, put_paragraph, put_properties, put_runs
from ctrack.render.docx.styles import BARS, MAP, STACK, face_of
from ctrack.render.docx.table_parts import LONG_CELL, put_cell, put_gap, put_row, put_sliver, put_table
from ctrack.render.print_colours import ACCENT, MUTED, WASH, heat, ink_on
from ctrack.text.digit_shapes import say_figure
from ctrack.text.direction import direction_of

_BAR_HEIGHT = 190
_NARROWEST_PART = 40
_BAR_ROOM = 44
"""The width of bars beside their labels, in hundredths of the room."""
_MOST_DATES = 13
_LEAST_COUNT = 700


def put_bars(parent: Any, bars: Bars, script: Script, *, keeps: bool = False) -> None:
    """Bars between labels and words, or one bar as wide as the page, and the key to their fills."""
    whole = max((sum(share.count for share in row) for _, row, _ in bars.rows), default=0)
    if bars.caption.strip():
        put_paragraph(parent, bars.caption, script, Look("Caption"))
    if len(bars.rows) == 1 and not bars.rows[0][0].strip():
        _put_stack(parent, bars.rows[0][1], fills_in(bars), whole, script.room, script)
        put_sliver(parent)
        if not is_key_enough(bars):
            put_paragraph(parent, bars.rows[0][2], script, Look("Key"))
    else:
        _put_labelled(parent, bars, whole, script)
    _put_key(parent, [(name, fill) for _, fill, name in key_of(bars)], script, keeps)


def _put_labelled(parent: Any, bars: Bars, whole: int, script: Script) -> None:
    widths = _bar_widths(bars, script)
    table = put_table(parent, BARS, widths, script, bars.caption)
    for label, shares, words in bars.rows:
        row = put_row(table, is_whole=len(label) + len(words) < LONG_CELL)
        first, middle, last = (put_cell(row, width, is_middle=True) for width in widths)
        put_paragraph(first, label, script)
        _put_stack(middle, shares, fills_in(bars), whole, widths[1] - PADDING, script)
        put_sliver(middle)
        put_paragraph(last, words, script, Look(tone=Tone.FAINT))
    put_gap(parent)


def _bar_widths(bars: Bars, script: Script) -> list[int]:
    face = face_of(BARS, script)
    labels = want_of("", (label for label, _, _ in bars.rows), face, is_running=True)
    words = want_of("", (words for _, _, words in bars.rows), face, is_running=False)
    bar = script.room * _BAR_ROOM // 100
    first, last = share([labels, words], script.room - bar)
    return [first, bar, last]


def _put_stack(
    parent: Any, shares: Sequence[Share], fills: dict[str, str], whole: int, room: int, script: Script
) -> None:
    """One bar as a row of shaded cells; what is left of the scale stays pale."""
    parts = [(share.count, fills[share.key]) for share in shares if share.count > 0]
    rest = whole - sum(count for count, _ in parts)
    parts += [(rest, WASH)] if rest > 0 or not parts else []
    widths = [max(round(room * count / max(whole, 1)), _NARROWEST_PART) for count, _ in parts]
    row = put_row(put_table(parent, STACK, widths, script), height=_BAR_HEIGHT)
    for (_, fill), width in zip(parts, widths, strict=True):
        put_sliver(put_cell(row, width, fill))


def _put_key(parent: Any, entries: Iterable[tuple[str, str]], script: Script, keeps: bool) -> None:
    """What each fill stands for."""
    paragraph = None
    for label, fill in entries:
        if paragraph is None:
            paragraph = put(parent, "p")
            put_properties(paragraph, script, script.base, Look("Key", keeps=keeps))
        else:
            put_runs(paragraph, "    ", script.base, script)
        put_runs(paragraph, "■\u00a0", script.base, script, Look(colour=fill))
        put_runs(paragraph, label, direction_of(label, script.base), script, Look(tone=Tone.FAINT))


def put_map(parent: Any, chart: HeatMap, script: Script, *, keeps: bool = False) -> None:
    """A heat map as a table of counts on fills that darken with them."""
    widths = _map_widths(chart, script)
    most = max((count for _, counts in chart.rows for count in counts), default=0)
    if chart.caption.strip():
        put_paragraph(parent, chart.caption, script, Look("Caption"))
    table = put_table(parent, MAP, widths, script, chart.caption)
    is_short = sum(len(label) for _, label, _ in chart.columns) < LONG_CELL
    head = put_row(table, is_head=is_short, is_whole=is_short)
    for label, width in zip(("", *(label for _, label, _ in chart.columns)), widths, strict=True):
        put_paragraph(put_cell(head, width), label, script, Look(is_centred=True, colour=ACCENT, keeps=True))
    for number, (label, counts) in enumerate(chart.rows, 1):
        row = put_row(table, is_whole=len(label) < LONG_CELL)
        is_kept = number in (1, len(chart.rows) - 1) or (keeps and number == len(chart.rows))
        put_paragraph(put_cell(row, widths[0]), label, script, Look(keeps=is_kept))
        for (_, _, tone), count, width in zip(chart.columns, counts, widths[1:], strict=True):
            fill = heat(count, most, tone)
            look = Look(is_centred=True, colour=ink_on(fill) if count else MUTED)
            put_paragraph(put_cell(row, width, fill, is_middle=True), say_figure(count), script, look)
    put_gap(parent, keeps=keeps)


def _map_widths(chart: HeatMap, script: Script) -> list[int]:
    """The counts share one width, that of the longest word above them; what they name has the rest."""
    face = face_of(MAP, script)
    wants = [want_of(label, (), face, is_running=False) for _, label, _ in chart.columns]
    each = max((want.least for want in wants), default=0)
    counts = [Want(max(each, _LEAST_COUNT), max(each, script.room // 8), False)] * len(wants)
    return share([want_of("", (label for label, _ in chart.rows), face, is_running=True), *counts], script.room)


def tabulate_curve(curve: Curve) -> Table:
    """A trend as a table of no more dates than a page has lines for, each figure with its share of the total."""
    table = tabulate(_thinned(curve))
    part = partial(_part_of, curve.total)
    first, *lines = table.columns
    return replace(table, columns=(first, *(replace(column, bar=part, wraps=True) for column in lines)))


def _part_of(total: int, count: int) -> float:
    return count / total if total else 0


def _thinned(curve: Curve) -> Curve:
    """The first date, the last and those between at even steps."""
    last = len(curve.dates) - 1
    if last < _MOST_DATES:
        return curve
    kept = [round(last * step / (_MOST_DATES - 1)) for step in range(_MOST_DATES)]
    lines = tuple(replace(line, values=tuple(line.values[at] for at in kept)) for line in curve.lines)
    return replace(curve, dates=tuple(curve.dates[at] for at in kept), lines=lines)
