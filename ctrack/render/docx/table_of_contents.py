"""A table of contents whose page numbers are right wherever the file is opened.

Each line leads to its heading and ends in a PAGEREF field. No TOC field is around them: LibreOffice keeps what stands
in one as it was written, and who writes a file knows no page of it; fields by themselves it works out. Word is told
in the settings to work out all fields when it opens the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctrack.render.document import Heading
from ctrack.render.docx.elements import make, put, put_field
from ctrack.render.docx.runs import Look, Script, put_paragraph, put_properties, put_runs
from ctrack.render.docx.table_parts import put_gap
from ctrack.text.direction import direction_of

_UNKNOWN = "…"
_LONGEST_LINE = 200
_MOST_LINES = 24
"""Beyond as many, the contents would leave the first page no room: the highest headings alone are listed."""


def anchor_of(number: int) -> str:
    """The name of the bookmark around the heading of this number."""
    return f"_Toc{number:06d}"


def put_contents(
    parent: Any, title: str, headings: Sequence[Heading], script: Script, *, starts_page: bool = False
) -> None:
    """The title of the contents and a line for each heading; headings are numbered from one in their order."""
    put_paragraph(parent, title, script, Look("TOCHeading", starts_page=starts_page))
    lowest = _lowest(headings)
    for number, heading in enumerate(headings, 1):
        if 1 < heading.level <= lowest:
            _put_line(parent, heading, number, script)
    put_gap(parent)


def _lowest(headings: Sequence[Heading]) -> int:
    count = sum(1 < heading.level <= 3 for heading in headings)
    return 3 if count <= _MOST_LINES else 2


def _put_line(parent: Any, heading: Heading, number: int, script: Script) -> None:
    anchor = anchor_of(number)
    paragraph = put(parent, "p")
    put_properties(paragraph, script, script.base, Look(f"TOC{heading.level - 1}"))
    link = put(paragraph, "hyperlink", anchor=anchor, history=1)
    text = _on_one_line(heading.text)
    put_runs(link, text, direction_of(text, script.base), script)
    put(put(link, "r"), "tab")
    put_field(link, f"PAGEREF {anchor} \\h", _UNKNOWN)


def _on_one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_LINE else text[: _LONGEST_LINE - 1] + "…"


def mark_heading(paragraph: Any, number: int) -> None:
    """Put the bookmark that its line in the contents leads to around the text of a heading."""
    paragraph.insert(1, make("bookmarkStart", id=number, name=anchor_of(number)))
    put(paragraph, "bookmarkEnd", id=number)
