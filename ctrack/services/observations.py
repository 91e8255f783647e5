"""What the world saw of a commitment, as the file of its instrument tells it, recorded in the register."""

from __future__ import annotations

from typing import Any

from ctrack.domain.catalogue import Observation
from ctrack.domain.deadlines import Deadline
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.vocabulary import Level, Voice
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.parties import ensure_party
from ctrack.services.standings import Stamp, apply_update
from ctrack.store.models import Commitment
from ctrack.store.work import UnitOfWork


def observe(unit: UnitOfWork, made: Commitment, observed: tuple[Observation, ...], stamp: Stamp) -> None:
    """Record what the world saw, in the voice `external`, on the undertaking of the body that it is about.

    What was seen before the register was made meets no occurrence: those are counted from its making on.
    """
    session = unit.session
    by_party = {row.party.code: row for row in session.new if is_undertaking_of(row, made)}
    for item in observed:
        if item.party not in by_party:
            party = ensure_party(session, item.party)
            by_party[item.party] = open_undertaking(unit, made, party, is_lead=False)
        said = UpdateRequest(
            effective=Deadline.from_edtf(item.effective),
            seen_on=item.seen_on,
            status=item.status,
            voice=Voice.EXTERNAL,
            level=Level.PUBLIC,
            note=item.note,
            sources=[source.as_map() for source in item.sources],
            verification=item.verification.value,
        )
        session.add(apply_update(by_party[item.party], said, stamp))


def is_undertaking_of(row: Any, made: Commitment) -> bool:
    """Whether a new entity is an undertaking of this commitment."""
    return getattr(row, "commitment", None) is made and hasattr(row, "is_lead")
