"""The pages of PDF files as other programs see them: where words stand, what is on each page, what the contents say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ctrack.render.document import Block, Column, Document, Heading, Paragraph, Table
from ctrack.render.pdf import parted_paper
from ctrack.render.pdf.joined_files import join_files
from ctrack.render.pdf.raw_objects import move_object
from ctrack.render.pdf.template_data import lay_out
from tests.support.papers import STAMP, commitments, paper, run_tool, written
from tests.support.rich_year import live
from tests.support.runner import Runner

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
ENTRY = re.compile("^\\s*(.*?\\S)\\s*(?:\\. ?){4,}[\\s\u2060]*(\\d+)\\s*$")
# The head and the foot of a page, each with one line.
FURNITURE = 2
REPORTS = {
    "en": ("progress", "deadlines", "country", "chart timeline"), "ar": ("progress", "deadlines"), "fr": ("progress",),
}  # fmt: skip


def pages_of(path: Path) -> list[list[str]]:
    """The lines of each page that have words."""
    pages = run_tool("pdftotext", "-layout", path, "-").split("\f")[:-1]
    return [[line for line in page.splitlines() if line.strip()] for page in pages]


def check_parts(path: Path, count: int) -> None:
    """Each row is there once and in its place, each page says its number, and none but the last few is half empty."""
    pages = pages_of(path)
    codes = [code for lines in pages for line in lines for code in re.findall(r"KWT-\d+", line)]
    assert codes == [f"KWT-{number}" for number in range(1, count + 1)]
    for number, lines in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in lines[-1]
    assert all(len(lines) > 40 for lines in pages[1:-2])


def outside(path: Path) -> list[str]:
    """The words that do not lie on their page whole."""
    found, size = [], (0.0, 0.0)
    for line in run_tool("pdftotext", "-bbox", path, "-").splitlines():
        if page := PAGE.search(line):
            size = (float(page[1]), float(page[2]))
        if word := WORD.search(line):
            left, top, right, bottom = map(float, word.groups()[:4])
            if left < 0 or top < 0 or right > size[0] or bottom > size[1]:
                found.append(word[5])
    return found


def check_pages(path: Path) -> None:
    """Nothing leaves a page, none has fewer than three lines of its own, none has the stamp alone."""
    assert outside(path) == []
    pages = pages_of(path)
    for number, lines in enumerate(pages, 1):
        assert len(lines) - FURNITURE >= 3, (path, number, lines)
    assert len(pages[-1]) - FURNITURE > 5 or len(pages) == 1, pages[-1]


@pytest.mark.parametrize("count", [39, 40])
def test_no_page_has_the_stamp_alone(tmp_path: Path, count: int) -> None:
    """Where the stamp has no room below a table, the last rows go over with it, under their heads."""
    blocks = (Heading("Rows", 1), commitments("en", count))
    path = tmp_path / "rows.pdf"
    path.write_bytes(written("pdf", Document("Rows", "en", blocks, stamp=STAMP)))
    check_pages(path)
    pages = pages_of(path)
    codes = [word for lines in pages for line in lines for word in line.split() if word.startswith("KWT-")]
    assert codes == [f"KWT-{number}" for number in range(1, count + 1)]
    assert all(any("Code" in line for line in lines) for lines in pages)


def test_a_last_paragraph_goes_over_with_the_stamp(tmp_path: Path) -> None:
    """What is no table goes over whole, with the heading above it."""
    for count in (31, 34, 37):
        blocks: list[Block] = [Heading("Lines", 1), *(Paragraph(f"Line {number}") for number in range(count))]
        path = tmp_path / f"{count}.pdf"
        path.write_bytes(
            written("pdf", Document("Lines", "en", (*blocks, Heading("End"), Paragraph("Last")), stamp=STAMP))
        )
        pages = pages_of(path)
        assert any("Last" in line for line in pages[-1])
        assert any("End" in line for line in pages[-1])


def test_rate_bars_share_an_edge(tmp_path: Path) -> None:
    """The figures of a column of rates end at one place, however long they are."""
    path = tmp_path / "rates.pdf"
    path.write_bytes(written("pdf", paper(rows=9)))
    ends = {
        round(float(word[3])) for word in WORD.finditer(run_tool("pdftotext", "-bbox", path, "-"))
        if re.fullmatch("[0-8]/9", word[5])
    }  # fmt: skip
    assert len(ends) == 1


def test_short_words_take_no_room_from_long_ones(tmp_path: Path) -> None:
    """A column of statuses may wrap, but where it is short a title beside it has what it leaves."""
    columns = (
        Column("then", "Then", wraps=True),
        Column("now", "Now", wraps=True),
        Column("title", "Title", wraps=True),
    )
    words = " ".join(f"word{place:02}" for place in range(10))
    path = tmp_path / "paper.pdf"
    table = Table("t", columns, [("not reported", "in progress", words)])
    path.write_bytes(written("pdf", Document("Title", "en", (table,))))
    assert [line for line in pages_of(path)[0] if "word" in line and "word00" not in line] == []


def test_files_join_to_one(tmp_path: Path) -> None:
    """Words, pages, tags and bookmarks of the joined file are those of its parts, one after the other."""
    contents = [written("pdf", paper(language, rows=count)) for language, count in (("en", 3), ("en", 30), ("ar", 2))]
    path = tmp_path / "joined.pdf"
    with path.open("wb") as out:
        join_files(contents, [[1, 2], [2, 3], [2, 3]], out)
    words, lines = [], 0
    for number, content in enumerate(contents):
        part = tmp_path / f"{number}.pdf"
        part.write_bytes(content)
        words.append(run_tool("pdftotext", part, "-"))
        lines += run_tool("pdfinfo", "-struct", part).count("TD")
    assert run_tool("pdftotext", path, "-") == "".join(words)
    assert run_tool("pdfinfo", "-struct", path).count("TD") == lines
    marks = list_marks(PdfReader(path, strict=True))
    assert [title for title, _page in marks][:4] == ["Progress report", "Kuwait Declaration"] * 2
    assert [page for _title, page in marks] == sorted(page for _title, page in marks)
    assert len(PdfReader(path).outline) == 2


def test_nothing_within_a_string_is_changed() -> None:
    """A reference is moved; what looks like one in the words of a title is words."""
    body = rb"<</Title(see 5 0 R \) (and (6 0 R)))/Dest 7 0 R/StructParent 2>>"
    assert move_object(body, 10, 3, b"") == rb"<</Title(see 5 0 R \) (and (6 0 R)))/Dest 17 0 R/StructParent 5>>"


@pytest.mark.slow
def test_a_long_paper_is_set_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Joined it is one paper: its pages are full and numbered, its tags one tree, its bookmarks and contents right."""
    monkeypatch.setattr(parted_paper, "MOST_CELLS", 2600)
    more = tuple(Heading(f"Part {number}") for number in range(5))
    document = paper(rows=700, more=more)
    assert parted_paper.is_long([lay_out(document, str)])
    path, whole = tmp_path / "parts.pdf", tmp_path / "whole.pdf"
    path.write_bytes(written("pdf", document))
    monkeypatch.undo()
    whole.write_bytes(written("pdf", document))
    check_parts(path, 700)
    assert outside(path) == []
    check_contents(pages_of(path))
    marks, expected = (list_marks(PdfReader(each)) for each in (path, whole))
    assert marks == expected
    tags, same = (Counter(re.findall(rb"/S/(\w+)", each.read_bytes())) for each in (path, whole))
    assert {name: tags[name] for name in (b"H1", b"H2", b"TD", b"Figure")} == {
        name: same[name] for name in (b"H1", b"H2", b"TD", b"Figure")
    }
    assert tags[b"Document"] == 1


