"""What the world saw of a commitment and how parties took it, as a file tells it, recorded in the register."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.catalogue import Observation
from ctrack.domain.deadlines import Deadline
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.vocabulary import Level, Position, Voice
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.parties import ensure_party
from ctrack.services.standings import Stamp, apply_update
from ctrack.store.models import Commitment, Undertaking
from ctrack.store.work import UnitOfWork


def observe(unit: UnitOfWork, made: Commitment, observed: tuple[Observation, ...], stamp: Stamp) -> None:
    """Record what the world saw, in the voice `external`, on the undertaking of the body that it is about.

    What was seen before the register was made meets no occurrence: those are counted from its making on.
    """
    session = unit.session
    for item in observed:
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
        session.add(apply_update(find_side(unit, made, item.party), said, stamp))


def take_positions(unit: UnitOfWork, made: Commitment, positions: Mapping[str, Position]) -> None:
    """Record the stance that parties took towards a commitment, each on its own side."""
    for party, position in positions.items():
        find_side(unit, made, party).position = position.value


def find_side(unit: UnitOfWork, made: Commitment, code: str) -> Undertaking:
    """The side of a party under a new commitment; one that is not bound has one all the same, since it is spoken of."""
    for row in unit.session.new:
        if isinstance(row, Undertaking) and row.commitment is made and row.party.code == code:
            return row
    return open_undertaking(unit, made, ensure_party(unit.session, code), is_lead=False)
