"""Tables of WordprocessingML: rows under a head that every page repeats, facts, bars and heat maps as shaded cells.

Widths are twentieths of a point. Right-to-left papers mirror their tables (`w:bidiVisual`), and Word then takes
the first cell for the rightmost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctrack.render.bar_keys import fills_in, is_key_enough, key_of
from ctrack.render.document import Align, Bars, Column, Facts, HeatMap, Share, Table, Tone
from ctrack.render.print_colours import ACCENT, FILLS, MUTED, WASH, heat, ink_on
from ctrack.render.word_runs import clean, paragraph, properties, runs
from ctrack.text.cells import cell_width
from ctrack.text.direction import Direction, direction_of

ROOM = 9638
"""The width of the text on A4 with margins of 20 mm."""
_CHARACTER: dict[Direction, int] = {"ltr": 104, "rtl": 118}
_PADDING = 250
_LEAST_RUNNING = 1900
_SAMPLE = 400
_LONG_CELL = 1200
_BAR_HEIGHT = 190
_KEPT_ROWS = 9
_END = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
_TINY = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def write_table(table: Table, base: Direction) -> Iterator[str]:
    """A table, row by row, so that a long one never stands in memory whole."""
    widths = _widths(table, base)
    if table.caption.strip():
        yield paragraph(table.caption, base, style="Caption")
    yield _opening("ReportTable", widths, base)
    heads = [
        _cell(paragraph(column.heading, base, at_end=column.align is Align.END, keeps=True), width)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    is_short = sum(len(column.heading) for column in table.columns) < _LONG_CELL
    yield _row(heads, is_head=is_short, is_whole=is_short)
    for index, row in enumerate(table.rows):
        texts = [column.show(value) for column, value in zip(table.columns, row, strict=True)]
        keeps = len(table.rows) <= _KEPT_ROWS and index + 1 < len(table.rows)
        cells = _cells(table.columns, row, texts, widths, base, index in table.emphasis, keeps)
        yield _row(cells, is_whole=max(map(len, texts), default=0) < _LONG_CELL)
    yield "</w:tbl>" + _END


def _cells(
    columns: Sequence[Column],
    row: Sequence[object],
    texts: Sequence[str],
    widths: Sequence[int],
    base: Direction,
    is_sum: bool,
    keeps: bool,
) -> Iterator[str]:
    for column, value, text, width in zip(columns, row, texts, widths, strict=True):
        at_end = column.align is Align.END
        body = paragraph(text, base, tone=column.tone(value), at_end=at_end, is_strong=is_sum, keeps=keeps)
        share = column.bar(value) if column.bar else None
        if share:
            body += _strip(min(max(share, 0), 1), width - _PADDING, base)
        yield _cell(body, width, WASH if is_sum else "")


def _strip(share: float, width: int, base: Direction) -> str:
    """A bar as a shaded paragraph, as long as its share of the cell."""
    middle = '<w:spacing w:before="20" w:after="20" w:line="60" w:lineRule="exact"/>'
    middle += f'<w:ind w:end="{round(width * (1 - share))}"/>'
    head = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILLS[Tone.GOOD]}"/>'
    return f"<w:p><w:pPr>{head}{middle}</w:pPr></w:p>"


def _widths(table: Table, base: Direction) -> list[int]:
    """What does not wrap takes what it needs, what wraps shares the rest; all shrink where that is too much."""
    wants = []
    for index, column in enumerate(table.columns):
        texts = {column.show(row[index]) for row in table.rows[:_SAMPLE]}
        cells = max((cell_width(line) for text in texts for line in clean(text).split("\n")), default=0)
        word = max((cell_width(part) for part in column.heading.split()), default=0)
        wants.append(min(max(cells, word) * _CHARACTER[base] + _PADDING, ROOM * 4 // 10))
    running = [index for index, column in enumerate(table.columns) if column.wraps]
    spare = ROOM - sum(want for index, want in enumerate(wants) if index not in running)
    if running and spare >= _LEAST_RUNNING * len(running):
        for index in running:
            wants[index] = spare // len(running)
    whole = sum(wants)
    return [want * ROOM // whole for want in wants]


def write_facts(facts: Facts, base: Direction, style: str = "ReportFacts") -> Iterator[str]:
    """Facts as a table of two columns."""
    widths = [ROOM * 3 // 10, ROOM - ROOM * 3 // 10]
    yield _opening(style, widths, base)
    for fact in facts.items:
        keeps = fact is not facts.items[-1] and len(fact.text) < _LONG_CELL
        label = paragraph(fact.label, base, tone=Tone.FAINT, keeps=keeps)
        text = paragraph(fact.text, base, tone=fact.tone, keeps=keeps)
        yield _row([_cell(label, widths[0]), _cell(text, widths[1])], is_whole=len(fact.text) < _LONG_CELL)
    yield "</w:tbl>" + _END


def write_stamp(facts: Facts, base: Direction) -> Iterator[str]:
    """The stamp, small under a rule."""
    yield _END
    yield from write_facts(facts, base, "ReportStamp")


def write_bars(bars: Bars, base: Direction) -> Iterator[str]:
    """Bars as shaded cells between labels and words, and the key to their fills."""
    fills = fills_in(bars)
    whole = max((sum(share.count for share in row) for _, row, _ in bars.rows), default=0)
    if bars.caption.strip():
        yield paragraph(bars.caption, base, style="Caption")
    if len(bars.rows) == 1 and not bars.rows[0][0].strip():
        yield _stack(bars.rows[0][1], fills, whole, ROOM, base) + _TINY
        if not is_key_enough(bars):
            yield paragraph(bars.rows[0][2], base, style="Key")
    else:
        yield from _labelled(bars, fills, whole, base)
    yield _key([(name, fill) for _, fill, name in key_of(bars)], base)


def _labelled(bars: Bars, fills: dict[str, str], whole: int, base: Direction) -> Iterator[str]:
    widths = [ROOM * 28 // 100, ROOM * 44 // 100, ROOM - ROOM * 28 // 100 - ROOM * 44 // 100]
    yield _opening("ReportBars", widths, base)
    for label, row, words in bars.rows:
        bar = _stack(row, fills, whole, widths[1] - _PADDING, base) + _TINY
        cells = (paragraph(label, base), bar, paragraph(words, base, tone=Tone.FAINT))
        middle = (_cell(cell, width, is_middle=True) for cell, width in zip(cells, widths, strict=True))
        yield _row(middle, is_whole=len(label) + len(words) < _LONG_CELL)
    yield "</w:tbl>" + _END


def _stack(shares: Sequence[Share], fills: dict[str, str], whole: int, room: int, base: Direction) -> str:
    """One bar as a row of shaded cells; what is left of the scale stays pale."""
    parts = [(share.count, fills[share.key]) for share in shares if share.count > 0]
    rest = whole - sum(count for count, _ in parts)
    parts += [(rest, WASH)] if rest > 0 or not parts else []
    scale = max(whole, 1)
    widths = [max(round(room * count / scale), 40) for count, _ in parts]
    cells = (_cell(_TINY, width, fill) for (_, fill), width in zip(parts, widths, strict=True))
    return _opening("ReportStack", widths, base) + _row(cells, height=_BAR_HEIGHT) + "</w:tbl>"


def _key(entries: Iterable[tuple[str, str]], base: Direction) -> str:
    """What each fill stands for."""
    gap = '<w:r><w:t xml:space="preserve">    </w:t></w:r>'
    parts = [
        runs("■ ", base, colour=fill) + runs(label, direction_of(label, base), Tone.FAINT) for label, fill in entries
    ]
    return f"<w:p>{properties(base, base, style='Key')}{gap.join(parts)}</w:p>" if parts else ""


def write_map(chart: HeatMap, base: Direction) -> Iterator[str]:
    """A heat map as a table of counts on fills that darken with them."""
    first = ROOM * 38 // 100
    widths = [first, *[(ROOM - first) // max(len(chart.columns), 1)] * len(chart.columns)]
    most = max((count for _, counts in chart.rows for count in counts), default=0)
    if chart.caption.strip():
        yield paragraph(chart.caption, base, style="Caption")
    yield _opening("ReportMap", widths, base)
    heads = ["<w:p/>", *(paragraph(label, base, is_centred=True, colour=ACCENT) for _, label, _ in chart.columns)]
    is_short = sum(len(label) for _, label, _ in chart.columns) < _LONG_CELL
    cells = (_cell(head, width) for head, width in zip(heads, widths, strict=True))
    yield _row(cells, is_head=is_short, is_whole=is_short)
    for label, counts in chart.rows:
        counted = [_cell(paragraph(label, base), widths[0])]
        for (_, _, tone), count, width in zip(chart.columns, counts, widths[1:], strict=True):
            fill = heat(count, most, tone)
            ink = ink_on(fill) if count else MUTED
            counted.append(_cell(paragraph(str(count), base, is_centred=True, colour=ink), width, fill, is_middle=True))
        yield _row(counted, is_whole=len(label) < _LONG_CELL)
    yield "</w:tbl>" + _END


def _opening(style: str, widths: Sequence[int], base: Direction) -> str:
    mirror = "<w:bidiVisual/>" if base == "rtl" else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{mirror}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _row(cells: Iterable[str], *, is_head: bool = False, is_whole: bool = True, height: int = 0) -> str:
    inside = "<w:cantSplit/>" if is_whole else ""
    inside += f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    inside += "<w:tblHeader/>" if is_head else ""
    head = f"<w:trPr>{inside}</w:trPr>" if inside else ""
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def _cell(body: str, width: int, fill: str = "", *, is_middle: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    middle = '<w:vAlign w:val="center"/>' if is_middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{middle}</w:tcPr>{body}</w:tc>'