def list_marks(reader: PdfReader) -> list[tuple[str, int]]:
    """The bookmarks with the pages that they lead to."""

    def walk(items: list[Any]) -> Iterator[tuple[str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield str(item.title), reader.get_destination_page_number(item) or 0

    return list(walk(reader.outline))


@pytest.mark.slow
@pytest.mark.parametrize("language", REPORTS)
def test_pages_of_a_year(tmp_path: Path, language: str) -> None:
    """Every report of a year keeps to its pages, and its contents name the page that each part begins on."""
    ctrack = live(Runner(str(tmp_path / "year.db"), tmp_path))
    for name in REPORTS[language]:
        path = tmp_path / f"{name.replace(' ', '-')}.pdf"
        ctrack.ok("report", *name.split(), "--lang", language, "--output", str(path))
        check_pages(path)
        info = run_tool("pdfinfo", path)
        assert re.search(r"Tagged:\s+yes", info)
        assert re.search(r"Title:\s+\S", info)
        assert f"/Lang({language}" in path.read_bytes().decode("latin1")
        if language == "en":
            check_contents(pages_of(path))


def check_contents(pages: list[list[str]]) -> None:
    """Each line of the contents names the page on which its heading stands."""
    start = next((at for at, lines in enumerate(pages) if any(line.strip() == "Contents" for line in lines)), None)
    if start is None:
        return
    lines = pages[start][[line.strip() for line in pages[start]].index("Contents") + 1 :]
    entries = [entry.groups() for line in lines if (entry := ENTRY.match(line))]
    assert entries
    for title, number in entries:
        words = " ".join(title.split())
        assert any(words in " ".join(line.split()) for line in pages[int(number) - 1]), (words, number)
