"""Word files, read back as the XML that they are and by python-docx."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest

from ctrack.render.document import Column, Document, Heading, Paragraph, Table
from ctrack.render.docx.runs import clean
from tests.support.documents import FIELDS, hostile_document, table_of
from tests.support.hostile import every_text, folded
from tests.support.papers import TYPST, paper, written, xml_parts
from tests.support.word_files import W, body, fields_of, opened, text_of

# What directs, and the marks by which a Word file keeps signs at the edge of a run on their side.
CONTROLS = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
ARABIC = "إدارة الحدود"


def test_styles_are_words_own() -> None:
    """Title, headings, facts, captions and tables have styles that a house can put its own in place of."""
    found = opened(paper())
    styles = {paragraph.text: paragraph.style.name for paragraph in found.paragraphs if paragraph.style}
    assert styles["Progress report"] == "Title"
    assert styles["Kuwait Declaration"] == "Heading 1"
    assert {styles["Border management"], styles["Commitment"]} <= {"Caption", "Normal"}
    assert [table.style.name for table in found.tables if table.style] == [
        "Report Facts", "Report Table", "Report Bars", "Report Map", "Report Table", "Report Stamp",
    ]  # fmt: skip


def test_a_table_is_a_table() -> None:
    """Rows arrive as they are shown, whole, under a head that every page repeats."""
    table = opened(paper()).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Code", "Due", "Left", "Status", "Rate", "Commitment"]
    assert [cell.text.strip() for cell in table.rows[1].cells] == [
        "KWT-1", "2026-06", "-4 d", "In progress", "1/9", "Border management 1",
    ]  # fmt: skip
    heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert heads == [True, False, False, False]
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_a_status_has_a_style_of_its_tone() -> None:
    """Colour is a style with a name, not paint."""
    run = opened(paper()).tables[1].rows[1].cells[3].paragraphs[0].runs[0]
    assert run.style is not None
    assert run.style.name == "Tone busy"


def test_bars_are_shaded_cells() -> None:
    """The parts of a bar are as wide as their counts, and the rest of the scale is there too."""
    bars = opened(paper()).tables[2]
    assert [cell.text for cell in bars.rows[0].cells][0::2] == ["Kuwait Declaration", "9 / 24"]
    first, second = (row.cells[1].tables[0] for row in bars.rows)
    widths = [cell.width for cell in first.rows[0].cells]
    assert widths[0] / widths[1] == pytest.approx(9 / 7, rel=0.02)
    assert len(second.rows[0].cells) == 2


def test_arabic_runs_from_the_right() -> None:
    """The section, the style of all paragraphs, every table and every Arabic run say so; codes run from the left."""
    parts = xml_parts(written("docx", paper("ar")))
    root = parts["word/document.xml"]
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    normal = next(style for style in parts["word/styles.xml"].iter(f"{W}style") if style.get(f"{W}styleId") == "Normal")
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in root.iter(f"{W}tbl"))
    ways = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r")}
    assert ways["تقرير مرحلي"]
    assert not ways["KWT-1"]
    defaults = parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert {node.tag: node for node in defaults}[f"{W}lang"].get(f"{W}bidi") == "ar-SA"
    assert {node.tag: node for node in defaults}[f"{W}rFonts"].get(f"{W}cs")
    assert {node.tag for node in defaults} >= {f"{W}sz", f"{W}szCs"}


def test_english_is_not_turned() -> None:
    """Nothing in an English file runs from the right."""
    tags = {node.tag for root in xml_parts(written("docx", paper())).values() for node in root.iter()}
    assert not tags & {f"{W}bidi", f"{W}rtl", f"{W}bidiVisual"}


@pytest.mark.parametrize(
    ("language", "text", "bidi", "side"),
    [("en", ARABIC, "1", "end"), ("ar", "Border management", "0", "end"), ("en", "Border", None, None)],
)
def test_a_text_reads_its_own_way(language: str, text: str, bidi: str | None, side: str | None) -> None:
    """A text of the other script reads its own way and begins at the side where the paper begins."""
    root = body(Document("", language, (Paragraph(text),)))
    paragraph = next(node for node in root.iter(f"{W}p") if text in text_of(node))
    turned, aligned = (paragraph.find(f"{W}pPr/{W}{name}") for name in ("bidi", "jc"))
    assert (turned.get(f"{W}val") if turned is not None else None) == bidi
    assert (aligned.get(f"{W}val") if aligned is not None else None) == side


def test_each_run_says_its_language() -> None:
    """A run is tagged with the language of its letters, and only Arabic ones run from the right."""
    root = body(Document("", "ar", (Paragraph("القرار A/RES/60/288 نافذ"), Paragraph("Border management"))))
    tags = {text_of(run): run.find(f"{W}rPr/{W}lang") for run in root.iter(f"{W}r")}
    said = {text: (tag.get(f"{W}bidi") or tag.get(f"{W}val")) for text, tag in tags.items() if tag is not None}
    assert said == {"القرار ": "ar-SA", "A/RES/60/288": "en-GB", " نافذ": "ar-SA", "Border management": "en-GB"}


def test_a_text_is_tagged_with_its_own_language() -> None:
    """A note in another language than the paper is tagged with that, and read its way whatever names stand in it."""
    note = Paragraph("وُقع Memorandum of Understanding", language="ar")
    root = body(Document("", "fr", (note, Paragraph("Signed.", language="en"))))
    tags = [run.find(f"{W}rPr/{W}lang") for run in root.iter(f"{W}r") if text_of(run).strip()]
    said = [tag.get(f"{W}bidi") or tag.get(f"{W}val") for tag in tags if tag is not None]
    assert said == ["ar-SA", "fr", "en-GB"]
    assert root.find(f".//{W}p/{W}pPr/{W}bidi") is not None


def test_rows_arrive_in_their_order() -> None:
    """A long table is whole, and a text that looks like the place of its rows is a text."""
    rows = [(f"{number} <?ctrack-rows 0?>",) for number in range(700)]
    table = opened(table_of(*rows)).tables[0]
    texts = [node.text for node in table._tbl.iter(f"{W}t")]
    assert texts == ["A", *(text for (text,) in rows)]


@every_text
def test_every_field_arrives(text: str) -> None:
    """Every part is XML, every field is in it as text, and there is no link out and no field but ours."""
    parts = xml_parts(written("docx", hostile_document(text)))
    seen = folded("".join(map(text_of, parts.values())).translate(CONTROLS))
    for field in (*FIELDS, "share", "note", "title"):
        assert folded(clean(f"{text}·{field}").translate(CONTROLS)) in seen
    root = parts["word/document.xml"]
    assert not fields_of(root)
    assert not [node for node in root.iter(f"{W}hyperlink") if node.get(f"{W}anchor") is None]


@pytest.mark.parametrize("text", [TYPST, "<w:p/>", "]]>", "&amp;", "{page}", 'TOC \\o "1-3"'])
def test_text_is_text(text: str) -> None:
    """What means something to the file means nothing in it."""
    found = opened(table_of((text,)))
    assert found.tables[0].rows[1].cells[0].text == text


def test_a_table_follows_a_paragraph() -> None:
    """Two tables never touch, or Word would make them one, and the last is followed by a paragraph."""
    tables = tuple(Table(key, (Column("a", "A"),), (("x",),)) for key in "ab")
    tags = [node.tag for node in next(iter(body(Document("", "en", tables))))]
    followers = [after for before, after in pairwise(tags) if before == f"{W}tbl"]
    assert followers == [f"{W}p"] * 2


def test_the_same_document_gives_the_same_bytes() -> None:
    """A file of a stamped document depends on nothing else: no day and no time of writing is in it."""
    content = written("docx", paper("ar"))
    assert content == written("docx", paper("ar"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name or "app.xml" in name]


@pytest.mark.parametrize("document", [Document("", "en", ()), Document("", "ar", (Paragraph(""), Heading("")))])
def test_nothing_to_show(document: Document) -> None:
    """A file of nothing opens."""
    assert not "".join(paragraph.text for paragraph in opened(document).paragraphs)


def test_the_properties_tell_of_the_file() -> None:
    """Title, language and day stand in the properties, the title cut where it is endless."""
    core = opened(replace(paper(), title="T" * 10_000)).core_properties
    assert core.title.startswith("TTT")
    assert len(core.title) < 100
    assert (core.language, core.author) == ("en", "ctrack")
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-11-21"
