"""How much came in with a whole register."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.failures import marked
from ctrack.render.document import Align, Column, Document, Table
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

# The lists of a register as people call them.
LISTS = {
    "settings": marked("Settings"),
    "parties": marked("Parties"),
    "agencies": marked("Agencies"),
    "people": marked("People"),
    "instruments": marked("Instruments"),
    "sections": marked("Sections"),
    "commitments": marked("Commitments"),
    "links": marked("Links"),
    "undertakings": marked("Undertakings"),
    "contributions": marked("Contributing agencies"),
    "occurrences": marked("Dates that come round"),
    "updates": marked("Updates"),
}


def view_taken(file: str, counts: Mapping[str, int]) -> Document:
    """The lists with how many records of each came in; or that the register holds just this."""
    columns = (
        Column("list", _("List"), show=lambda name: _(LISTS[name])),
        Column("count", _("Records"), align=Align.END),
    )
    note = _("{file} is in the register now. 'ctrack undo' takes it out again.").format(file=file)
    if not counts:
        note = _("The register holds just what {file} says; nothing was recorded.").format(file=file)
    data = {"file": file, "records": dict(counts), "outcome": "created" if counts else "unchanged"}
    return Document(
        title=_("Register"),
        language=current_language(),
        blocks=(Table("records", columns, list(counts.items())),) if counts else (),
        data=data,
        notes=(note,),
    )
