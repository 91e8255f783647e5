"""A document with every figure that people read in the digits they chose; values for machines stay what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from ctrack.render.document import (
    Bars,
    Block,
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
from ctrack.text.digit_shapes import write_figures as write
from ctrack.text.language import current_digits

# What is typed, or compared sign by sign, as it stands.
KEPT = frozenset({"code", "fingerprint", "head", "hash", "symbol", "url", "email"})


def choose_digits(document: Document) -> Document:
    """The document as it is read in the language spoken now; the same one where the digits are western."""
    if current_digits() == "western":
        return document
    return replace(
        document,
        title=write(document.title),
        blocks=tuple(map(_dress, document.blocks)),
        notes=tuple(map(write, document.notes)),
    )


def _dress(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, text=write(block.text))
        case Facts():
            return Facts(tuple(map(_dress_fact, block.items)))
        case Table():
            return replace(block, columns=tuple(map(_dress_column, block.columns)), caption=write(block.caption))
        case Bars():
            return _dress_bars(block)
        case HeatMap():
            columns = tuple((key, write(label), tone) for key, label, tone in block.columns)
            rows = tuple((write(label), counts) for label, counts in block.rows)
            return replace(block, columns=columns, rows=rows, caption=write(block.caption))
        case Curve():
            dates = tuple((write(shown), iso) for shown, iso in block.dates)
            return replace(block, dates=dates, caption=write(block.caption))


def _dress_fact(fact: Fact) -> Fact:
    return fact if fact.key in KEPT else replace(fact, label=write(fact.label), text=write(fact.text))


def _dress_column(column: Column) -> Column:
    if column.key in KEPT:
        return replace(column, heading=write(column.heading))
    short = partial(_show, column.short) if column.short is not None else None
    return replace(column, heading=write(column.heading), show=partial(_show, column.show), short=short)


def _show(show: Callable[[Any], str], value: Any) -> str:
    return write(show(value))


def _dress_bars(bars: Bars) -> Bars:
    rows = tuple(
        (write(label), tuple(replace(share, label=write(share.label)) for share in shares), write(words))
        for label, shares, words in bars.rows
    )
    return replace(bars, rows=rows, caption=write(bars.caption))
