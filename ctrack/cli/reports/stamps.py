"""What proves a report: the day it speaks of, the journal entry it stands on, and a fingerprint of what it says."""

from __future__ import annotations

import json
from datetime import date

from ctrack.cli.reports.seals import Seal
from ctrack.domain.frozen import replace
from ctrack.render.document import STAMP_FACT, Document, Fact, Facts, Stamp
from ctrack.text.language import translate as _
from ctrack.views import words


def stamp(document: Document, entry: tuple[int, str], seal: Seal, *, keeps_lines: bool = False) -> Document:
    """The same report with its stamp, at its end and in its data; `keeps_lines` where that is written in JSON next."""
    from ctrack.services.fingerprints import take_fingerprint

    number, head = entry
    known = seal.known_at[:10] if seal.known_at else ""
    data = {**document.data, **({"known_at": known} if known else {})}
    fingerprint = take_fingerprint(number, head, data, keeps_lines=keeps_lines)
    written = seal.write(fingerprint=fingerprint)
    mark = Stamp(
        as_of=seal.today,
        scope=str(document.data.get("filter", "")),
        entry=number,
        head=head,
        fingerprint=fingerprint,
        known_at=known,
        seal=written,
    )
    facts = (
        Fact("stamp_as_of", _("As of"), words.say_day(date.fromisoformat(seal.today))),
        Fact("stamp_known_at", _("By what was known at"), words.say_day(date.fromisoformat(known)) if known else ""),
        Fact("stamp_entry", _("Journal entry"), str(number)),
        Fact(STAMP_FACT, _("Fingerprint"), fingerprint),
    )
    shown = Facts(tuple(fact for fact in facts if fact.text))
    data = {**data, "fingerprint": fingerprint, "entry": number, "seal": json.loads(written)}
    return replace(document, blocks=(*document.blocks, shown), data=data, stamp=mark)
