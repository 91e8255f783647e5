"""Word's own format (ECMA-376), for papers that are edited further: real styles, real tables, real direction.

python-docx makes the package, the styles, the section, its head and foot, and the properties; what it has no words
for (direction, languages, fields, shaded bars) is put into its elements. Rows of tables are written past it: with
its own cells 1,000 rows of seven columns took 6.1 s and 10,000 are out of reach (its time grows with the square),
and held as elements 10,000 took 170 MB; written one by one they take 2.6 s and no memory.

Its import costs 60 ms, so it is imported with this package, which is imported when the format is chosen.
A trend is a table of its figures with shaded bars: pictures would need a library that draws.
"""

from __future__ import annotations

from typing import BinaryIO

from ctrack.render.document import Document
from ctrack.render.docx.body import Body
from ctrack.render.docx.package import pack
from ctrack.render.screen import Screen
from ctrack.text.language import speaking

EXTENSION = "docx"
IS_FOR_MACHINES = False
IS_BINARY = True


def write(document: Document, out: BinaryIO, screen: Screen) -> None:
    """Write the file; with a stamp the same document gives the same bytes."""
    with speaking(document.language):
        body = Body(document)
        pack(body.word, body.streams, out)
