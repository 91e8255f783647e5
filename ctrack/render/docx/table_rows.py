"""Rows under a head that every page repeats, and facts as a table of two columns.

A row is made when the file is written and forgotten at once, so that a long table never stands in memory whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ctrack.domain.frozen import dataclass, replace
from ctrack.render.document import Align, Column, Facts, Table, Tone
from ctrack.render.docx.elements import make_loose, put, write_loose
from ctrack.render.docx.fewest_lines import SAMPLE, settle
from ctrack.render.docx.measures import PADDING, Want, want_of, width_of
from ctrack.render.docx.runs import Look, Script, clean, put_paragraph
from ctrack.render.docx.styles import FACTS, SIZES, SMALL_TABLE, STAMP, TABLE, face_of
from ctrack.render.docx.table_parts import LONG_CELL, put_cell, put_gap, put_row, put_sliver, put_table
from ctrack.render.print_colours import FILLS, WASH

_KEPT_ROWS = 4
_TAIL, _LONG = 3, 12
"""The rows that a long table at the end of a paper leaves to a table of its own, and beyond how many it does.

LibreOffice holds a table on the page of what follows only as a whole, and the stamp would stand on a page alone.
"""
_NARROWEST_LABELS, _WIDEST_LABELS = 20, 42
"""The width of labels beside facts, in hundredths of the room."""
_ROW, _WHOLE_ROW, _ROW_END = b"<w:tr>", b"<w:tr><w:trPr><w:cantSplit/></w:trPr>", b"</w:tr>"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, made anew whenever they are asked for; `keeps` holds the last on the page of what comes."""

    table: Table
    widths: Sequence[int]
    style: str
    script: Script
    keeps: bool

    def __call__(self) -> Iterator[bytes]:
        """Each row as it stands in the file."""
        for index in range(len(self.table.rows)):
            if self._is_tail(index) and not self._is_tail(index - 1):
                yield _parting(self.widths, self.style, self.script)
            yield from self._row(index)

    def _is_tail(self, index: int) -> bool:
        """Whether the row stands in the table of the last rows, which stays whole with what comes."""
        count = len(self.table.rows)
        return self.keeps and count > _LONG and index >= count - _TAIL

    def _row(self, index: int) -> Iterator[bytes]:
        columns, values = self.table.columns, self.table.rows[index]
        texts = [column.show(value) for column, value in zip(columns, values, strict=True)]
        yield _WHOLE_ROW if max(map(len, texts), default=0) < LONG_CELL else _ROW
        is_sum, is_kept = index in self.table.emphasis, self._is_kept(index)
        for column, value, text, width in zip(columns, values, texts, self.widths, strict=True):
            look = Look("", column.tone(value), column.align is Align.END, False, is_sum, is_kept)
            yield _cell(text, width, (column.bar(value) if column.bar else None) or 0, look, self.script)
        yield _ROW_END

    def _is_kept(self, index: int) -> bool:
        """Short tables stay whole; of long ones neither the first row nor the last stands on a page alone."""
        last = len(self.table.rows) - 1
        if index == last or self._is_tail(index):
            return self.keeps
        return last < _KEPT_ROWS or index in (0, last - 1)


def _parting(widths: Sequence[int], style: str, script: Script) -> bytes:
    """The end of a table and the beginning of one as wide, with the lowest line between."""
    both = make_loose("body")
    put_sliver(both, keeps=True)
    put_table(both, style, widths, script)
    gap, table = map(write_loose, both)
    return b"</w:tbl>" + gap + table.removesuffix(b"</w:tbl>")


@lru_cache(maxsize=2048)
def _cell(text: str, width: int, part: float, look: Look, script: Script) -> bytes:
    """A cell as it stands in the file; of a column's words most come again and again."""
    row = make_loose("tr")
    cell = put_cell(row, width, WASH if look.is_strong else "")
    put_paragraph(cell, text, script, look)
    if part > 0:
        _put_strip(cell, min(part, 1), width - PADDING)
    return write_loose(cell)


