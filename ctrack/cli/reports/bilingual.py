"""One report in two languages, side by side on the same page: English on the left, Arabic on the right."""

from __future__ import annotations

import io
from collections.abc import Callable

from ctrack.cli.console.output import Console
from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Document
from ctrack.text.language import speaking

PAIR = ("en", "ar")


class PdfWanted(Misused):
    message = marked("Two languages side by side come as PDF only: give --output FILE.pdf or --format pdf.")


def show_pair(console: Console, make: Callable[[], Document]) -> Document:
    """Make the document in both languages and write them as pairs of columns; the first of them."""
    from ctrack.render.formats import load_format, pdf

    if console.format != "pdf":
        raise PdfWanted()
    load_format("pdf")
    console.refuse_terminal()
    first, second = (console.classify(make_in(language, make)) for language in PAIR)
    pages = io.BytesIO()
    pdf.write_pair(first, second, pages, console.read_screen(console.out))
    console.write_bytes(pages.getvalue())
    return first


def make_in(language: str, make: Callable[[], Document]) -> Document:
    """The document in a language; the one spoken before is spoken again."""
    with speaking(language):
        return make()
