"""A document as the template of the PDF takes it: plain lists and words of JSON, every text made safe.

A text is a string, or with more to say of it `{"t": text, "tone": tone, "dir": "ltr"|"rtl", "share": 0..1}`, where
what is left out is plain, of the paper's own direction, without a bar. Colours are RRGGBB.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from ctrack.render.direction import Direction, direction_of
from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Column,
    Curve,
    Document,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
    Tone,
)
from ctrack.render.furniture import (
    CONTENTS,
    PAGE_OF,
    furnished,
    has_contents,
    is_mirrored,
    shorten,
    stamp_facts,
    stamp_line,
    words_in,
)
from ctrack.render.inks import FILLS, INKS, fills_of, heat, ink_on
from ctrack.render.keys import fills_in, is_key_enough, key_of
from ctrack.text.safe import make_safe

Clean = Callable[[str], str]
Data = dict[str, Any]

_LONG_WORD = re.compile(r"\S{32,}")
_PIECE = re.compile(r"\S{1,8}")
_ZERO_WIDTH_SPACE = "\u200b"
_SAMPLES = 6
_LONG_ROW = 1500
"""Characters above which a row may be divided between two pages, and a small table too."""
_KEPT_ROWS = 9
"""The rows of a table that stays on one page."""


def lay_out(document: Document, clean: Clean) -> Data:
    """The whole paper; `clean` has the last word on every text."""
    base: Direction = "rtl" if is_mirrored(document) else "ltr"
    lay = partial(_lay_block, clean=clean, base=base)
    say = words_in(document.language)
    blocks = [data for data in map(lay, furnished(document)) if data]
    if has_contents(document):
        blocks.insert(_end_of_opening(blocks), {"is": "contents", "title": say(CONTENTS)})
    if document.stamp is not None:
        blocks.append({**_lay_facts(stamp_facts(document.stamp, document.language), clean, base), "is": "stamp"})
    return {
        "language": document.language,
        "dir": base,
        "title": shorten(make_safe(document.title)) or "ctrack",
        "head": clean(shorten(make_safe(document.title))),
        "foot": clean(make_safe(stamp_line(document.stamp, document.language))),
        "pages": say(PAGE_OF),
        "blocks": blocks,
        "inks": {tone.value: ink for tone, ink in INKS.items()},
        "fills": {tone.value: fill for tone, fill in FILLS.items()},
    }


def breakable(text: str) -> str:
    """The text with places to break in words that no line can hold."""
    return _LONG_WORD.sub(lambda word: _ZERO_WIDTH_SPACE.join(_PIECE.findall(word[0])), text)


def _end_of_opening(blocks: Sequence[Data]) -> int:
    """Where contents stand: after the title and what directly says what the paper is."""
    opening = ("heading", "paragraph", "facts")
    after = next((at for at, block in enumerate(blocks) if block["is"] not in opening), len(blocks))
    second = next((at for at, block in enumerate(blocks) if block["is"] == "heading" and block["level"] > 1), after)
    return min(after, second)


def _lay_block(block: Block, clean: Clean, base: Direction) -> Data:
    match block:
        case Heading():
            return {"is": "heading", "level": min(block.level, 6), "text": _text(block.text, clean, base)}
        case Paragraph():
            return {"is": "paragraph", "text": _text(block.text, clean, base, block.tone)}
        case Facts():
            return _lay_facts(block, clean, base)
        case Table():
            return _lay_table(block, clean, base)
        case Bars():
            return _lay_bars(block, clean, base)
        case HeatMap():
            return _lay_map(block, clean, base)
        case Curve():
            return _lay_curve(block, clean, base)


def _text(text: str, clean: Clean, base: Direction, tone: Tone = Tone.PLAIN, share: float | None = None) -> Any:
    safe = text if text.isascii() and text.isprintable() and len(text) < 32 else _harmless(text, clean)
    way = direction_of(safe, base)
    if tone is Tone.PLAIN and way == base and share is None:
        return safe
    return {
        "t": safe,
        "tone": tone.value,
        **({"dir": way} if way != base else {}),
        **({"share": min(max(share, 0), 1)} if share is not None else {}),
    }


def _harmless(text: str, clean: Clean) -> str:
    return breakable(clean(make_safe(text, multiline=True).strip("\n")))


def _lay_facts(facts: Facts, clean: Clean, base: Direction) -> Data:
    items = [[_text(fact.label, clean, base), _text(fact.text, clean, base, fact.tone)] for fact in facts.items]
    return {"is": "facts", "items": items} if items else {}


def _lay_table(table: Table, clean: Clean, base: Direction) -> Data:
    if not table.columns:
        return {}
    rows = [_row(table.columns, row, clean, base) for row in table.rows]
    columns = []
    for index, column in enumerate(table.columns):
        heading = _text(column.heading, clean, base)
        texts = [_plain(row[index]) for row in rows]
        columns.append({
            "heading": heading,
            "end": column.align is Align.END,
            "wraps": column.wraps,
            "bar": column.bar is not None,
            "samples": _widest(texts),
            "title": _longest_word(_plain(heading)),
        })  # fmt: skip
    return {
        "is": "table",
        "caption": _text(table.caption, clean, base),
        "columns": columns,
        "rows": rows,
        "emphasis": sorted(table.emphasis),
        "long": [index for index, row in enumerate(rows) if _length(row) > _LONG_ROW],
        "breaks": len(rows) > _KEPT_ROWS or sum(map(_length, rows)) > _LONG_ROW,
    }


def _row(columns: Sequence[Column], row: Sequence[Any], clean: Clean, base: Direction) -> list[Any]:
    return [
        _text(column.show(value), clean, base, column.tone(value), column.bar(value) if column.bar else None)
        for column, value in zip(columns, row, strict=True)
    ]


def _length(row: Sequence[Any]) -> int:
    return sum(len(_plain(text)) for text in row)


def _plain(text: Any) -> str:
    plain: str = text["t"] if isinstance(text, dict) else text
    return plain


def _widest(texts: Iterable[str]) -> list[str]:
    """The few texts among which the widest is."""
    lines = {line for text in texts for line in text.split("\n")}
    return sorted(lines, key=lambda line: (-len(line), line))[:_SAMPLES]


def _longest_word(text: str) -> str:
    return max(text.replace(_ZERO_WIDTH_SPACE, " ").split(), key=len, default="")


def _lay_bars(bars: Bars, clean: Clean, base: Direction) -> Data:
    fills = fills_in(bars)
    rows = [
        {
            "label": _text(label, clean, base),
            "words": _text(words, clean, base),
            "parts": [[share.count, fills[share.key]] for share in row if share.count > 0],
        }
        for label, row, words in bars.rows
    ]
    key = [[fill, _text(name, clean, base)] for _, fill, name in key_of(bars)]
    if is_key_enough(bars):
        rows[0]["words"] = ""
    whole = max((sum(count for count, _ in row["parts"]) for row in rows), default=0)
    data = {"is": "bars", "caption": _text(bars.caption, clean, base), "rows": rows, "key": key, "whole": whole}
    return data if rows else {}


def _lay_map(chart: HeatMap, clean: Clean, base: Direction) -> Data:
    most = max((count for _, counts in chart.rows for count in counts), default=0)
    rows = []
    for label, counts in chart.rows:
        cells = [_cell(count, most, tone) for (_, _, tone), count in zip(chart.columns, counts, strict=True)]
        rows.append({"label": _text(label, clean, base), "cells": cells})
    return {
        "is": "map",
        "caption": _text(chart.caption, clean, base),
        "columns": [_text(label, clean, base) for _, label, _ in chart.columns],
        "rows": rows,
    }


def _cell(count: int, most: int, tone: Tone) -> list[Any]:
    """A count, its fill, and the ink that is read on it."""
    fill = heat(count, most, tone)
    return [count, fill, ink_on(fill)]


def _lay_curve(curve: Curve, clean: Clean, base: Direction) -> Data:
    fills = fills_of((line.key, line.tone) for line in curve.lines)
    lines = [
        {"label": _text(line.label, clean, base), "fill": fills[line.key], "values": list(line.values)}
        for line in curve.lines
    ]
    highest = max((value for line in curve.lines for value in line.values), default=0)
    dates = [_text(shown, clean, base) for shown, _ in curve.dates]
    words = "; ".join(f"{line.label}: {', '.join(map(str, line.values[-12:]))}" for line in curve.lines)
    return {
        "is": "curve",
        "caption": _text(curve.caption, clean, base),
        "dates": dates,
        "lines": lines,
        "top": max(curve.total, highest, 1),
        "total": curve.total,
        "alt": make_safe(f"{curve.caption} {words}").strip() or "curve",
    } if dates and lines else {}  # fmt: skip
