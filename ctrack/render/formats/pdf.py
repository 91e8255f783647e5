"""PDF for print and for archives: A4, tagged (PDF/A-2a and PDF/UA-1), set by Typst from `report.typ`.

The template gets the document as data and never as source, so that nothing in it acts. The same document with a
stamp gives the same bytes. Where a text needs what no font has, and a standard refuses the rest, the file is plain PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import replace
from ctrack.render.document import Document, Table
from ctrack.render.formats import needing
from ctrack.render.pdf.template_data import Data, lay_out
from ctrack.render.pdf.template_texts import Clean
from ctrack.render.screen import Screen
from ctrack.text.language import speaking
from ctrack.text.safe import make_safe

if TYPE_CHECKING:
    from ctrack.render.pdf.press import Job

DESCRIPTION = marked("pages to print and to keep")
ENDINGS = ("pdf",)
IS_BINARY = True
IS_OF_ROWS = False
IS_PAPER = True

# What is told of what Typst says.
MOST_TOLD = 300
MOST_ROWS = 20_000
"""A paper of more rows nobody reads, and setting it takes a minute."""


class TooLongToPrint(Refused):
    message = marked(
        "{rows} rows are too many for one PDF, which takes {most}. Narrow the filter, or choose xlsx, docx or csv."
    )


class StyleBroken(Refused):
    message = marked("Typst cannot set the paper with the style.typ of the template: {reason}.")


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
    from ctrack.render.pdf.parted_paper import is_long, print_parts
    from ctrack.render.pdf.press import make_job, print_whole
    from ctrack.render.pdf.press_child import PartRefused

    rows = sum(len(block.rows) for document in documents for block in document.blocks if isinstance(block, Table))
    if rows > MOST_ROWS:
        raise TooLongToPrint(rows=rows, most=MOST_ROWS)
    sheets = _lay_out(documents, str)
    glyphs = find_glyphs(text for sheet in sheets for text in _texts(sheet))
    if glyphs.missing:
        sheets = _lay_out(documents, glyphs.clean)
    job = make_job(documents[0], sheets, glyphs.has_own_fonts)
    set_pages = print_parts if is_long(sheets) else print_whole
    try:
        return set_pages(job)
    except (typst.TypstError, PartRefused):
        return set_plainly(replace(job, standards=()), set_pages)


def set_plainly(job: Job, set_pages: Callable[[Job], bytes]) -> bytes:
    """The pages by no standard; raises StyleBroken where it is the look of somebody's own that cannot be set."""
    import typst

    from ctrack.render.pdf.press_child import PartRefused

    try:
        return set_pages(job)
    except (typst.TypstError, PartRefused) as error:
        if not job.style:
            raise
        raise StyleBroken(reason=make_safe(str(error).partition("\n")[0])[:MOST_TOLD].rstrip(".")) from error


def _lay_out(documents: list[Document], clean: Clean) -> list[Data]:
    """The papers' data; what a column shows is said in the language of its document."""
    sheets = []
    for document in documents:
        with speaking(document.language):
            sheets.append(lay_out(document, clean))
    return sheets


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
