"""What proves a report: the day it speaks of, the journal entry it stands on, and a fingerprint of what it says."""

from __future__ import annotations

from dataclasses import replace

from ctrack.cli.invocation import Invocation
from ctrack.render.document import STAMP_FACT, Document, Fact, Facts, Stamp
from ctrack.text.language import translate as _
from ctrack.views import words


def stamp(invocation: Invocation, document: Document) -> Document:
    """The same report with its stamp, at its end and in its data."""
    from ctrack.services.verification import take_fingerprint

    number, head = invocation.read_entry()
    mark = Stamp(
        as_of=invocation.today.isoformat(),
        scope=str(document.data.get("filter", "")),
        entry=number,
        head=head,
        fingerprint=take_fingerprint(number, head, document.data),
    )
    facts = (
        Fact("stamp_as_of", _("As of"), words.say_day(invocation.today)),
        Fact("stamp_entry", _("Journal entry"), str(number)),
        Fact(STAMP_FACT, _("Fingerprint"), mark.fingerprint),
    )
    data = {**document.data, "fingerprint": mark.fingerprint, "entry": number}
    return replace(document, blocks=(*document.blocks, Facts(facts)), data=data, stamp=mark)
