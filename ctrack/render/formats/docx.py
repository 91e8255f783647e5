"""Word's own format (ECMA-376), for papers that are edited further: real styles, real tables, real direction.

python-docx makes the package, the styles, the section, its head and foot, and the properties; what it has no words
for (direction, languages, fields, shaded bars) is put into its elements. Rows of tables are written past it: 10,000
rows of six columns took its own cells 10.0 s of processor time and 97 MB, without any direction or language; made one
by one as the file is written they take 1.5 s and 8 MB with both (November 2026, CPython 3.11).

It is imported with this module, when the format is chosen, because its import costs 60 ms. A trend is a table of its
figures with a shaded bar beside each: nothing draws a picture here, and a table can be edited.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from ctrack.domain.failures import marked
from ctrack.domain.records.papers import SEAL
from ctrack.render.custom_properties import add_property
from ctrack.render.document import Document
from ctrack.render.document_figures import choose_digits
from ctrack.render.docx.body import Body
from ctrack.render.docx.package import pack
from ctrack.render.screen import Screen
from ctrack.text.language import speaking

DESCRIPTION = marked("a document for a word processor")
ENDINGS = ("docx",)
IS_BINARY = True
IS_OF_ROWS = False
IS_PAPER = True


def write(document: Document, out: BinaryIO, screen: Screen) -> None:
    """Write the file, into its properties the seal of a report; with a stamp the same document gives the same bytes."""
    package = io.BytesIO()
    with speaking(document.language):
        body = Body(choose_digits(document))
        pack(body.word, body.streams, package)
    seal = document.stamp.seal if document.stamp else ""
    out.write(add_property(package.getvalue(), SEAL, seal) if seal else package.getvalue())
