"""Instruments in the register: taking one in, listing them, showing one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, select, true

from ctrack.domain import failures
from ctrack.domain.catalogue import (
    BOUND_BODIES,
    CommitmentEntry,
    InstrumentEntry,
    binds,
)
from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.records.registers import InstrumentRecord
from ctrack.domain.vocabulary import Addressee, PartyKind, Verification
from ctrack.services.arrivals import Parties, add_row, bind, tell_seen
from ctrack.services.commitment_columns import describe_commitment
from ctrack.services.lookups import find_instrument
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.parties import ensure_party
from ctrack.services.sight import in_sight
from ctrack.services.standings import Stamp, split
from ctrack.store.journal import EntryHead
from ctrack.store.models import Commitment, Instrument, Party, Section
from ctrack.store.queries import read_home
from ctrack.store.tables import commitment, instrument, section
from ctrack.store.work import UnitOfWork

CATALOGUE = "catalogue"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Intake:
    """An instrument on its way into the register, with what the journal says of its coming."""

    entry: InstrumentEntry
    head: EntryHead
    number: int
    origin: str = OWN


def add_instrument(unit: UnitOfWork, intake: Intake) -> Instrument:
    """Take an instrument in: its sections and commitments, whom they bind, and what was observed.

    Its links are tied by `instrument_links.add_links`, once all that they name is there. Refused where the register
    holds its slug or one of its codes already.
    """
    entry, session = intake.entry, unit.session
    refuse_known(unit.connection, entry)
    ordinal = unit.connection.scalar(select(func.coalesce(func.max(instrument.c.ordinal), 0))) or 0
    row = make_instrument(entry, ordinal + 1, intake.origin)
    sections = {item.slug: Section(instrument=row, slug=item.slug, ordinal=place, title=item.title)
                for place, item in enumerate(entry.sections, 1)}  # fmt: skip
    session.add_all([row, *sections.values()])
    session.flush()
    states = list(session.scalars(select(Party).where(Party.kind == PartyKind.STATE.value, Party.is_tracked)))
    author = CATALOGUE if intake.origin == CATALOGUE else intake.head.author
    stamp = Stamp(author, intake.head.recorded_at, intake.number, intake.head.moment.date())
    parties = Parties(unit, states)
    for place, item in enumerate(bind_home(unit, entry.commitments), 1):
        arrival = add_row(unit, item, place, row, sections[item.section])
        bind(unit, arrival, item, parties)
        tell_seen(unit, arrival, item, parties, stamp)
    unit.flush()
    return row


def bind_home(unit: UnitOfWork, entries: Iterable[CommitmentEntry]) -> list[CommitmentEntry]:
    """The commitments, those without an addressee addressed to the home party."""
    found = list(entries)
    if all(item.addressee is not None for item in found):
        return found
    home = read_home(unit.connection)[1]
    own = {"addressee": Addressee.NAMED, "addressee_parties": (home,)}
    return [item if item.addressee is not None else replace(item, **own) for item in found]  # type: ignore[arg-type]


def refuse_known(connection: Connection, entry: InstrumentEntry) -> None:
    """Refuse an instrument or a code that the register holds already."""
    if connection.scalar(select(instrument.c.id).where(instrument.c.slug == entry.slug)):
        raise failures.AlreadyThere(what=entry.slug)
    for codes in split([item.code for item in entry.commitments]):
        known = connection.scalars(select(commitment.c.code).where(commitment.c.code.in_(codes)).limit(1)).first()
        if known:
            raise failures.AlreadyThere(what=known)


def make_instrument(entry: InstrumentEntry, ordinal: int, origin: str) -> Instrument:
    """The entity of an instrument file's head."""
    return Instrument(
        slug=entry.slug,
        ordinal=ordinal,
        symbol=entry.symbol,
        kind=entry.kind.value,
        title=entry.title,
        short=entry.short,
        nature=entry.nature,
        adopted_on=entry.adopted_on,
        adopted_by=entry.adopted_by,
        adopted_at=entry.adopted_at,
        adopted_note=entry.adopted_note,
        url=entry.url,
        languages=list(entry.languages) or None,
        review=entry.review,
        scale=entry.scale,
        own_scale=entry.own_scale,
        notes=list(entry.notes) or None,
        relations=list(entry.relations) or None,
        history=list(entry.history) or None,
        binding=entry.binding,
        origin=origin,
    )


