"""The text of the file: the blocks of a document, one after the other, and the contents where they help."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.shared import Mm, Pt

from ctrack.render.document import (
    Bars,
    Block,
    Chart,
    Curve,
    Document,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Picture,
    Table,
    Tone,
)
from ctrack.render.docx.drawn_pictures import draw_if_able
from ctrack.render.docx.frame import name_file, set_frame, update_fields
from ctrack.render.docx.own_template import OwnTemplate
from ctrack.render.docx.package import Rows, place_of
from ctrack.render.docx.runs import Look, put_paragraph, script_of
from ctrack.render.docx.shaded_charts import put_bars, put_map, tabulate_curve
from ctrack.render.docx.styles import add_styles, set_styles, style_ids
from ctrack.render.docx.table_of_contents import mark_heading, put_contents
from ctrack.render.docx.table_rows import put_facts, put_rows, put_stamp
from ctrack.render.page_frame import (
    CONTENTS,
    EMBLEM,
    breaks_pages,
    fits_page,
    furnished,
    gather_together,
    has_contents,
    name_together,
    stamp_facts,
    words_in,
)
from ctrack.text.safe import make_safe

_EMBLEM = Mm(20)


class Body:
    """A document as python-docx holds it, with the rows that are still to come into their places."""

    def __init__(self, document: Document) -> None:
        self.streams: list[Rows] = []
        self._document = document
        self._number = 0
        if document.template:
            self._open_template(OwnTemplate(document.template))
        else:
            self._open_new()
        section = self.word.element.body.sectPr
        if section is not None:
            self.word.element.body.remove(section)
        if document.emblem is not None:
            self._put_emblem(document.emblem)
        self._put_all()
        if section is not None:
            self.word.element.body.append(section)

    def _open_new(self) -> None:
        """A document with styles, pages, head and foot of ours."""
        self.word = docx.Document()
        self._script = script_of(self._document.language)
        set_styles(self.word, self._script)
        set_frame(self.word, self._document, self._script)
        self._element: Any = self.word.element.body

    def _open_template(self, template: OwnTemplate) -> None:
        """A document of one's own, with what a report needs beside its styles, and its places filled."""
        self.word = template.word
        self._script = script_of(self._document.language, template.room)
        template.rename_styles(style_ids())
        add_styles(self.word, self._script)
        template.fill_places(self._document)
        name_file(self.word, self._document)
        if has_contents(self._document):
            update_fields(self.word.settings.element)
        self._element = template.open_place()

    def _put_emblem(self, emblem: Picture) -> None:
        """The image above the title, on its page, with words for those who do not see it."""
        shape = self.word.add_picture(io.BytesIO(emblem.data), height=_EMBLEM)
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        self._element.append(self.word.paragraphs[-1]._p)
        shape._inline.docPr.set("descr", words_in(self._document.language)(EMBLEM))

    def _put_all(self) -> None:
        blocks = list(furnished(self._document))
        self._whole = {name_together(group[0]) for group in gather_together(blocks) if fits_page(group)} - {""}
        contents_at = self._contents_place(blocks)
        for at, block in enumerate(blocks):
            if at == contents_at:
                self._put_contents(blocks)
            self._put(block, keeps=self._is_kept(blocks, at))
        if self._document.stamp is not None:
            put_stamp(self._element, stamp_facts(self._document.stamp, self._document.language), self._script)

    def _is_kept(self, blocks: list[Block], at: int) -> bool:
        """The last block stays with the stamp, and the first words below a heading or a strong line with the next.

        So does what is to stay together with what follows.
        """
        if at == len(blocks) - 1:
            return self._document.stamp is not None
        here, after = blocks[at], blocks[at + 1]
        if name_together(here):
            return name_together(here) == name_together(after)
        is_below = _is_lead(here) or (at > 0 and _is_lead(blocks[at - 1]))
        return is_below and isinstance(here, Paragraph) and isinstance(after, Paragraph) and not _is_lead(after)

    def _contents_place(self, blocks: list[Block]) -> int | None:
        """After the title and what directly says what the paper is, or after its first page; None without contents."""
        if not has_contents(self._document):
            return None
        ends = _starts_page if breaks_pages(blocks) else _ends_opening
        return next((at for at, block in enumerate(blocks) if ends(block)), None)

    def _put_contents(self, blocks: list[Block]) -> None:
        headings = [block for block in blocks if isinstance(block, Heading)]
        title, starts_page = words_in(self._document.language)(CONTENTS), breaks_pages(blocks)
        put_contents(self._element, title, headings, self._script, starts_page=starts_page)

    def _put(self, block: Block, *, keeps: bool) -> None:
        match block:
            case Heading():
                self._put_heading(block)
            case Paragraph():
                is_whole = block.together in self._whole
                look = Look(tone=block.tone, keeps=keeps, is_whole=is_whole, language=block.language)
                put_paragraph(self._element, block.text, self._script, look)
            case Facts() if block.items:
                put_facts(self._element, block, self._script, keeps=keeps)
            case Table() if block.columns:
                self._put_table(block, keeps=keeps)
            case Curve() if block.lines and block.dates:
                self._put_table(tabulate_curve(block), keeps=keeps)
            case Chart():
                self._put_chart(block, keeps=keeps)
            case Bars() if block.rows:
                put_bars(self._element, block, self._script, keeps=keeps)
            case HeatMap() if block.rows:
                put_map(self._element, block, self._script, keeps=keeps)

    def _put_heading(self, heading: Heading) -> None:
        self._number += 1
        style = "Title" if heading.level == 1 else f"Heading{min(heading.level - 1, 3)}"
        look = Look(style, starts_page=heading.starts_page)
        mark_heading(put_paragraph(self._element, heading.text, self._script, look), self._number)

    def _put_chart(self, chart: Chart, *, keeps: bool) -> None:
        """The picture with words for those who do not see it, and its table; the figures alone without Typst."""
        picture = draw_if_able(chart.sketch, self._document.language, self._script.base)
        if picture is None:
            return self._put(chart.table or chart.plain, keeps=keeps)
        if chart.caption.strip():
            put_paragraph(self._element, chart.caption, self._script, Look("Caption", keeps=True))
        self._put_picture(picture, chart.sketch.told, Pt(min(chart.sketch.width, self._script.room / 20)))
        if chart.table is not None:
            self._put(chart.table, keeps=keeps)
        return None

    def _put_picture(self, picture: Picture, told: str, width: Any) -> None:
        """An image in a paragraph of its own."""
        shape = self.word.add_picture(io.BytesIO(picture.data), width=width)
        shape._inline.docPr.set("descr", make_safe(told))
        self._element.append(self.word.paragraphs[-1]._p)

    def _put_table(self, table: Table, *, keeps: bool) -> None:
        place = place_of(len(self.streams))
        self.streams.append(put_rows(self._element, table, self._script, place, keeps=keeps))


def _is_lead(block: Block) -> bool:
    """Whether it heads what comes."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.tone in (Tone.STRONG, Tone.HEADING))


def _starts_page(block: Block) -> bool:
    """Whether a page begins with it."""
    return isinstance(block, Heading) and block.starts_page


def _ends_opening(block: Block) -> bool:
    """Whether it is no longer the title and what directly says what the paper is."""
    is_lower = isinstance(block, Heading) and block.level > 1
    return is_lower or not isinstance(block, (Heading, Paragraph, Facts))
