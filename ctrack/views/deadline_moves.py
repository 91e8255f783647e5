"""A deadline that its own body moved, before and after, as a document."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.records.registers import Filing
from ctrack.render.document import Document
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.filings import view_filed

PARTS = {
    "deadline": marked("Deadline of the text"),
    "moved_deadline": marked("Moved by its own body"),
    "due": marked("Due"),
}


def view_moved(items: list[Filing], *, for_machines: bool = False) -> Document:
    """When each party was due, and when it is now."""
    return view_filed(
        _("Deadline moved"), items, PARTS, dict.fromkeys(PARTS, words.say_edtf), for_machines=for_machines
    )
