"""The layout of Word files: contents, head and foot, widths, the order of elements, what stays together."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from ctrack.render.document import Column, Curve, Document, Heading, Line, Paragraph, Stamp, Table, Tone
from ctrack.render.docx.measures import PADDING, ROOM, width_of
from ctrack.render.docx.runs import script_of
from ctrack.render.docx.styles import face_of
from tests.support.papers import DATES, STAMP, paper, written, xml_parts
from tests.support.word_files import W, body, fields_of, opened, text_of

MARKS = {0x200E: None, 0x200F: None}
# The order of children in the schema (ECMA-376, part 1, wml.xsd), as far as a report goes.
ORDERS = {
    kind: names.split()
    for kind, names in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs bidi spacing ind jc outlineLvl rPr",
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
    more = (
        *(Heading(f"Part {number}", starts_page=number > 3) for number in range(6)),
        Paragraph("note", Tone.ALARM, language="fr", together="a"),
        Paragraph("note", together="a"),
    )
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


def keeps(paragraph: ElementTree.Element) -> bool:
    """Whether a paragraph stays on the page of the next one."""
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


def is_stamp(node: ElementTree.Element) -> bool:
    """Whether it is the table of the stamp."""
    style = node.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") == "ReportStamp"


def test_what_is_one_thing_stays_on_a_page() -> None:
    """Paragraphs that stay together are kept with each other and whole; a longer group may be divided in its last."""
    short = [Paragraph(text, together="KWT-1") for text in ("KWT-1", "in progress", "The draft law.")]
    long = [Paragraph(text, together="KWT-2") for text in ("KWT-2", "x" * 3000)]
    found = list(body(Document("", "en", (*short, *long, Paragraph("end"))))[0])[:5]
    assert [keeps(node) for node in found] == [True, True, False, True, False]
    assert [node.find(f"{W}pPr/{W}keepLines") is not None for node in found] == [True, True, True, False, False]


def test_the_first_page_is_one_of_its_own() -> None:
    """Where a heading begins a page, the contents follow the first page on a page of their own."""
    headings = tuple(Heading(f"Part {number}", starts_page=number == 1) for number in range(6))
    found = list(body(Document("T", "en", headings))[0])
    texts = [text_of(node).strip() for node in found]
    starts = [text_of(node).strip() for node in found if node.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert starts == ["Contents", "Part 1"]
    assert texts.index("Part 0") < texts.index("Contents") < texts.index("Part 1")


def test_a_strong_line_stays_with_its_text() -> None:
    """What heads a passage and the first line below it stay on the page of the second."""
    lead, mark, text = Paragraph("GCTS-A2A", Tone.STRONG), Paragraph("in progress"), Paragraph("The draft law.")
    found = list(body(Document("", "en", (lead, mark, text, lead, mark, text)))[0])
    assert [keeps(node) for node in found[:6]] == [True, True, False] * 2


def test_a_long_table_leaves_its_last_rows_to_the_page_of_the_stamp() -> None:
    """The last three rows are a table of their own, all of which keeps with the stamp; a short table stays one."""
    columns = (Column("code", "Code"), Column("note", "Note", wraps=True))
    for count, parts in ((8, [9]), (30, [28, 3])):
        table = Table("t", columns, [(f"A-{number}", "Said") for number in range(count)])
        content = list(body(Document("T", "en", (table,), stamp=STAMP))[0])
        tables = [node for node in content if node.tag == f"{W}tbl" and not is_stamp(node)]
        assert [len(node.findall(f"{W}tr")) for node in tables] == parts
        assert len({tuple(node.itertext()) for node in tables}) == len(tables)
    assert all(keeps(paragraph) for paragraph in tables[-1].iter(f"{W}p"))