def make_commitment(entry: CommitmentEntry, ordinal: int, row: Instrument, part: Section) -> Commitment:
    """The entity of one commitment."""
    return Commitment(instrument=row, section=part, **describe_commitment(entry, ordinal, row.binding))


def bind_parties(unit: UnitOfWork, made: Commitment, entry: CommitmentEntry, states: list[Party]) -> None:
    """Open an undertaking for each party that the commitment binds; the body named first leads."""
    assert entry.addressee is not None
    session = unit.session
    bodies = [ensure_party(session, body) for body in BOUND_BODIES[entry.addressee]]
    named = [ensure_party(session, code) for code in entry.addressee_parties]
    bound = dict.fromkeys([*bodies, *named])
    for state in states:
        if binds(entry.addressee, entry.addressee_parties, state.code, PartyKind.STATE):
            bound.setdefault(state)
    lead = next(iter(bound), None)
    for party in bound:
        open_undertaking(unit, made, party, is_lead=party is lead)


def list_instruments(connection: Connection, *, is_withdrawn: bool | None = False) -> list[InstrumentRecord]:
    """The instruments in sight, those withdrawn, or with None both, in the order of the register.

    Commitments that were withdrawn one by one are not counted.
    """
    verified = func.sum(case((commitment.c.verification == Verification.VERIFIED.value, 1), else_=0))
    # Counted by themselves: so a server may have several look through the commitments at once.
    held = (
        select(commitment.c.instrument_id, func.count().label("commitments"), verified.label("verified"))
        .where(in_sight(commitment))
        .group_by(commitment.c.instrument_id)
        .subquery("held")
    )
    statement = (
        select(instrument, func.coalesce(held.c.commitments, 0).label("commitments"), held.c.verified)
        .select_from(instrument.outerjoin(held, held.c.instrument_id == instrument.c.id))
        .where(true() if is_withdrawn is None else in_sight(instrument, is_withdrawn=is_withdrawn))
        .order_by(instrument.c.ordinal)
    )
    return [make_record(row) for row in connection.execute(statement)]


def make_record(row: Row[Any], sections: list[tuple[str, dict[str, str], int]] | None = None) -> InstrumentRecord:
    """A row of an instrument with its counts as a record."""
    return InstrumentRecord(
        slug=row.slug,
        symbol=row.symbol,
        kind=row.kind,
        title=row.title,
        nature=row.nature,
        adopted_on=row.adopted_on,
        adopted_by=row.adopted_by,
        adopted_at=row.adopted_at,
        adopted_note=row.adopted_note,
        url=row.url,
        review=row.review,
        origin=row.origin,
        commitments=row.commitments,
        verified=row.verified or 0,
        notes=row.notes or [],
        relations=row.relations or [],
        history=row.history or [],
        sections=sections or [],
        withdrawn=row.withdrawn,
        corrections=row.corrections or {},
        binding=row.binding,
        scale=row.scale,
        earlier=row.earlier or [],
    )


def find_adoption_day(connection: Connection, slug: str) -> date | None:
    """The day on which an instrument was adopted, where the register holds it and knows the day."""
    adopted = connection.scalar(select(instrument.c.adopted_on).where(instrument.c.slug == slug))
    if adopted is None:
        return None
    first, last = edtf_bounds(adopted)
    return first if first == last else None


def find_adoption_of_text(connection: Connection, code: str) -> date | None:
    """The day on which the instrument of a commitment was adopted, where it is known."""
    held = select(instrument.c.slug).join(commitment, commitment.c.instrument_id == instrument.c.id)
    slug = connection.scalar(held.where(commitment.c.code == code))
    return find_adoption_day(connection, slug) if slug else None


def show_instrument(connection: Connection, word: str) -> InstrumentRecord:
    """One instrument whole."""
    slug = find_instrument(connection, word)
    held = and_(commitment.c.section_id == section.c.id, in_sight(commitment))
    statement = (
        select(section.c.slug, section.c.title, func.count(commitment.c.id))
        .select_from(section.join(instrument).outerjoin(commitment, held))
        .where(instrument.c.slug == slug)
        .group_by(section.c.id)
        .order_by(section.c.ordinal)
    )
    sections = [(name, title, count) for name, title, count in connection.execute(statement)]
    found = next(item for item in list_instruments(connection, is_withdrawn=None) if item.slug == slug)
    return InstrumentRecord(**{name: getattr(found, name) for name in found.__slots__ if name != "sections"},
                            sections=sections)  # fmt: skip
