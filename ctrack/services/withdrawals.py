"""The service that takes commitments, instruments, agencies and persons out of sight, and brings them back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from ctrack.domain.dueness import is_open
from ctrack.domain.failures import Refused, marked
from ctrack.domain.records.registers import Withdrawal
from ctrack.domain.vocabulary import Status
from ctrack.services.named_things import AGENCY, COMMITMENT, INSTRUMENT, PERSON, Named, find_thing
from ctrack.services.sight import quote_name
from ctrack.store.models import Agency, Commitment, Contribution, Instrument, Person, Undertaking
from ctrack.store.work import UnitOfWork

KINDS = (COMMITMENT, INSTRUMENT, AGENCY, PERSON)
Thing = Commitment | Instrument | Agency | Person


class AlreadyWithdrawn(Refused):
    message = marked("{word} was withdrawn on {day}; 'ctrack withdraw {word} --back' brings it back.")


class NotWithdrawn(Refused):
    message = marked("{word} is not withdrawn.")


class StillWithin(Refused):
    message = marked("{word} is of {slug}, which is withdrawn as a whole: 'ctrack withdraw {slug} --back' comes first.")


def withdraw(unit: UnitOfWork, word: str, reason: dict[str, str] | None) -> Withdrawal:
    """Take a thing out of sight: listings, reports and reminders leave it out, and its history stays.

    With an instrument go its commitments. An agency or a person keeps what lies there, of which the record tells.
    """
    named = find_thing(unit.connection, word, *KINDS)
    thing = load(unit, named)
    if thing.withdrawn:
        raise AlreadyWithdrawn(word=quote_name(named.key), day=thing.withdrawn["on"])
    said: dict[str, Any] = {"on": unit.moment.date().isoformat(), **({"why": reason} if reason else {})}
    return turn(unit, named, thing, said)


def take_out(unit: UnitOfWork, row: Commitment, reason: dict[str, str]) -> None:
    """Take a commitment out of sight where no word names it, as an upgrade of its instrument does."""
    said = {"on": unit.moment.date().isoformat(), "why": reason}
    turn(unit, Named(COMMITMENT, row.code), row, said)


def bring_back(unit: UnitOfWork, word: str) -> Withdrawal:
    """Bring a thing back into sight."""
    named = find_thing(unit.connection, word, *KINDS)
    thing = load(unit, named)
    if isinstance(thing, Commitment) and thing.instrument.withdrawn:
        raise StillWithin(word=named.key, slug=thing.instrument.slug)
    if not thing.withdrawn:
        raise NotWithdrawn(word=named.key)
    return turn(unit, named, thing, None)


def load(unit: UnitOfWork, named: Named) -> Thing:
    """The thing as an entity."""
    session, key = unit.session, named.key
    if named.kind == COMMITMENT:
        return session.scalars(select(Commitment).where(Commitment.code == key)).one()
    if named.kind == INSTRUMENT:
        return session.scalars(select(Instrument).where(Instrument.slug == key)).one()
    if named.kind == AGENCY:
        return session.scalars(select(Agency).where(Agency.code == key)).one()
    return session.scalars(select(Person).where(Person.name == key)).one()


def turn(unit: UnitOfWork, named: Named, thing: Thing, said: dict[str, Any] | None) -> Withdrawal:
    """Let a thing be withdrawn, or no more, and all that hangs on it."""
    before, thing.withdrawn = thing.withdrawn, said
    if isinstance(thing, Person):
        thing.is_active = said is None
    rows = find_sides(unit, thing)
    if isinstance(thing, Commitment | Instrument):
        rows = [row for row in rows if is_out(row) is not row.is_withdrawn]
        for row in rows:
            row.is_withdrawn = is_out(row)
    title = {} if isinstance(thing, Person) else thing.title if not isinstance(thing, Agency) else thing.name
    return Withdrawal(
        kind=named.kind,
        key=named.key,
        title=title,
        before=before,
        after=said,
        commitments=len({row.commitment for row in rows}),
        open=sum(is_open(Status(row.status), row.occurrence) for row in rows),
    )


def is_out(row: Undertaking) -> bool | None:
    """Whether what an undertaking belongs to is out of sight, as its column holds it."""
    text = row.commitment
    return True if text.withdrawn or text.instrument.withdrawn else None


def find_sides(unit: UnitOfWork, thing: Thing) -> list[Undertaking]:
    """The undertakings that hang on a thing: of every party, or those that lie with an agency or a person."""
    item = Undertaking
    if isinstance(thing, Commitment):
        found = select(item).where(item.commitment == thing)
    elif isinstance(thing, Instrument):
        found = select(item).join(Commitment).where(Commitment.instrument == thing)
    elif isinstance(thing, Agency):
        helped = select(Contribution.undertaking_id).where(Contribution.agency == thing)
        found = select(item).where(or_(item.lead == thing, item.id.in_(helped)))
    else:
        found = select(item).where(or_(item.person == thing, item.overseer == thing))
    whole = joinedload(item.commitment).joinedload(Commitment.instrument)
    return list(unit.session.scalars(found.options(whole).order_by(item.id)))
