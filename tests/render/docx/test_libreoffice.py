"""Word files as LibreOffice lays them out: the numbers of the contents, whole words, one line of foot, no lost page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ctrack.render.document import Column, Document, Heading, Paragraph, Table
from tests.support.papers import STAMP, paper, run_tool, written

PAGES = {"en": r"Page {} of {}$", "ar": r"^\W*الصفحة\W+{} *من {}\b"}
WORDS = {
    "en": ("Part", "Date Code Party Status What was said", "25 November 2026|HLC-2396-50B|UNGA|partially implemented",
           "Commitments of the Organization for internationalization and counter-terrorism capacity-building"),
    "ar": ("الجزء", "التاريخ الرمز الطرف الحالة ما_قيل", "25 تشرين الثاني/نوفمبر 2026|HLC-2396-50B|UNGA|قيد التنفيذ",
           "كفالة مكتب مكافحة الإرهاب اتساق عمل منظومة الأمم المتحدة من خلال الاتفاق العالمي والاستراتيجيات"),
}  # fmt: skip
_LETTERS = re.compile("[A-Za-z]+|[\u0620-\u064a]+")
_CONTROLS = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))

pytestmark = pytest.mark.slow
languages = pytest.mark.parametrize("language", ["en", "ar"])


def long_paper(language: str) -> Document:
    """A report of many parts, some with a table of five columns, over several pages."""
    part, heads, cells, said = WORDS[language]
    *narrow, note = heads.split(" ", 4)
    columns = (*(Column(head, head) for head in narrow), Column("note", note.replace("_", " "), wraps=True))
    row = (*cells.split("|"), said)
    parts = (
        block
        for number in range(1, 9)
        for block in (Heading(f"{part} {number * 11}"), Paragraph(said), Table("t", columns, [row] * (number * 3)))
    )
    return Document("", language, (*paper(language).blocks, *parts), stamp=STAMP)


def pages_of(document: Document, folder: Path) -> list[str]:
    """The text of each page of a Word file, laid out by LibreOffice; direction controls are left out."""
    path = folder / "paper.docx"
    path.write_bytes(written("docx", document))
    run_tool("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", folder, path)  # fmt: skip
    text = run_tool("pdftotext", "-layout", folder / "paper.pdf", "-")
    return [page.translate(_CONTROLS) for page in text.split("\f")[:-1]]


def folded(word: str) -> str:
    """The letters of a word without their order: a ligature is told the other way round."""
    return "".join(sorted(word))


@languages
def test_the_contents_have_the_right_numbers(language: str, tmp_path: Path) -> None:
    """Each line of the contents ends in the number of the page where its heading stands."""
    pages = pages_of(long_paper(language), tmp_path)
    assert len(pages) > 3
    heading = re.compile(rf"^\W*{WORDS[language][0]} (\d+)\W*$|^\W*(\d+) {WORDS[language][0]}\W*$", re.M)
    found = {one or other: at for at, page in enumerate(pages, 1) for one, other in heading.findall(page)}
    assert set(found) == {str(number * 11) for number in range(1, 9)}
    lines = [line for line in pages[0].splitlines() if "...." in line and WORDS[language][0] in line]
    told = [set(re.findall(r"\d+", line)) for line in lines]
    assert told == [{number, str(page)} for number, page in found.items()]


@languages
def test_no_word_is_broken(language: str, tmp_path: Path) -> None:
    """Every word of headings and cells comes out whole."""
    document = long_paper(language)
    seen = {folded(word) for page in pages_of(document, tmp_path) for word in _LETTERS.findall(page)}
    words = _LETTERS.findall(" ".join(WORDS[language]))
    assert [word for word in words if folded(word) not in seen] == []


@languages
def test_pages_are_numbered_on_one_line_and_none_is_lost(language: str, tmp_path: Path) -> None:
    """Each page has three lines beside head and foot, and its foot is one line with the stamp and the number."""
    pages = pages_of(long_paper(language), tmp_path)
    for number, page in enumerate(pages, 1):
        lines = [line for line in page.splitlines() if line.strip()]
        assert len(lines) >= 5
        assert STAMP.fingerprint in lines[-1]
        assert re.search(PAGES[language].format(number, len(pages)), lines[-1])
