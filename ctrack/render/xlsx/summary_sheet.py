"""The sheet of a workbook that is no table: headings, texts and facts in the order of the paper, and its stamp."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from ctrack.render.document import Block, Document, Fact, Facts, Heading, Paragraph, Tone
from ctrack.render.page_frame import stamp_facts
from ctrack.render.print_colours import ACCENT, INKS, RULE
from ctrack.render.xlsx.workbook import Book, fit_row, put_text, text_of

_LABELS, _TEXTS = 28, 84
_SIZES = {1: 18, 2: 13}


def has_summary(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether there is more to say than a title."""
    return document.stamp is not None or any(isinstance(block, (Paragraph, Facts)) for block in blocks)


def write_summary(book: Book, name: str, document: Document, blocks: Sequence[Block]) -> None:
    """Write what is no table and no chart; a heading under which nothing of the kind stands is left out."""
    sheet = book.add_sheet(name)
    sheet.set_column(0, 0, _LABELS)
    sheet.set_column(1, 1, _TEXTS)
    row = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and (block.level == 1 or _has_words(block, blocks[at + 1 :])):
            row = _write_heading(book, sheet, row, block)
        elif isinstance(block, Paragraph):
            row = _write_paragraph(book, sheet, row, block)
        elif isinstance(block, Facts):
            row = _write_facts(book, sheet, row, block.items) + 1
    if document.stamp is not None:
        row = _write_facts(book, sheet, row + 1, stamp_facts(document.stamp, document.language).items, is_small=True)
    sheet.print_area(0, 0, max(row - 1, 0), 1)


def _has_words(heading: Heading, following: Sequence[Block]) -> bool:
    """Whether what stands right under a heading, or under one below it, is written on this sheet."""
    for block in following:
        if not isinstance(block, Heading):
            return isinstance(block, (Paragraph, Facts))
        if block.level <= heading.level:
            return False
    return False


def _write_heading(book: Book, sheet: Worksheet, row: int, heading: Heading) -> int:
    size = _SIZES.get(heading.level, 11)
    row += heading.level > 1 and row > 0
    sheet.set_row(row, size * 1.9)
    put_text(sheet, row, 0, text_of(heading.text), book, bold=True, font_size=size, font_color="#" + ACCENT)
    return row + 1


def _write_paragraph(book: Book, sheet: Worksheet, row: int, paragraph: Paragraph) -> int:
    """A text across both columns; its row grows with its length, because Excel does not fit merged cells."""
    text = text_of(paragraph.text)
    look = {"text_wrap": True, "font_color": "#" + INKS[paragraph.tone], "bold": paragraph.tone is Tone.STRONG}
    fit_row(sheet, row, [(text, _LABELS + _TEXTS)])
    sheet.merge_range(row, 0, row, 1, "", book.look(**look))
    put_text(sheet, row, 0, text, book, **look)
    return row + 1


def _write_facts(book: Book, sheet: Worksheet, row: int, facts: Sequence[Fact], *, is_small: bool = False) -> int:
    size = {"font_size": 9} if is_small else {}
    line = {"bottom": 1, "bottom_color": "#" + RULE}
    for fact in facts:
        fit_row(sheet, row, [(fact.label, _LABELS), (fact.text, _TEXTS)])
        put_text(
            sheet, row, 0, text_of(fact.label), book, font_color="#" + INKS[Tone.FAINT], text_wrap=True, **line, **size
        )
        strong = {"bold": True} if fact.tone in (Tone.STRONG, Tone.ALARM) else {}
        look = {"font_color": "#" + INKS[fact.tone], "text_wrap": True, **line, **size, **strong}
        put_text(sheet, row, 1, text_of(fact.text), book, **look)
        row += 1
    return row
