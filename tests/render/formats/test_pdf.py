"""PDF files, read back and drawn by poppler."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from ctrack.render.document import Document, Fact, Facts, Heading, Paragraph
from ctrack.render.formats import pdf
from ctrack.render.pdf.fonts import find_glyphs, spell
from ctrack.render.screen import Screen
from ctrack.text.direction import direction_of
from ctrack.text.safe import make_safe
from tests.support.documents import FIELDS, hostile_document, table_of
from tests.support.hostile import every_text, folded
from tests.support.papers import TYPST, paper, run_tool, written

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
PAGE = re.compile(r'<page width="([\d.]+)"')


def text_of(content: bytes, folder: Path) -> str:
    """The text of all pages, a form feed after each."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return run_tool("pdftotext", "-raw", path, "-")


def words_of(content: bytes, folder: Path) -> list[tuple[str, float]]:
    """Every word with the middle of it, from 0 at the left edge of the page to 1; Arabic comes as it is seen."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    shown = run_tool("pdftotext", "-bbox", path, "-")
    width = float(PAGE.findall(shown)[0])
    found = [(word[:: -1 if ARABIC.search(word) else 1], left, right) for left, right, word in WORD.findall(shown)]
    return [(bare(word), (float(left) + float(right)) / 2 / width) for word, left, right in found]


def bare(text: str) -> str:
    """A text without vowel marks, direction marks and ligatures, which readers of PDF give back variously."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf", "Cc"))


def objects_of(content: bytes) -> bytes:
    """All that the file holds, unpacked."""
    return content + b"".join(unpacked(part) for part in STREAM.findall(content))


