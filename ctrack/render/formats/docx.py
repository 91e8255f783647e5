"""Word's own format (ECMA-376), for papers that are edited further: real styles, real tables, real direction.

python-docx makes the package, the styles, the section, its head and foot, and the properties; what it has no words
for (direction, languages, fields, shaded bars) is put into its elements. Rows of tables are written past it: made by
its own cells, 1,000 rows of six columns took 4 s and 2,000 took 15 s (the time grows with the square); held as
elements, 10,000 rows took 170 MB; made one by one as the file is written, 10,000 take 1.4 s and 8 MB.

It is imported with this module, when the format is chosen, because its import costs 60 ms. A trend is a table of its
figures with a shaded bar beside each: nothing draws a picture here, and a table can be edited.
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
