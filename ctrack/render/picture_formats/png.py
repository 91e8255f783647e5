"""PNG, one picture to paste where SVG is not taken."""

from __future__ import annotations

from typing import BinaryIO

from ctrack.domain.failures import marked
from ctrack.render.document import Document
from ctrack.render.formats import needing
from ctrack.render.page_frame import is_mirrored
from ctrack.render.pdf.png_picture import draw_png
from ctrack.render.pictured import find_sketch
from ctrack.render.screen import Screen

DESCRIPTION = marked("one picture, in dots (for 'report chart')")
ENDINGS = ("png",)
IS_BINARY = True
IS_OF_ROWS = False


def check() -> None:
    """See that the libraries of the extra are here; raises MissingLibrary."""
    with needing("pdf"):
        import fontpkg_amiri  # noqa: F401
        import typst  # noqa: F401


def write(document: Document, out: BinaryIO, screen: Screen) -> None:
    """Write the picture; raises NoPicture."""
    sketch, _title = find_sketch(document, "png")
    out.write(draw_png(sketch, document.language, "rtl" if is_mirrored(document) else "ltr").data)
