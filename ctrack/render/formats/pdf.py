"""PDF for print and for archives: A4, tagged (PDF/A-2a and PDF/UA-1), set by Typst from `report.typ`.

The template gets the document as data and never as source, so that nothing in it acts. The same document with a
stamp gives the same bytes. Where a text needs what no font has, and a standard refuses the rest, the file is plain PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO

from ctrack.domain.failures import Refused, marked
from ctrack.render.document import Document, Table
from ctrack.render.formats import needing
from ctrack.render.page_frame import moment_of
from ctrack.render.pdf.template_data import Data, lay_out
from ctrack.render.pdf.template_texts import Clean
from ctrack.render.screen import Screen
from ctrack.text.language import speaking

if TYPE_CHECKING:
    from ctrack.render.pdf.fonts import Glyphs

DESCRIPTION = marked("pages to print and to keep")
ENDINGS = ("pdf",)
IS_BINARY = True
IS_OF_ROWS = False
IS_PAPER = True

STANDARDS: Any = ["a-2a", "ua-1"]
MOST_ROWS = 20_000
"""Typst holds the whole paper in memory, some 100 KB a row."""


class TooLongToPrint(Refused):
    message = marked(
        "{rows} rows are too many for one PDF, which takes {most}. Narrow the filter, or choose xlsx, docx or csv."
    )


def check() -> None:
    """See that the libraries of the extra are here; raises MissingLibrary."""
    with needing("pdf"):
        import fontpkg_amiri  # noqa: F401
        import typst  # noqa: F401


def write(document: Document, out: BinaryIO, screen: Screen) -> None:
    """Write the pages; raises TooLongToPrint."""
    out.write(_print([document]))


def write_pair(first: Document, second: Document, out: BinaryIO, screen: Screen) -> None:
    """Write one document beside its translation on wide pages, block by block; the first stands on the left."""
    out.write(_print([first, second]))


def _print(documents: list[Document]) -> bytes:
    import typst

    from ctrack.render.pdf.fonts import find_glyphs

    rows = sum(len(block.rows) for document in documents for block in document.blocks if isinstance(block, Table))
    if rows > MOST_ROWS:
        raise TooLongToPrint(rows=rows, most=MOST_ROWS)
    sheets = _lay_out(documents, str)
    glyphs = find_glyphs(text for sheet in sheets for text in _texts(sheet))
    if glyphs.missing:
        sheets = _lay_out(documents, glyphs.clean)
    try:
        return _compile(documents[0], sheets, glyphs, STANDARDS)
    except typst.TypstError:
        return _compile(documents[0], sheets, glyphs, [])


def _lay_out(documents: list[Document], clean: Clean) -> list[Data]:
    """The papers' data; what a column shows is said in the language of its document."""
    sheets = []
    for document in documents:
        with speaking(document.language):
            sheets.append(lay_out(document, clean))
    return sheets


def _compile(document: Document, sheets: list[Data], glyphs: Glyphs, standards: Any) -> bytes:
    import typst

    from ctrack.render.pdf.fonts import FAMILIES

    moment = moment_of(document)
    day = {"year": moment.year, "month": moment.month, "day": moment.day} if moment else None
    inputs = {
        "sheets": json.dumps(sheets, ensure_ascii=False),
        "fonts": json.dumps(FAMILIES),
        "day": json.dumps(day) if day else "",
        "seal": document.stamp.seal if document.stamp else "",
        "emblem": json.dumps(list(document.emblem.data)) if document.emblem else "",
    }
    folder = files("ctrack.render.pdf")
    template = b"".join(folder.joinpath(name).read_bytes() for name in ("sketch.typ", "report.typ"))
    compiler = typst.Compiler(template, font_paths=glyphs.fonts, sys_inputs=inputs)
    pages = compiler.compile(format="pdf", pdf_standards=standards, timestamp=moment)
    assert isinstance(pages, bytes)
    return pages


def _texts(data: Any) -> Iterator[str]:
    """Every text in the data of a paper."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
