"""One report in two languages: side by side on the pages of a PDF, text beside text in every other paper."""

from __future__ import annotations

import io
from collections.abc import Callable

from ctrack.cli.console.output import Console
from ctrack.domain.failures import Misused, marked
from ctrack.domain.messages import list_all
from ctrack.render.document import Document
from ctrack.render.paired import pair_documents
from ctrack.text.language import ARABIC, ENGLISH, asked_languages, current_language, known_languages, speaking

DEFAULT = (ENGLISH, ARABIC)
# The formats that somebody reads; a program takes one language, and finds the titles of all in JSON.
PAIRED = ("pdf", "docx", "html", "xlsx", "md")


class PaperWanted(Misused):
    message = marked("Two languages in one paper come as {known}: give --output FILE with such an ending, or --format.")


class TwoWanted(Misused):
    message = marked("A paper is in two languages of {known}, such as --lang ar,fr.")


def choose_pair() -> tuple[str, str]:
    """The two languages that --lang names, in that order; else English and the other one that is spoken."""
    spoken = current_language()
    others = asked_languages(())
    if len(others) > 1 or (others and others[0] not in known_languages()):
        raise TwoWanted(known=list_all(known_languages()))
    if others:
        return spoken, others[0]
    return DEFAULT if spoken == ENGLISH else (ENGLISH, spoken)


def show_pair(console: Console, pair: tuple[str, str], make: Callable[[], Document]) -> Document:
    """Make the document in both languages and write them as one paper; the first of them."""
    if console.format not in PAIRED:
        raise PaperWanted(known=list_all(PAIRED))
    first, second = (console.classify(make_in(language, make)) for language in pair)
    if console.format == "pdf":
        show_pages(console, first, second)
        return first
    with speaking(first.language):
        console.show(pair_documents(first, second))
    return first


def show_pages(console: Console, first: Document, second: Document) -> None:
    """Write the two as pairs of columns."""
    from ctrack.render.formats import load_format, pdf

    load_format("pdf")
    console.refuse_terminal()
    pages = io.BytesIO()
    pdf.write_pair(first, second, pages, console.read_screen(console.out))
    console.write_bytes(pages.getvalue())


def make_in(language: str, make: Callable[[], Document]) -> Document:
    """The document in a language; the one spoken before is spoken again."""
    with speaking(language):
        return make()
