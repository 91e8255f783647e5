"""Word files as LibreOffice lays them out: the numbers of the contents, whole words, one line of foot, no lost page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ctrack.render.document import Column, Document, Heading, Paragraph, Table
from ctrack.render.paired import pair_documents
from tests.support.papers import STAMP, paper, require_face, run_tool, written

PAGES = {"en": r"Page {} of {}$", "ar": r"^\W*الصفحة\W+{} *من {}\b"}
WORDS = {
    "en": ("Part", "Date Code Party Status What was said", "25 November 2026|HLC-2396-50B|UNGA|partially implemented",
           "Commitments of the Organization for internationalization and counter-terrorism capacity-building"),
    "ar": ("الجزء", "التاريخ الرمز الطرف الحالة ما_قيل", "25 تشرين الثاني/نوفمبر 2026|HLC-2396-50B|UNGA|قيد التنفيذ",
           "كفالة مكتب مكافحة الإرهاب اتساق عمل منظومة الأمم المتحدة من خلال الاتفاق العالمي والاستراتيجيات"),
}  # fmt: skip
FACES = {"Carlito": "fonts-crosextra-carlito", "Noto Sans Arabic": "fonts-noto-core"}
FILLING = {"en": 91, "ar": 88}
"""So many rows fill the second page, and leave the stamp no room on it."""
_WIDTH, _HEIGHT = 596, 842
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


def ending_in_a_table(language: str) -> Document:
    """A paper whose last rows fill its last page, but for so little that the stamp does not fit below."""
    columns = (Column("code", "Code"), Column("note", WORDS[language][0], wraps=True))
    rows = [(f"HLC-{number}", WORDS[language][3]) for number in range(FILLING[language])]
    return Document("T", language, (Table("t", columns, rows),), stamp=STAMP)


def in_two_languages() -> Document:
    """A paper of facts and texts beside their translations."""
    here, there = (
        Document("T", language, (paper(language).blocks[1], Paragraph(WORDS[language][3]))) for language in ("en", "ar")
    )
    return pair_documents(here, there)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All papers, set by one run of LibreOffice."""
    for face, package in FACES.items():
        require_face(face, package)
    found = tmp_path_factory.mktemp("set")
    papers = {"both": in_two_languages()}
    for language in ("en", "ar"):
        papers |= {f"long-{language}": long_paper(language), f"rows-{language}": ending_in_a_table(language)}
    for name, document in papers.items():
        (found / f"{name}.docx").write_bytes(written("docx", document))
    run_tool("soffice", f"-env:UserInstallation={(found / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", found, *(found / f"{name}.docx" for name in papers))  # fmt: skip
    return found


def pages_of(name: str, folder: Path) -> list[str]:
    """The text of each page of a paper; direction controls are left out."""
    text = run_tool("pdftotext", "-layout", folder / f"{name}.pdf", "-")
    return [page.translate(_CONTROLS) for page in text.split("\f")[:-1]]


def boxes_of(name: str, folder: Path) -> list[tuple[list[float], str]]:
    """Every word of a paper with the edges of its box, in points of an A4 page."""
    text = run_tool("pdftotext", "-bbox", folder / f"{name}.pdf", "-")
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', text)
    return [([float(edge) for edge in edges], word) for *edges, word in found]


def folded(word: str) -> str:
    """The letters of a word without their order: a ligature is told the other way round."""
    return "".join(sorted(word))


@languages
def test_the_contents_have_the_right_numbers(language: str, folder: Path) -> None:
    """Each line of the contents ends in the number of the page where its heading stands."""
    pages = pages_of(f"long-{language}", folder)
    assert len(pages) > 3
    heading = re.compile(rf"^\W*{WORDS[language][0]} (\d+)\W*$|^\W*(\d+) {WORDS[language][0]}\W*$", re.M)
    found = {one or other: at for at, page in enumerate(pages, 1) for one, other in heading.findall(page)}
    assert set(found) == {str(number * 11) for number in range(1, 9)}
    lines = [line for line in pages[0].splitlines() if "...." in line and WORDS[language][0] in line]
    told = [set(re.findall(r"\d+", line)) for line in lines]
    assert told == [{number, str(page)} for number, page in found.items()]


@languages
def test_no_word_is_broken(language: str, folder: Path) -> None:
    """Every word of headings and cells comes out whole."""
    seen = {folded(word) for page in pages_of(f"long-{language}", folder) for word in _LETTERS.findall(page)}
    words = _LETTERS.findall(" ".join(WORDS[language]))
    assert [word for word in words if folded(word) not in seen] == []


@languages
def test_pages_are_numbered_on_one_line_and_none_is_lost(language: str, folder: Path) -> None:
    """Each page has three lines beside head and foot, and its foot is one line with the stamp and the number."""
    pages = pages_of(f"long-{language}", folder)
    for number, page in enumerate(pages, 1):
        lines = [line for line in page.splitlines() if line.strip()]
        assert len(lines) >= 5
        assert STAMP.fingerprint in lines[-1]
        assert re.search(PAGES[language].format(number, len(pages)), lines[-1])


@languages
def test_no_stamp_stands_on_a_page_alone(language: str, folder: Path) -> None:
    """The last page of a paper that ends in a long table has three of its rows above the stamp."""
    last = pages_of(f"rows-{language}", folder)[-1]
    rows = [int(number) for number in re.findall(r"HLC-(\d+)|(?<!\d)(\d+)-HLC", last) for number in number if number]
    assert STAMP.head in last
    assert rows[-3:] == list(range(FILLING[language]))[-3:]


@pytest.mark.parametrize("name", ["long-en", "long-ar", "rows-en", "rows-ar", "both"])
def test_nothing_leaves_the_page(name: str, folder: Path) -> None:
    """The box of every word lies on the paper."""
    boxes = boxes_of(name, folder)
    assert boxes
    for (left, top, right, bottom), word in boxes:
        assert left > 0, word
        assert top > 0, word
        assert right < _WIDTH, word
        assert bottom < _HEIGHT, word


def test_translations_stand_beside_their_texts(folder: Path) -> None:
    """Each text begins at the height of its translation: the English in the left half, the Arabic in the right."""
    boxes = [(edges, word) for edges, word in boxes_of("both", folder) if edges[1] > 60]
    english = [edges for edges, word in boxes if re.search("[A-Za-z]{5}", word)]
    arabic = [edges for edges, word in boxes if len(re.findall("[\u0620-\u064a\ufe70-\ufefc]", word)) > 3]
    first = min(edges[1] for edges in arabic if edges[0] > _WIDTH / 2)
    below = [edges for edges in english if edges[1] > first - 6]
    assert below
    assert all(edges[2] <= _WIDTH / 2 + 2 for edges in below if edges[1] < _HEIGHT - 100)
    assert min(edges[1] for edges in below) == pytest.approx(first, abs=6)
