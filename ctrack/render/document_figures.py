"""A document with every figure that people read in the digits they chose; values for machines stay what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from ctrack.domain.frozen import replace
from ctrack.render.document import (
    Bars,
    Beside,
    Block,
    Chart,
    Column,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
)
from ctrack.render.sketch import Word
from ctrack.text.digit_shapes import write_figures
from ctrack.text.language import current_digits

# What is typed, or compared sign by sign, as it stands.
KEPT = frozenset({"code", "fingerprint", "head", "hash", "reference", "symbol", "url", "email"})


Change = Callable[[str], str]


def choose_digits(document: Document) -> Document:
    """The document as it is read in the language spoken now; the same one where the digits are western."""
    return document if current_digits() == "western" else change_texts(document, write_figures)


def change_texts(document: Document, change: Change) -> Document:
    """The document with every text that people read changed so."""
    return replace(
        document,
        title=change(document.title),
        blocks=tuple(_change(block, change) for block in document.blocks),
        notes=tuple(map(change, document.notes)),
    )


def _change(block: Block, change: Change) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, text=change(block.text))
        case Facts():
            return Facts(tuple(_change_fact(fact, change) for fact in block.items))
        case Beside():
            pairs = ((_change_fact(one, change), _change_fact(other, change)) for one, other in block.pairs)
            return replace(block, pairs=tuple(pairs))
        case Table():
            columns = tuple(_change_column(column, change) for column in block.columns)
            return replace(block, columns=columns, caption=change(block.caption))
        case Bars():
            return _change_bars(block, change)
        case HeatMap():
            heads = tuple((key, change(label), tone) for key, label, tone in block.columns)
            rows = tuple((change(label), counts) for label, counts in block.rows)
            return replace(block, columns=heads, rows=rows, caption=change(block.caption))
        case Curve():
            dates = tuple((change(shown), iso) for shown, iso in block.dates)
            return replace(block, dates=dates, caption=change(block.caption))
        case Chart():
            return _change_chart(block, change)


def _change_fact(fact: Fact, change: Change) -> Fact:
    return fact if fact.key in KEPT else replace(fact, label=change(fact.label), text=change(fact.text))


def _change_column(column: Column, change: Change) -> Column:
    if column.key in KEPT:
        return replace(column, heading=change(column.heading))
    short = partial(_show, column.short, change) if column.short is not None else None
    return replace(column, heading=change(column.heading), show=partial(_show, column.show, change), short=short)


def _show(show: Callable[[Any], str], change: Change, value: Any) -> str:
    return change(show(value))


def _change_bars(bars: Bars, change: Change) -> Bars:
    rows = tuple(
        (change(label), tuple(replace(share, label=change(share.label)) for share in shares), change(words))
        for label, shares, words in bars.rows
    )
    return replace(bars, rows=rows, caption=change(bars.caption))


def _change_chart(chart: Chart, change: Change) -> Chart:
    marks = (replace(mark, text=change(mark.text)) if isinstance(mark, Word) else mark for mark in chart.sketch.marks)
    return replace(
        chart,
        sketch=replace(chart.sketch, told=change(chart.sketch.told), marks=tuple(marks)),
        table=cast(Table, _change(chart.table, change)) if chart.table is not None else None,
        plain=cast("Table | Bars | Curve", _change(chart.plain, change)),
        caption=change(chart.caption),
    )