def put_rows(parent: Any, table: Table, script: Script, place: Any, *, keeps: bool) -> Rows:
    """A table with its head and the place where its rows, which are returned, are to stand."""
    style, widths = _fitted(table, script)
    if table.caption.strip():
        put_paragraph(parent, table.caption, script, Look("Caption"))
    element = put_table(parent, style, widths, script, table.caption)
    is_short = sum(len(column.heading) for column in table.columns) < LONG_CELL
    head = put_row(element, is_head=is_short, is_whole=is_short)
    for column, width in zip(table.columns, widths, strict=True):
        look = Look(at_end=column.align is Align.END, keeps=True)
        put_paragraph(put_cell(head, width), column.heading, script, look)
    element.append(place)
    put_gap(parent, keeps=keeps)
    return Rows(table, widths, style, script, keeps)


def _fitted(table: Table, script: Script) -> tuple[str, list[int]]:
    """The style and the widths: smaller letters where words would break in those of the style."""
    wants = [_want(table.columns, table.rows, at, script) for at in range(len(table.columns))]
    cells = [_sample(table, at, script) for at in range(len(table.columns))]
    if sum(want.least for want in wants) <= script.room:
        return TABLE, settle(wants, cells, script.room)
    smaller = SIZES[SMALL_TABLE] / SIZES[TABLE]
    wants = [want.scaled(smaller) for want in wants]
    return SMALL_TABLE, settle(wants, [[round(cell * smaller) for cell in column] for column in cells], script.room)


def _sample(table: Table, at: int, script: Script) -> list[int]:
    """How wide the texts of a column are on one line, in some of the rows, from the first to the last."""
    step = max(len(table.rows) // SAMPLE, 1)
    face, show = face_of(TABLE, script), table.columns[at].show
    return [width_of(clean(show(table.rows[row][at])), face) for row in range(0, len(table.rows), step)]


def _want(columns: Sequence[Column], rows: Sequence[Sequence[Any]], at: int, script: Script) -> Want:
    column = columns[at]
    texts = {column.show(row[at]) for row in rows}
    return want_of(column.heading, texts, face_of(TABLE, script), is_running=column.wraps)


def _put_strip(cell: Any, part: float, width: int) -> None:
    """A bar as a shaded paragraph, as long as its share of the cell."""
    inside = put(put(cell, "p"), "pPr")
    put(inside, "shd", val="clear", color="auto", fill=FILLS[Tone.GOOD])
    put(inside, "spacing", before=20, after=20, line=60, lineRule="exact")
    put(inside, "ind", end=round(width * (1 - part)))


def put_facts(parent: Any, facts: Facts, script: Script, *, keeps: bool = False) -> None:
    """Facts as a table of two columns."""
    _put_pairs(parent, facts, script, FACTS, keeps)
    put_gap(parent, keeps=keeps)


def put_stamp(parent: Any, facts: Facts, script: Script) -> None:
    """The stamp, small under a rule, on the page of what comes before; it makes no page of its own."""
    put_gap(parent, keeps=True)
    _put_pairs(parent, facts, script, STAMP, keeps=True)
    put_sliver(parent)


def _put_pairs(parent: Any, facts: Facts, script: Script, style: str, keeps: bool) -> None:
    """The first column is as wide as its labels."""
    face = face_of(style, script)
    labels = want_of("", (fact.label for fact in facts.items), face, is_running=False).most
    first = min(max(labels, script.room * _NARROWEST_LABELS // 100), script.room * _WIDEST_LABELS // 100)
    table = put_table(parent, style, [first, script.room - first], script)
    for fact in facts.items:
        is_whole = len(fact.text) < LONG_CELL
        look = Look(keeps=(keeps or fact is not facts.items[-1]) and is_whole)
        row = put_row(table, is_whole=is_whole)
        put_paragraph(put_cell(row, first), fact.label, script, replace(look, tone=Tone.FAINT))
        put_paragraph(put_cell(row, script.room - first), fact.text, script, replace(look, tone=fact.tone))
