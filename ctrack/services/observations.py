"""What the world saw of a commitment and how parties took it, as a file tells it, recorded in the register."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from ctrack.domain.catalogue import Observation
from ctrack.domain.deadlines import Deadline
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.vocabulary import Level, Position, Voice
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.parties import ensure_party
from ctrack.services.standings import Stamp, apply_update, stand_again
from ctrack.store.models import Commitment, StatusUpdate, Undertaking
from ctrack.store.work import UnitOfWork


def observe(unit: UnitOfWork, made: Commitment, observed: tuple[Observation, ...], stamp: Stamp) -> None:
    """Record what the world saw, in the voice `external`, on the undertaking of the body that it is about.

    What was seen before the register was made meets no occurrence: those are counted from its making on.
    """
    for item in observed:
        apply_update(unit, find_side(unit, made, item.party), make_request(item), stamp)


def make_request(item: Observation) -> UpdateRequest:
    """What is to be recorded of an observation."""
    return UpdateRequest(
        effective=Deadline.from_edtf(item.effective),
        seen_on=item.seen_on,
        status=item.status,
        voice=Voice.EXTERNAL,
        level=Level.PUBLIC,
        note=item.note,
        sources=[source.as_map() for source in item.sources],
        verification=item.verification.value,
    )


def observe_anew(unit: UnitOfWork, row: Commitment, observed: tuple[Observation, ...], stamp: Stamp) -> None:
    """Record what was seen since, of a commitment that the register holds; what was recorded already is not again.

    Where somebody here told a status, no later observation moves it: an upgrade of texts speaks for nobody.
    """
    if not observed:
        return
    sides = {
        side.party.code: side for side in unit.session.scalars(select(Undertaking).where(Undertaking.commitment == row))
    }
    for item in observed:
        side = sides.get(item.party)
        if side is None:
            party = ensure_party(unit.session, item.party)
            side = sides[item.party] = open_undertaking(unit, row, party, is_lead=False)
        if is_to_be_told(unit, side, item, stamp):
            apply_update(unit, side, make_request(item), stamp)
            stand_again(unit, [side])


def is_to_be_told(unit: UnitOfWork, side: Undertaking, item: Observation, stamp: Stamp) -> bool:
    """Whether an observation is none that was recorded, and moves nothing that somebody here told."""
    columns = StatusUpdate.effective, StatusUpdate.status, StatusUpdate.voice
    said = [tuple(row) for row in unit.session.execute(select(*columns).where(StatusUpdate.undertaking == side))]
    external, status = Voice.EXTERNAL.value, item.status.value if item.status else None
    if (item.effective, status, external) in said:
        return False
    is_ours = any(told is not None and voice != external for _day, told, voice in said)
    day = make_request(item).effective_on(stamp.today)
    return not (is_ours and side.told_on is not None and day > side.told_on)


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
