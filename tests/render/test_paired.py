"""Two documents in two languages made one."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pytest

from ctrack.render.document import STAMP_FACT, Beside, Chart, Column, Document, Fact, Facts, Heading, Paragraph, Table
from ctrack.render.formats import load_format
from ctrack.render.page_frame import furnished
from ctrack.render.paired import pair_documents
from ctrack.render.screen import Screen
from ctrack.text.controls import LRM
from ctrack.text.direction import direction_of
from ctrack.text.language import current_language
from tests.support.papers import STAMP, paper, written
from tests.support.word_files import opened as word_file


def workbook(document: Document) -> openpyxl.Workbook:
    """A document as a workbook, read back."""
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", document)))


def speak(words: dict[str, str]) -> str:
    """What a column shows: the text in the language spoken now."""
    return words[current_language()]


def make(language: str, title: str, rows: list[tuple[object, ...]]) -> Document:
    """A document with a block of each kind that holds texts."""
    columns = (Column("code", "Code"), Column("title", title, show=lambda value: speak(value)))
    blocks = (Heading(title), Paragraph(title), Facts((Fact("due", title, "2026"),)), Table("rows", columns, rows))
    return Document(title, language, blocks, notes=(title,))


ROWS: list[tuple[object, ...]] = [("A-1", {"en": "one", "ar": "واحد"}), ("A-2", {"en": "two", "ar": "اثنان"})]


def test_each_text_stands_beside_its_translation() -> None:
    """A heading has both, paragraphs and facts stand in pairs; a table has a column more for what differs."""
    both = pair_documents(make("en", "Title", ROWS), make("ar", "العنوان", ROWS))
    heading, words, facts, table = both.blocks
    assert heading == Heading(f"{LRM}Title / العنوان")
    assert words == Beside(((Fact("", "", "Title"), Fact("", "", "العنوان")),), ("en", "ar"))
    assert facts == Beside(((Fact("due", "Title", "2026"), Fact("due", "العنوان", "2026")),), ("en", "ar"))
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Code", "Title", "العنوان"]
    assert [[column.show(value) for column, value in zip(table.columns, row, strict=True)] for row in table.rows] == [
        ["A-1", "one", "واحد"],
        ["A-2", "two", "اثنان"],
    ]
    assert both.notes == ("Title", "العنوان")


def test_the_first_language_says_which_way_a_heading_runs() -> None:
    """However many letters the translation has, the text that stands first stands where reading begins."""
    both = pair_documents(make("en", "Due", ROWS), make("ar", "المواعيد النهائية", ROWS))
    assert isinstance(both.blocks[0], Heading)
    assert direction_of(both.blocks[0].text, "ltr") == "ltr"
    turned = pair_documents(make("ar", "الموعد", ROWS), make("en", "Deadlines and dates", ROWS))
    assert isinstance(turned.blocks[0], Heading)
    assert direction_of(turned.blocks[0].text, "rtl") == "rtl"


def test_rows_that_may_not_be_the_same_stay_apart() -> None:
    """Where no column tells that two rows are one, or they come in another order, each language has its own table."""
    turned = pair_documents(make("en", "Title", ROWS), make("ar", "العنوان", ROWS[::-1]))
    assert [block.rows for block in turned.blocks if isinstance(block, Table)] == [ROWS, ROWS[::-1]]
    groups = [Table("rows", (Column("name", "Name"),), [(name,)]) for name in ("one", "واحد")]
    apart = pair_documents(Document("", "en", (groups[0],)), Document("", "ar", (groups[1],)))
    assert list(apart.blocks) == groups


def test_rows_are_aligned_by_what_they_are_called() -> None:
    """Groups whose names are translated stand on one line by their keys; in another order they stay apart."""
    heads = (Column("name", "Name"), Column("all", "All"))
    here, there = (
        Table("g", heads, [(name, 1), (more, 1)], keys=("a", "b")) for name, more in (("x", "y"), ("س", "ص"))
    )
    (both,) = pair_documents(Document("", "en", (here,)), Document("", "ar", (there,))).blocks
    assert isinstance(both, Table)
    assert [[column.show(value) for column, value in zip(both.columns, row, strict=True)] for row in both.rows] == [
        ["x", "س", "1"],
        ["y", "ص", "1"],
    ]
    turned = replace(there, rows=there.rows[::-1], keys=("b", "a"))
    assert len(pair_documents(Document("", "en", (here,)), Document("", "ar", (turned,))).blocks) == 2


def test_a_chart_has_its_figures_once() -> None:
    """The picture stands there in both languages, and its table once, with the headings of both."""
    here, there = (
        next(block for block in paper(language).blocks if isinstance(block, Chart)) for language in ("en", "ar")
    )
    first, second = pair_documents(Document("", "en", (here,)), Document("", "ar", (there,))).blocks
    assert isinstance(first, Chart)
    assert isinstance(second, Chart)
    assert (first.sketch, second.sketch) == (here.sketch, there.sketch)
    assert first.table is None
    assert second.table is not None
    assert second.table.columns[1].heading == f"{LRM}Implemented / منفَّذ"


@pytest.mark.parametrize("pair", [("en", "ar"), ("ar", "fr")])
def test_texts_stand_side_by_side_in_every_paper(pair: tuple[str, str]) -> None:
    """In Word and in a workbook a text and its translation are cells of one row, in a page two columns of one."""
    texts = {"en": "Said in full", "ar": "قيل بالكامل", "fr": "Dit en entier"}
    here, there = (Document("T", language, (Paragraph(texts[language]),)) for language in pair)
    both = pair_documents(here, there)
    rows = [[cell.text for cell in row.cells] for table in word_file(both).tables for row in table.rows]
    assert rows == [[texts[language] for language in pair]]
    cells = list(workbook(both).worksheets[0].iter_rows(values_only=True))
    assert (None, *(texts[language] for language in pair), None) in cells
    page = io.StringIO()
    load_format("html").write(both, page, Screen())
    said = [rf'<p lang="{language}"[^>]*><span[^>]*>{texts[language]}</span></p>' for language in pair]
    assert re.search("".join(said), page.getvalue())


def test_the_stamp_is_told_once() -> None:
    """Facts that tell the stamp stand in its own place, in a paper of two languages too."""
    here, there = (
        Document("", language, (Facts((Fact(STAMP_FACT, "Fingerprint", language),)),), stamp=STAMP)
        for language in ("en", "ar")
    )
    assert list(furnished(pair_documents(here, there))) == []