def unpacked(stream: bytes) -> bytes:
    """A stream without its compression, nothing where it has another."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def pair(folder: Path) -> bytes:
    """English beside Arabic."""
    out = io.BytesIO()
    pdf.write_pair(paper("en"), paper("ar"), out, Screen())
    return out.getvalue()


def test_every_block_arrives(tmp_path: Path) -> None:
    """Title, facts, rows, bars, heat map, curve and stamp are text on the page."""
    seen = text_of(written("pdf", paper()), tmp_path)
    for text in ("Progress report", "38% (9 / 24)", "KWT-1", "-4 d", "In progress", "1/9", "Border management 1",
                 "9 / 24", "2026-09-01", "1-8618B9FA598B", "a3f9" * 16, "Page 1 of"):  # fmt: skip
        assert text in seen


def test_arabic_arrives_and_stands_right(tmp_path: Path) -> None:
    """Arabic words come back as they were, the title from the right edge, codes whole."""
    words = words_of(written("pdf", paper("ar")), tmp_path)
    places = dict(reversed(words))
    assert {"تقرير", "مرحلي", "الحدود", "KWT-1", "1-8618B9FA598B"} <= places.keys()
    assert bare("التنفيذ") in places
    assert places["تقرير"] > places["مرحلي"] > 0.5
    assert places["Code"] > places["Due"] > places["Rate"]


def test_english_stands_left(tmp_path: Path) -> None:
    """In English columns go from the left."""
    places = dict(reversed(words_of(written("pdf", paper()), tmp_path)))
    assert places["Code"] < places["Due"] < places["Rate"]


def test_heads_repeat_and_pages_count(tmp_path: Path) -> None:
    """A long table has its head on every page that it fills, and each page says which of how many it is."""
    pages = text_of(written("pdf", paper(rows=120)), tmp_path).split("\f")[:-1]
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "1-8618B9FA598B" in page
        assert ("Code" in page) == ("KWT-" in page)


def test_the_file_is_tagged_and_kept(tmp_path: Path) -> None:
    """PDF/A-2a and PDF/UA-1, with a title, a language and bookmarks."""
    content = written("pdf", paper())
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    held = objects_of(content)
    assert b"/Outlines" in held
    assert b"/TH" in held
    (tmp_path / "paper.pdf").write_bytes(content)
    told = run_tool("pdfinfo", tmp_path / "paper.pdf")
    assert re.search(r"Title:\s+Progress report\n", told)
    assert re.search(r"Tagged:\s+yes\n", told)
    assert re.search(r"Page size:\s+595\S* x 841\S* pts \(A4\)", told)


def test_contents_where_headings_are_many(tmp_path: Path) -> None:
    """Five headings make a list of contents with their pages; one makes none."""
    many = paper(more=tuple(Heading(f"Part {number}", 2) for number in range(4)))
    assert re.search(r"Contents\nKuwait Declaration[ .\u2060]+1\n", text_of(written("pdf", many), tmp_path))
    assert "Contents" not in text_of(written("pdf", paper()), tmp_path)


def test_what_is_one_thing_stays_on_a_page(tmp_path: Path) -> None:
    """No page divides what stays together while a page can hold it; longer, the first lines stay with the next."""
    groups = [
        Paragraph(f"{text} {number}", together=f"KWT-{number}")
        for number in range(60)
        for text in ("Begin", "Middle", "Sometimes the text is longer than a line of it is wide " * 3, "End")
    ]
    long = [Paragraph(text, together="LONG") for text in ("LONGHEAD", "word " * 3000)]
    content = written("pdf", Document("T", "en", (*groups, *long)))
    pages = text_of(content, tmp_path).split("\f")
    for page in pages:
        assert re.findall(r"Begin (\d+)", page) == re.findall(r"End (\d+)", page)
        assert "LONGHEAD" not in page or "word word" in page
    assert len(pages) > 5


def test_the_first_page_is_one_of_its_own(tmp_path: Path) -> None:
    """Where a heading begins a page, the contents stand after the first page, on their own."""
    headings = tuple(Heading(f"Part {number}", starts_page=number == 1) for number in range(6))
    first, second, third = text_of(written("pdf", Document("T", "en", headings)), tmp_path).split("\f")[:3]
    assert "Part 0" in first
    assert "Part 1" not in first
    assert "Contents" in second
    assert "Part 1" in third
    assert "Contents" not in third


def test_a_text_of_another_language_begins_where_the_page_begins(tmp_path: Path) -> None:
    """English in an Arabic paper is read from the left, and begins at the right margin as all the rest does."""
    note = Paragraph("Signed today", language="en")
    words = words_of(written("pdf", Document("نص", "ar", (note,))), tmp_path)
    places = dict(reversed(words))
    assert 0.7 < places["Signed"] < places["today"]


def test_a_pair_stands_side_by_side(tmp_path: Path) -> None:
    """English on the left half of a wide page, Arabic on the right, each in its own words."""
    places = dict(reversed(words_of(pair(tmp_path), tmp_path)))
    assert places["Progress"] < 0.5 < places["تقرير"]
    assert places["Declaration"] < 0.5 < places["إعلان"]
    assert places["Page"] < 0.5 < places["الصفحة"]


@pytest.mark.slow
@every_text
def test_every_field_arrives(text: str, tmp_path: Path) -> None:
    """Whatever a field holds, a file comes of it, and the name of the field is on the page."""
    content = written("pdf", hostile_document(text))
    assert content.startswith(b"%PDF-1.7")
    seen = folded(bare(text_of(content, tmp_path)))
    fields = (*FIELDS, "share", "note")
    if text.isascii() and text.isprintable() and len(text) < 200:
        assert all(folded(bare(f"{text}·{field}")) in seen for field in fields)
    else:
        assert all(field in seen for field in fields)
    assert b"/JavaScript" not in objects_of(content)
    assert b"/URI" not in objects_of(content)


def test_typst_is_text(tmp_path: Path) -> None:
    """Markup of Typst stands on the page as it was written."""
    document = Document(TYPST, "en", (Heading(TYPST, 2), Facts((Fact("x", TYPST, TYPST),)), *table_of((TYPST,)).blocks))
    assert folded(bare(text_of(written("pdf", document), tmp_path))).count(folded(bare(TYPST))) >= 4


def test_what_no_font_has_is_spelled(tmp_path: Path) -> None:
    """A character without a glyph stands as its code point, and the file stays one for archives."""
    content = written("pdf", Document("T", "en", (Paragraph("a\u0378b"),)))
    assert "a[U+0378]b" in text_of(content, tmp_path)
    assert b"<pdfaid:part>2</pdfaid:part>" in content


def test_common_texts_need_no_other_font() -> None:
    """What reports are written in is in the fonts that come along."""
    texts = ("Réforme – “KWT-21”, § 3 · ● ◑ ◔ ○ ×", "إنَّ الالتزامات، ٢٠٢٦؟ لا إله", make_safe("A\nB"))
    assert find_glyphs(texts).missing == frozenset()
    assert [spell(sign) for sign in "決␛␡"] == ["[U+6C7A]", "[U+001B]", "[U+007F]"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 2000,
        pytest.param("x" * 10_000, marks=pytest.mark.slow),
        pytest.param("\n".join("a" * 2000), marks=pytest.mark.slow),
    ],
)
def test_nothing_leaves_the_page(text: str, tmp_path: Path) -> None:
    """A title, a fact and a cell of 10,000 characters break, over pages where they must; the margins stay white."""
    document = Document(text, "en", (Facts((Fact("f", "Fact", text),)), *table_of(("X-1", text), wraps=True).blocks))
    (tmp_path / "paper.pdf").write_bytes(written("pdf", document))
    run_tool("pdftoppm", "-r", "24", "-gray", tmp_path / "paper.pdf", tmp_path / "page")
    drawn = sorted(tmp_path.glob("page-*.pgm"))
    assert len(drawn) > 1
    for picture in drawn:
        _, size, _, dots = picture.read_bytes().split(b"\n", 3)
        width, height = map(int, size.split())
        edge = width * 10 // 210
        assert len(dots) == width * height
        lines = [dots[at : at + width] for at in range(0, len(dots), width)]
        assert all(set(line[:edge] + line[-edge:]) <= {255} for line in lines)


def test_the_same_document_gives_the_same_bytes() -> None:
    """A file of a stamped document depends on nothing else."""
    assert written("pdf", paper("ar")) == written("pdf", paper("ar"))


def test_another_day_gives_another_file() -> None:
    """The day in the stamp is the day of the file."""
    document = paper()
    assert document.stamp is not None
    later = replace(document, stamp=replace(document.stamp, as_of="2027-01-01"))
    assert b"2027-01-01" in written("pdf", later)
    assert b"2026-11-21" in written("pdf", document)


@pytest.mark.parametrize("document", [Document("", "en", ()), Document("", "ar", (Paragraph(""), Heading("")))])
def test_nothing_to_show(document: Document) -> None:
    """A file of nothing is one page."""
    assert written("pdf", document).startswith(b"%PDF-1.7")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would not fit into memory is refused with what to do instead."""
    monkeypatch.setattr(pdf, "MOST_ROWS", 4)
    assert written("pdf", paper(rows=4))
    with pytest.raises(pdf.TooLongToPrint, match=r"5 rows are too many .* takes 4\. Narrow the filter"):
        written("pdf", paper(rows=5))


@pytest.mark.parametrize("library", ["typst", "fontpkg_amiri"])
def test_a_missing_library_is_told(library: str) -> None:
    """The failure gives the command that brings it."""
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from ctrack.render.formats import MissingLibrary, load_format\n"
        "try: load_format('pdf')\n"
        "except MissingLibrary as failure: print(failure)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert library in shown.stdout
    assert 'pip install "ctrack[pdf]"' in shown.stdout


@pytest.mark.parametrize(
    ("text", "otherwise", "expected"),
    [
        ("KWT-21: تقرير عن التنفيذ", "ltr", "rtl"),
        ("Report for (الكويت)", "rtl", "ltr"),
        ("12 / 24", "rtl", "rtl"),
        ("12 / 24", "ltr", "ltr"),
        ("[ar] نص", "ltr", "rtl"),
    ],
)
def test_most_letters_give_the_direction(text: str, otherwise: str, expected: str) -> None:
    """A code before Arabic words does not turn them."""
    assert direction_of(text, "rtl" if otherwise == "rtl" else "ltr") == expected
