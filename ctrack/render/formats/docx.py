"""Word's own format (ECMA-376), for papers that are edited further: real styles, real tables, real direction.

Written here and by no library: nearly all of it is what libraries leave to raw XML (direction, complex scripts,
mirrored tables), and the body is streamed. With a stamp the same document gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from ctrack.render.chart_tables import tabulate
from ctrack.render.document import Bars, Block, Curve, Document, Facts, Heading, HeatMap, Paragraph, Table
from ctrack.render.page_frame import (
    CONTENTS,
    PAGE_OF,
    foot_line,
    furnished,
    has_contents,
    is_mirrored,
    moment_of,
    shorten,
    stamp_facts,
    words_in,
)
from ctrack.render.screen import Screen
from ctrack.render.word_parts import (
    HEAD,
    R,
    W,
    content_types,
    core_properties,
    document_relations,
    font_table,
    footer,
    header,
    package_relations,
    settings,
    styles,
)
from ctrack.render.word_runs import clean, paragraph, properties, runs
from ctrack.render.word_tables import ROOM, write_bars, write_facts, write_map, write_stamp, write_table
from ctrack.text.direction import Direction, direction_of
from ctrack.text.language import speaking

EXTENSION = "docx"
IS_FOR_MACHINES = False
IS_BINARY = True

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MOST_DATES = 13


def write(document: Document, out: BinaryIO, screen: Screen) -> None:
    """Write the file."""
    base: Direction = "rtl" if is_mirrored(document) else "ltr"
    title = shorten(clean(document.title)) or "ctrack"
    say = words_in(document.language)
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": package_relations(),
        "docProps/core.xml": core_properties(title, document.language, moment_of(document)),
        "word/_rels/document.xml.rels": document_relations(),
        "word/settings.xml": settings(document.language),
        "word/fontTable.xml": font_table(),
        "word/styles.xml": styles(base, ROOM),
        "word/header.xml": header(title, base),
        "word/footer.xml": footer(foot_line(document), say(PAGE_OF), base),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, speaking(document.language):
        for name, text in parts.items():
            package.writestr(_entry(name), text)
        with package.open(_entry("word/document.xml"), "w", force_zip64=True) as body:
            for piece in _body(document, base):
                body.write(piece.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _body(document: Document, base: Direction) -> Iterator[str]:
    yield f"{HEAD}<w:document {W} {R}><w:body>"
    blocks = list(furnished(document))
    contents = list(_contents(document, blocks, base)) if has_contents(document) else []
    number = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            number += 1
        if contents and _ends_opening(blocks, at):
            yield from contents
            contents = []
        yield from _block(block, base, number)
    if document.stamp is not None:
        yield from write_stamp(stamp_facts(document.stamp, document.language), base)
    yield _section(base)
    yield "</w:body></w:document>"


def _ends_opening(blocks: list[Block], at: int) -> bool:
    """Whether what comes is no longer the title and what directly says what the paper is."""
    block = blocks[at]
    is_lower = isinstance(block, Heading) and block.level > 1
    return is_lower or not isinstance(block, (Heading, Paragraph, Facts))


def _block(block: Block, base: Direction, number: int) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block, base, number)
        case Paragraph():
            yield paragraph(block.text, base, tone=block.tone)
        case Facts():
            yield from write_facts(block, base) if block.items else ()
        case Table():
            yield from write_table(block, base) if block.columns else ()
        case Bars():
            yield from write_bars(block, base) if block.rows else ()
        case HeatMap():
            yield from write_map(block, base) if block.rows else ()
        case Curve():
            yield from write_table(tabulate(_thinned(block)), base) if block.lines and block.dates else ()


def _heading(heading: Heading, base: Direction, number: int) -> str:
    style = "Title" if heading.level == 1 else f"Heading{min(heading.level - 1, 3)}"
    mark = (f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06d}"/>', f'<w:bookmarkEnd w:id="{number}"/>')
    return paragraph(heading.text, base, style=style, around=mark)


def _thinned(curve: Curve) -> Curve:
    """A curve of no more dates than a page has lines for, the first and the last among them."""
    last = len(curve.dates) - 1
    if last < _MOST_DATES:
        return curve
    kept = [round(last * step / (_MOST_DATES - 1)) for step in range(_MOST_DATES)]
    lines = tuple(
        type(line)(line.key, line.label, tuple(line.values[at] for at in kept), line.tone) for line in curve.lines
    )
    return Curve(curve.key, tuple(curve.dates[at] for at in kept), lines, curve.total, curve.caption)


def _contents(document: Document, blocks: list[Block], base: Direction) -> Iterator[str]:
    """A table of contents as a field: written out here, and marked for the word processor to number."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    yield paragraph(words_in(document.language)(CONTENTS), base, style="TOCHeading")
    opening = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> '
        'TOC \\o "1-2" \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for number, heading in enumerate(headings, 1):
        if 1 < heading.level <= 3:
            head = properties(base, base, style=f"TOC{heading.level - 1}")
            yield f"<w:p>{head}{opening}{_entry_of(heading, number, base)}</w:p>"
            opening = ""
    yield '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def _entry_of(heading: Heading, number: int, base: Direction) -> str:
    """A line of the contents: the words, and a field for their page."""
    anchor = f"_Toc{number:06d}"
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'PAGEREF {anchor} \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    words = runs(heading.text, direction_of(heading.text, base))
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{words}<w:r><w:tab/></w:r>{page}</w:hyperlink>'


def _section(base: Direction) -> str:
    """A4 with margins of 20 mm; the first page has no header."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" '
        'r:id="footer"/><w:footerReference w:type="first" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1300" w:right="1134" w:bottom="1200" w:left="1134" w:header="600" w:footer="560" '
        f'w:gutter="0"/><w:titlePg/>{"<w:bidi/>" if base == "rtl" else ""}</w:sectPr>'
    )
