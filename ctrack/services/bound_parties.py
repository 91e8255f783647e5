"""Whom a commitment binds when its addressee is corrected: the service opens what is missing and closes the rest."""

from __future__ import annotations

from sqlalchemy import func, select

from ctrack.domain.catalogue import BOUND_BODIES, binds
from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import Addressee, PartyKind
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.parties import ensure_party
from ctrack.store.models import Commitment, Contribution, Occurrence, Party, StatusUpdate, Undertaking
from ctrack.store.work import UnitOfWork


class StillAtWork(Refused):
    message = marked(
        "{party} has something recorded of {code}, and would no longer be bound: 'ctrack show {code} --party {party}' "
        "shows it. Name it too (--party {party}), or withdraw {code} and add another."
    )


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a text addresses: a word of Addressee, and the codes of the parties that it names."""

    addressee: str
    parties: tuple[str, ...]


def list_bound(unit: UnitOfWork, wanted: Bound) -> list[Party]:
    """The parties that are bound, the one that leads first."""
    session, addressee = unit.session, Addressee(wanted.addressee)
    found = dict.fromkeys(
        [ensure_party(session, body) for body in BOUND_BODIES[addressee]]
        + [ensure_party(session, code) for code in wanted.parties]
    )
    tracked = select(Party).where(Party.kind == PartyKind.STATE.value, Party.is_tracked).order_by(Party.id)
    for state in session.scalars(tracked):
        if binds(addressee, wanted.parties, state.code, PartyKind.STATE):
            found.setdefault(state)
    return list(found)


def bind_again(unit: UnitOfWork, row: Commitment, wanted: Bound) -> None:
    """Let a commitment bind these parties and no others; refused where one that goes has something recorded."""
    bound = list_bound(unit, wanted)
    unit.flush()
    sides = unit.session.scalars(select(Undertaking).where(Undertaking.commitment == row))
    held = {side.party: side for side in sides}
    for party, side in held.items():
        if party not in bound:
            take_away(unit, row, side)
    for place, party in enumerate(bound):
        side = held.get(party) or open_undertaking(unit, row, party, is_lead=place == 0)
        side.is_lead = place == 0
    unit.flush()


def take_away(unit: UnitOfWork, row: Commitment, side: Undertaking) -> None:
    """Take away the side of a party of which nothing was recorded."""
    session = unit.session
    filed = (side.lead_id, side.person_id, side.overseer_id, side.position, side.priority, side.tags.strip())
    spoken = sum(
        session.scalar(select(func.count()).where(model.undertaking_id == side.id)) or 0
        for model in (StatusUpdate, Contribution)
    )
    if spoken or any(filed):
        raise StillAtWork(party=side.party.code, code=row.code)
    for each in session.scalars(select(Occurrence).where(Occurrence.undertaking_id == side.id)):
        session.delete(each)
    session.flush()
    session.delete(side)
