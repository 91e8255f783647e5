"""Word files, read back as the XML that they are and by python-docx."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordDocument

from ctrack.render.document import Column, Curve, Document, Heading, Line, Paragraph, Stamp, Table, Tone
from ctrack.render.docx.measures import PADDING, ROOM, width_of
from ctrack.render.docx.runs import clean, script_of
from ctrack.render.docx.styles import face_of
from tests.render.formats.test_contract import HOSTILE
from tests.support.documents import FIELDS, hostile_document, table_of
from tests.support.printed import DATES, STAMP, TYPST, paper, written, xml_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTROLS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
MARKS = {0x200E: None, 0x200F: None}
# The order of children in the schema (ECMA-376, part 1, wml.xsd), as far as a report goes.
ORDERS = {
    kind: names.split()
    for kind, names in {
        "pPr": "pStyle keepNext keepLines pBdr shd tabs bidi spacing ind jc outlineLvl rPr",
        "rPr": "rStyle rFonts b bCs color sz szCs rtl lang",
        "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
        "tcPr": "tcW tcBorders shd vAlign",
        "trPr": "cantSplit trHeight tblHeader",
        "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tblStylePr",
        "tblStylePr": "pPr rPr tcPr",
        "sectPr": "headerReference footerReference pgSz pgMar cols titlePg bidi docGrid",
        "settings": "zoom defaultTabStop updateFields compat themeFontLang",
        "styles": "docDefaults latentStyles style",
    }.items()
}
REPEATED = {"style", "footerReference", "headerReference"}
ARABIC = "إدارة الحدود"
every_text = pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])


def opened(document: Document) -> WordDocument:
    """A document as python-docx reads it."""
    return docx.Document(io.BytesIO(written("docx", document)))


def body(document: Document) -> ElementTree.Element:
    """The part that holds the text."""
    return xml_parts(written("docx", document))["word/document.xml"]


def text_of(root: ElementTree.Element) -> str:
    """The text below an element, a newline after each paragraph."""
    kinds = {f"{W}t": lambda node: node.text or "", f"{W}br": lambda node: "\n", f"{W}p": lambda node: "\n"}
    return "".join(kinds[node.tag](node) for node in root.iter() if node.tag in kinds)


def folded(text: str) -> str:
    """A text without blanks and embeddings."""
    return "".join(text.translate(CONTROLS).split())


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


def test_foot_and_head() -> None:
    """Every foot has the stamp and the number of the page as fields, the head the title."""
    parts = xml_parts(written("docx", paper()))
    for name in ("word/footer1.xml", "word/footer2.xml"):
        text = text_of(parts[name])
        assert text.strip().startswith("As of: 21 November 2026 · Journal entry: 412 · Fingerprint: ")
        assert [words.strip() for words in fields_of(parts[name])] == ["PAGE", "NUMPAGES"]
    assert text_of(parts["word/header1.xml"]).strip() == "Progress report"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_foot_is_one_line(language: str) -> None:
    """The parts of a long stamp give way until the foot has room; the fingerprint is the last."""
    stamp = Stamp("2026-11-21", "", 412_000, "a" * 64, "412000-" + "W" * 40)
    foot = xml_parts(written("docx", replace(paper(language), stamp=stamp)))["word/footer1.xml"]
    text = text_of(foot).translate(MARKS)
    assert "412000-WWW" in text
    assert "412000 ·" not in text
    assert width_of(text, face_of("Footer", script_of(language))) <= ROOM


def fields_of(root: ElementTree.Element) -> list[str]:
    """What the fields below an element ask for."""
    return [node.text for node in root.iter(f"{W}instrText") if node.text]


def test_contents_where_headings_are_many() -> None:
    """Five headings make contents whose lines lead to bookmarks and ask for their pages; one makes none."""
    parts = xml_parts(written("docx", paper(more=tuple(Heading(f"Part {number}", 2) for number in range(4)))))
    many = parts["word/document.xml"]
    marks = {node.get(f"{W}name") for node in many.iter(f"{W}bookmarkStart")}
    anchors = [node.get(f"{W}anchor") for node in many.iter(f"{W}hyperlink")]
    assert len(anchors) == 5
    assert set(anchors) < marks
    assert fields_of(many) == [f" PAGEREF {anchor} \\h " for anchor in anchors]
    assert parts["word/settings.xml"].find(f"{W}updateFields") is not None
    few = xml_parts(written("docx", paper()))
    assert not fields_of(few["word/document.xml"])
    assert few["word/settings.xml"].find(f"{W}updateFields") is None


def test_long_contents_name_the_highest_headings() -> None:
    """Contents that would fill the first page leave out the lower headings."""
    parts = tuple(Heading(f"Part {number}", 2 + number % 2) for number in range(60))
    lines = [text_of(node) for node in body(Document("T", "en", parts)).iter(f"{W}hyperlink")]
    assert lines == [f"Part {number}…" for number in range(0, 60, 2)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_elements_stand_in_the_order_of_the_schema(language: str) -> None:
    """Word opens the file without repair: what the schema orders is in order, once, and every style is there."""
    more = (*(Heading(f"Part {number}") for number in range(6)), Paragraph("note", Tone.ALARM))
    parts = xml_parts(written("docx", paper(language, more=more)))
    for root in parts.values():
        for node in root.iter():
            order = ORDERS.get(node.tag.removeprefix(W), ())
            names = [child.tag.removeprefix(W) for child in node if order]
            assert [order.index(name) for name in names] == sorted(map(order.index, names)), (node.tag, names)
            assert all(names.count(name) == 1 or name in REPEATED for name in names), (node.tag, names)
    named = {node.get(f"{W}styleId") for node in parts["word/styles.xml"].iter(f"{W}style")}
    kinds = [f"{W}{kind}" for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    used = {node.get(f"{W}val") for root in parts.values() for node in root.iter() if node.tag in kinds}
    assert used <= named


@pytest.mark.parametrize("language", ["en", "ar"])
def test_widths_stand_in_the_grid_and_in_the_cells(language: str) -> None:
    """LibreOffice reads the grid and Word the cells, and both find the same widths, within the page."""
    tables = list(body(paper(language)).iter(f"{W}tbl"))
    assert len(tables) > 5
    for table in tables:
        grid = [int(node.get(f"{W}w", 0)) for node in table.findall(f"{W}tblGrid/{W}gridCol")]
        rows = table.findall(f"{W}tr")
        assert sum(grid) <= ROOM
        assert rows
        for row in rows:
            assert [int(node.get(f"{W}w", 0)) for node in row.findall(f"{W}tc/{W}tcPr/{W}tcW")] == grid


def test_the_note_is_wide_and_the_day_narrow() -> None:
    """In an Arabic table the note has most of the page, and no heading is wider than its column."""
    columns = (
        Column("day", "التاريخ"), Column("code", "الرمز"), Column("party", "الطرف"), Column("status", "الحالة"),
        Column("note", "ما قيل", wraps=True),
    )  # fmt: skip
    note = "كفالة مكتب مكافحة الإرهاب اتساق عمل منظومة الأمم المتحدة من خلال الاتفاق العالمي"
    rows = [("25 تشرين الثاني/نوفمبر 2026", "HLC-2396-50B", "UNGA", "◔ قيد التنفيذ", note)] * 5
    table = opened(Document("", "ar", (Table("t", columns, rows),))).tables[0]
    widths = [cell.width.twips for cell in table.rows[0].cells]
    assert max(widths) == widths[-1] >= ROOM * 38 // 100
    assert widths[0] < widths[-1] * 0.6
    face = face_of("ReportTable", script_of("ar"))
    wanted = [width_of(column.heading, face.bold()) + PADDING for column in columns[:-1]]
    assert all(width >= want for width, want in zip(widths, wanted, strict=False))


def test_each_run_says_its_language() -> None:
    """A run is tagged with the language of its letters, and only Arabic ones run from the right."""
    root = body(Document("", "ar", (Paragraph("القرار A/RES/60/288 نافذ"), Paragraph("Border management"))))
    tags = {text_of(run): run.find(f"{W}rPr/{W}lang") for run in root.iter(f"{W}r")}
    said = {text: (tag.get(f"{W}bidi") or tag.get(f"{W}val")) for text, tag in tags.items() if tag is not None}
    assert said == {"القرار ": "ar-SA", "A/RES/60/288": "en-GB", " نافذ": "ar-SA", "Border management": "en-GB"}


def test_a_trend_shows_movement() -> None:
    """Beside each figure of a trend stands a bar as long as its share of all, and none for nought."""
    curve = Curve("c", DATES, (Line("done", "Done", (0, 12, 24), Tone.GOOD),), 24)
    rows = opened(Document("", "en", (curve,))).tables[0].rows
    assert [row.cells[1].text.strip() for row in rows] == ["Done", "0/24", "12/24", "24/24"]
    bars = [row.cells[1]._tc.find(f"{W}p/{W}pPr/{W}ind") for row in rows[1:]]
    shorter = [None if bar is None else int(bar.get(f"{W}end")) for bar in bars]
    assert shorter[0] is None
    assert shorter[2] == 0
    assert shorter[1] == pytest.approx((rows[1].cells[1].width.twips - PADDING) / 2, abs=2)


def test_the_stamp_makes_no_page_of_its_own() -> None:
    """The last words of the report stay on the page of the stamp, whatever block they are in."""
    for block in (Paragraph("Method"), *paper().blocks[1:2], *paper().blocks[3:]):
        content = list(body(Document("T", "en", (block,), stamp=STAMP))[0])
        at = next(at for at in range(len(content)) if is_stamp(content[at]))
        before = content[at - 3 : at]
        assert all(map(keeps, before[1:]))
        assert before[0].tag == f"{W}p" or any(keeps(node) for node in before[0].findall(f"{W}tr")[-1].iter(f"{W}p"))


def is_stamp(node: ElementTree.Element) -> bool:
    """Whether it is the table of the stamp."""
    style = node.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") == "ReportStamp"


def keeps(paragraph: ElementTree.Element) -> bool:
    """Whether a paragraph stays on the page of the next one."""
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


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
    seen = folded("".join(map(text_of, parts.values())))
    for field in (*FIELDS, "share", "note", "title"):
        assert folded(clean(f"{text}·{field}")) in seen
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
