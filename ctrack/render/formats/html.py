"""One self-contained HTML page: it asks nobody for anything, reads without a script, prints, and mirrors in Arabic.

Its style and its script stand in the page, and a content security policy names them by their hashes.
"""

from __future__ import annotations

from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.render.document import Document
from ctrack.render.html.page_settings import Frame
from ctrack.render.html.web_page import write_page
from ctrack.render.screen import Screen

DESCRIPTION = marked("one page for a browser, with charts")
ENDINGS = ("html", "htm")
IS_BINARY = False
IS_OF_ROWS = False
IS_PAPER = True


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the page in the document's own language and direction."""
    write_page(document, out, Frame())
