"""A report set into a document of somebody's own: what is theirs stays, what is marked is filled."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.shared import Mm, RGBColor

from ctrack.exchange.paper_files.docx_paper import read
from ctrack.render.document import Column as TableColumn
from ctrack.render.document import Document, Heading, Paragraph, Stamp, Table
from ctrack.render.docx.starter import make_starter
from ctrack.render.formats import encode, load_format
from ctrack.render.screen import Screen
from ctrack.text.language import speaking

STAMP = Stamp("2026-11-26", "", 12, "ab12", "12-AAAA-BBBB", seal='{"ctrack":1}')


def report(template: bytes = b"", language: str = "en") -> Document:
    """A paper of a heading, a line and a table of two rows."""
    columns = (TableColumn("code", "Code"), TableColumn("title", "Title", wraps=True))
    return Document(
        title="Progress",
        language=language,
        blocks=(
            Heading("Progress", 1),
            Paragraph("One line"),
            Table("rows", columns, [("A-1", "One"), ("A-2", "Two")]),
        ),
        stamp=STAMP,
        level="public",
        said={"country": "Atlantis", "ministry": "Ministry of the Sea"},
        template=template,
    )


def write(document: Document) -> bytes:
    """The bytes of the file."""
    return encode(load_format("docx"), document, Screen())


def changed(change: Any, language: str = "en") -> bytes:
    """The starter after somebody has changed it."""
    with speaking(language):
        word = docx.Document(io.BytesIO(make_starter(language)))
    change(word)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def test_what_is_theirs_stays() -> None:
    """Style, page, letterhead and foot are the document's; a place split over runs is filled in its first letters."""

    def change(word: Any) -> None:
        word.paragraphs[0].text = "Republic of "
        word.paragraphs[0].add_run("{{coun").bold = True
        word.paragraphs[0].add_run("try}} · {{ministry}}!")
        word.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
        word.styles["Title"].font.name = "Georgia"
        word.sections[0].page_width, word.sections[0].page_height = Mm(216), Mm(279)
        word.sections[0].left_margin = word.sections[0].right_margin = Mm(40)

    found = docx.Document(io.BytesIO(write(report(changed(change)))))
    assert found.paragraphs[0].text == "Republic of Atlantis · Ministry of the Sea!"
    assert found.paragraphs[0].runs[1].bold
    assert found.styles["Title"].font.name == "Georgia"
    assert found.sections[0].page_width == pytest.approx(Mm(216), abs=500)
    assert found.sections[0].header.paragraphs[0].text == "Atlantis · Ministry of the Sea\tpublic"
    assert "26 November 2026 · 12-AAAA-BBBB" in found.sections[0].footer.paragraphs[0].text
    widths = [int(width.get(docx.oxml.ns.qn("w:w"))) for width in found.element.body.iter(docx.oxml.ns.qn("w:tblW"))]
    assert max(widths) <= Mm(216 - 80).twips + 20
    assert "{{" not in found.element.xml


def test_values_keep_their_order_beside_each_other() -> None:
    """In a foot that runs the other way, or the same, a date and a fingerprint stay whole and apart."""
    for language, end in (("en", "\u200e"), ("ar", "\u200f")):
        found = docx.Document(io.BytesIO(write(report(changed(lambda word: None, language), "ar"))))
        foot = found.sections[0].footer.paragraphs[0].text
        assert f"{end}\u200f26 تشرين الثاني/نوفمبر 2026\u200f{end} · " in foot
        held = "12-AAAA-BBBB" if end == "\u200e" else f"{end}\u200e12-AAAA-BBBB\u200e{end}"
        assert held in foot


def test_the_same_report_is_read_out_of_it() -> None:
    """What a paper says is found between the words of a letterhead, and is what it says without one."""

    def change(word: Any) -> None:
        word.paragraphs[0].text = "Letterhead"
        word.add_paragraph("Yours sincerely")

    within, alone = read(write(report(changed(change)))), read(write(report()))
    assert within.lines == alone.lines
    assert ["A-1", "One"] in within.lines
    assert within.seal == alone.seal is not None


def test_styles_of_another_language_are_known_by_their_names() -> None:
    """Word in French calls its headings otherwise; the report has them as they look there."""

    def change(word: Any) -> None:
        word.styles["Title"].element.set(docx.oxml.ns.qn("w:styleId"), "Titre")
        for paragraph in word.paragraphs:
            paragraph.style = word.styles["Title"]

    found = docx.Document(io.BytesIO(write(report(changed(change)))))
    ids = {style.style_id for style in found.styles}
    used = {element.get(docx.oxml.ns.qn("w:val")) for element in found.element.iter(docx.oxml.ns.qn("w:pStyle"))}
    assert used <= ids
    assert "Titre" not in used


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_the_starter_is_a_template(language: str) -> None:
    """It can be used as it is, in each language, and the same report gives the same bytes."""
    with speaking(language):
        template = make_starter(language)
    document = report(template, language)
    assert write(document) == write(document)
    assert ["A-2", "Two"] in read(write(document)).lines
