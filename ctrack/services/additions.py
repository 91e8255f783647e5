"""Commitments that a user adds one by one, into an instrument of the register or into one of the user's own."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from ctrack.domain import failures
from ctrack.domain.catalogue import CommitmentEntry, InstrumentEntry
from ctrack.domain.vocabulary import Addressee, InstrumentKind, PartyKind
from ctrack.services.instruments import OWN, bind_home, bind_parties, make_commitment, make_instrument
from ctrack.store.models import Commitment, Instrument, Party, Section
from ctrack.store.tables import commitment, instrument, journal, party, undertaking
from ctrack.store.work import UnitOfWork

OWN_TITLE = {
    "en": "Commitments added here",
    "ar": "التزامات مضافة هنا",
    "fr": "Engagements ajoutés ici",
    "es": "Compromisos añadidos aquí",
    "ru": "Обязательства, добавленные здесь",
    "zh": "在此添加的承诺",
}
GENERAL_TITLE = {"en": "General", "ar": "عام", "fr": "Général", "es": "General", "ru": "Общее", "zh": "一般"}


def add_commitment(unit: UnitOfWork, slug: str, entry: CommitmentEntry) -> Commitment:
    """Add a commitment to the instrument `slug`; the instrument and the section are made where they are missing."""
    session = unit.session
    if session.scalars(select(Commitment.id).where(Commitment.code == entry.code)).first():
        raise failures.AlreadyThere(what=entry.code)
    (entry,) = bind_home(unit, [entry])
    whole = find_or_make_instrument(unit, slug)
    part = find_or_make_section(unit, whole, entry.section)
    last = session.scalar(select(func.max(Commitment.ordinal)).where(Commitment.instrument == whole)) or 0
    made = make_commitment(entry, last + 1, whole, part)
    session.add(made)
    states = session.scalars(select(Party).where(Party.kind == PartyKind.STATE.value, Party.is_tracked))
    bind_parties(unit, made, entry, list(states))
    return made


def list_wide(connection: Connection) -> list[str]:
    """The codes of one's own commitments that bind several States, though nobody else agreed to them."""
    sides = (
        select(func.count(undertaking.c.id))
        .join(party, undertaking.c.party_id == party.c.id)
        .where(undertaking.c.commitment_id == commitment.c.id, party.c.kind == PartyKind.STATE.value)
    )
    wide = (
        select(commitment.c.code)
        .join(instrument, commitment.c.instrument_id == instrument.c.id)
        .where(
            instrument.c.origin == OWN,
            commitment.c.addressee == Addressee.MEMBER_STATES.value,
            sides.scalar_subquery() > 1,
        )
        .order_by(instrument.c.ordinal, commitment.c.ordinal)
    )
    return list(connection.scalars(wide))


def find_or_make_instrument(unit: UnitOfWork, slug: str) -> Instrument:
    """The instrument of that slug; a new one is of the user's own."""
    session = unit.session
    found = session.scalars(select(Instrument).where(Instrument.slug == slug)).one_or_none()
    if found is None:
        last = session.scalar(select(func.max(Instrument.ordinal))) or 0
        title = OWN_TITLE if slug == OWN else {"en": slug}
        entry = InstrumentEntry(slug=slug, kind=InstrumentKind.OTHER, title=title, sections=(), commitments=())
        found = make_instrument(entry, last + 1, OWN)
        session.add(found)
        session.flush()
    return found


def find_or_make_section(unit: UnitOfWork, whole: Instrument, slug: str) -> Section:
    """The section of that slug in the instrument."""
    session = unit.session
    within = select(Section).where(Section.instrument == whole)
    found = session.scalars(within.where(Section.slug == slug)).one_or_none()
    if found is None:
        last = session.scalar(select(func.max(Section.ordinal)).where(Section.instrument == whole)) or 0
        title = GENERAL_TITLE if slug == "general" else {"en": slug}
        found = Section(instrument=whole, slug=slug, ordinal=last + 1, title=title)
        session.add(found)
        session.flush()
    return found


def list_added_codes(connection: Connection) -> set[str]:
    """The codes of the commitments that were added one by one, into whatever instrument."""
    entries = connection.scalars(select(journal.c.changes).where(journal.c.command == "add"))
    return {
        change["label"]
        for changes in entries
        for change in changes
        if change["table"] == commitment.name and change.get("before") is None and change.get("after")
    }
