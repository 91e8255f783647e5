"""A document as the template of the PDF takes it: plain lists and words of JSON, every text made safe.

A text is a string, or with more to say of it `{"t": text, "tone": tone, "dir": "ltr"|"rtl", "share": 0..1, "lang":
code}`, where what is left out is plain, of the paper's own direction and language, without a bar. Colours are RRGGBB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ctrack.render.bar_keys import fills_in, is_key_enough, key_of
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Chart,
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
from ctrack.render.document_figures import choose_digits
from ctrack.render.page_frame import (
    CONTENTS,
    EMBLEM,
    PAGE_OF,
    breaks_pages,
    fits_page,
    foot_line,
    furnished,
    gather_together,
    has_contents,
    is_mirrored,
    shorten,
    stamp_facts,
    words_in,
)
from ctrack.render.pdf.drawn_marks import lay_sketch
from ctrack.render.pdf.template_texts import ZERO_WIDTH_SPACE, Clean, Pen, words_of
from ctrack.render.print_colours import FILLS, INKS, heat, ink_on
from ctrack.text.digit_shapes import write_figures
from ctrack.text.direction import Direction
from ctrack.text.language import speaking
from ctrack.text.safe import make_safe

Data = dict[str, Any]

_SAMPLES = 6
_LONG_ROW = 1500
"""Characters above which a row may be divided between two pages, and a small table too."""
_KEPT_ROWS, _KEPT_BARS = 9, 12
"""The rows of a table, and the bars, that stay on one page."""
_LONG_HEAD = 600
"""Characters above which a head is not repeated on every page."""


def lay_out(document: Document, clean: Clean) -> Data:
    """The whole paper in its own language; `clean` has the last word on every text."""
    with speaking(document.language):
        return _lay_paper(choose_digits(document), clean)


def _lay_paper(document: Document, clean: Clean) -> Data:
    base: Direction = "rtl" if is_mirrored(document) else "ltr"
    pen = Pen(clean, base)
    lay = partial(_lay_group, pen=pen)
    say = words_in(document.language)
    furniture = list(furnished(document))
    blocks = [data for data in map(lay, gather_together(furniture)) if data]
    if has_contents(document):
        is_broken = breaks_pages(furniture)
        place = _end_of_first_page(blocks) if is_broken else _end_of_opening(blocks)
        blocks.insert(place, {"is": "contents", "title": say(CONTENTS), "breaks": is_broken})
    if document.stamp is not None:
        blocks.append({**_lay_facts(stamp_facts(document.stamp, document.language), pen), "is": "stamp"})
    return {
        "language": document.language,
        "dir": base,
        "digits": write_figures("0123456789"),
        "title": shorten(make_safe(document.title)) or "ctrack",
        "head": clean(shorten(make_safe(document.title))),
        "foot": clean(make_safe(foot_line(document))),
        "pages": say(PAGE_OF),
        "emblem": say(EMBLEM),
        "blocks": blocks,
        "inks": {tone.value: ink for tone, ink in INKS.items()},
        "fills": {tone.value: fill for tone, fill in FILLS.items()},
    }


def _end_of_opening(blocks: Sequence[Data]) -> int:
    """Where contents stand: after the title and what directly says what the paper is."""
    opening = ("heading", "paragraph", "facts")
    after = next((at for at, block in enumerate(blocks) if block["is"] not in opening), len(blocks))
    second = next((at for at, block in enumerate(blocks) if block["is"] == "heading" and block["level"] > 1), after)
    return min(after, second)


def _end_of_first_page(blocks: Sequence[Data]) -> int:
    """Where contents stand in a paper whose first page is one of its own."""
    return next(at for at, block in enumerate(blocks) if block["is"] == "heading" and block["breaks"])


def _lay_group(group: Sequence[Block], pen: Pen) -> Data:
    """What stays together, or a block by itself."""
    if len(group) == 1:
        return _lay_block(group[0], pen)
    return {"is": "group", "blocks": [_lay_block(block, pen) for block in group], "whole": fits_page(group)}


def _lay_block(block: Block, pen: Pen) -> Data:
    match block:
        case Heading():
            text = pen.write(block.text)
            return {"is": "heading", "level": min(block.level, 6), "text": text, "breaks": block.starts_page}
        case Paragraph():
            return {"is": "paragraph", "text": pen.write(block.text, block.tone, language=block.language)}
        case Facts():
            return _lay_facts(block, pen)
        case Table():
            return _lay_table(block, pen)
        case Bars():
            return _lay_bars(block, pen)
        case HeatMap():
            return _lay_map(block, pen)
        case Curve():
            return _lay_table(tabulate(block), pen)
        case Chart():
            return _lay_chart(block, pen)


def _lay_facts(facts: Facts, pen: Pen) -> Data:
    items = [[pen.write(fact.label), pen.write(fact.text, fact.tone)] for fact in facts.items]
    return {"is": "facts", "items": items} if items else {}


def _lay_table(table: Table, pen: Pen) -> Data:
    if not table.columns:
        return {}
    rows = [_row(table.columns, row, pen) for row in table.rows]
    columns = []
    for index, column in enumerate(table.columns):
        heading = pen.write(column.heading, is_narrow=True)
        texts = [words_of(row[index]) for row in rows]
        columns.append({
            "heading": heading,
            "end": column.align is Align.END,
            "wraps": column.wraps,
            "bar": column.bar is not None,
            "samples": _widest(texts),
            "title": _longest_word(words_of(heading)),
        })  # fmt: skip
    return {
        "is": "table",
        "caption": pen.write(table.caption),
        "columns": columns,
        "rows": rows,
        "emphasis": sorted(table.emphasis),
        "long": [index for index, row in enumerate(rows) if _length(row) > _LONG_ROW],
        "repeats": sum(len(column.heading) for column in table.columns) < _LONG_HEAD,
        "breaks": len(rows) > _KEPT_ROWS or sum(map(_length, rows)) > _LONG_ROW,
    }


def _row(columns: Sequence[Column], row: Sequence[Any], pen: Pen) -> list[Any]:
    return [
        pen.write(column.show(value), column.tone(value), column.bar(value) if column.bar else None, is_narrow=True)
        for column, value in zip(columns, row, strict=True)
    ]


def _length(row: Sequence[Any]) -> int:
    return sum(len(words_of(text)) for text in row)


def _widest(texts: Iterable[str]) -> list[str]:
    """The few texts among which the widest is."""
    lines = {line for text in texts for line in text.split("\n")}
    return sorted(lines, key=lambda line: (-len(line), line))[:_SAMPLES]


def _longest_word(text: str) -> str:
    return max(text.replace(ZERO_WIDTH_SPACE, " ").split(), key=len, default="")


def _lay_bars(bars: Bars, pen: Pen) -> Data:
    fills = fills_in(bars)
    rows: list[Data] = [
        {
            "label": pen.write(label, is_narrow=True),
            "words": pen.write(words, is_narrow=True),
            "parts": [[share.count, fills[share.key]] for share in row if share.count > 0],
        }
        for label, row, words in bars.rows
    ]
    key = [[fill, pen.write(name)] for _, fill, name in key_of(bars)]
    if is_key_enough(bars):
        rows[0]["words"] = ""
    whole = max((sum(count for count, _ in row["parts"]) for row in rows), default=0)
    texts = sum(len(words_of(text)) for row in rows for text in (row["label"], row["words"]))
    return {
        "is": "bars",
        "caption": pen.write(bars.caption),
        "rows": rows,
        "key": key,
        "whole": whole,
        "breaks": len(rows) > _KEPT_BARS or texts > _LONG_ROW,
    } if rows else {}  # fmt: skip


def _lay_map(chart: HeatMap, pen: Pen) -> Data:
    most = max((count for _, counts in chart.rows for count in counts), default=0)
    rows = []
    for label, counts in chart.rows:
        cells = [_cell(count, most, tone) for (_, _, tone), count in zip(chart.columns, counts, strict=True)]
        rows.append({"label": pen.write(label, is_narrow=True), "cells": cells})
    return {
        "is": "map",
        "caption": pen.write(chart.caption),
        "columns": [pen.write(label, is_narrow=True) for _, label, _ in chart.columns],
        "repeats": sum(len(label) for _, label, _ in chart.columns) < _LONG_HEAD,
        "rows": rows,
    }


def _cell(count: int, most: int, tone: Tone) -> list[Any]:
    """A count, its fill, and the ink that is read on it."""
    fill = heat(count, most, tone)
    return [count, fill, ink_on(fill)]


def _lay_chart(chart: Chart, pen: Pen) -> Data:
    """The picture, and below it the table that says the same."""
    table = _lay_table(chart.table, pen) if chart.table is not None else {}
    if not chart.sketch.marks:
        return table
    sketch = lay_sketch(chart.sketch, pen.clean, is_mirrored=pen.base == "rtl")
    return {"is": "chart", "caption": pen.write(chart.caption), "sketch": sketch, "table": table}
