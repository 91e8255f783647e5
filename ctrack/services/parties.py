"""Services of parties: who is in the register, who is home, and what binds a State that is added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, and_, case, func, select
from sqlalchemy.orm import Session

from ctrack.domain import failures
from ctrack.domain.catalogue import NEUTRAL_HOME, REGIONAL, UN, UNGA, PartyEntry, binds
from ctrack.domain.records.registers import Filing, PartyRecord
from ctrack.domain.records.undertakings import Words
from ctrack.domain.vocabulary import Addressee, PartyKind, Status
from ctrack.services.lookups import check_party
from ctrack.services.name_changes import change_names, describe_names, pick_new
from ctrack.services.namesakes import refuse_other_party
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.states import find_state, read_states
from ctrack.store.current_state import is_in_sight, standing_status
from ctrack.store.models import Commitment, Party, Setting
from ctrack.store.queries import HOME_KEY, read_home
from ctrack.store.tables import party, undertaking
from ctrack.store.work import UnitOfWork

KNOWN_BODIES = {body.code: body for body in (UN, UNGA, REGIONAL, NEUTRAL_HOME)}


def find_entry(code: str) -> PartyEntry:
    """The body or State that a code stands for."""
    return KNOWN_BODIES.get(code.upper()) or find_state(code)


def ensure_party(session: Session, wanted: PartyEntry | str) -> Party:
    """The party as an entity, made where the register does not hold it yet; a code of one it holds needs no State."""
    found = find_party(session, wanted.upper() if isinstance(wanted, str) else wanted.code)
    if found is None:
        entry = find_entry(wanted) if isinstance(wanted, str) else wanted
        found = find_party(session, entry.code)
    if found is None:
        found = Party(code=entry.code, kind=entry.kind.value, name=entry.name, is_tracked=False)
        session.add(found)
    return found


def find_party(session: Session, code: str) -> Party | None:
    """The party of that code, also where it was made only just now."""
    for row in session.new:
        if isinstance(row, Party) and row.code == code:
            return row
    with session.no_autoflush:
        return session.scalars(select(Party).where(Party.code == code)).one_or_none()


def add_party(unit: UnitOfWork, entry: PartyEntry) -> Party:
    """Add a party, or take up one that was only named, and open its undertakings."""
    row = ensure_party(unit.session, entry)
    if row.is_tracked:
        raise failures.AlreadyThere(what=entry.code)
    refuse_other_party(unit.connection, row.code, row.name)
    track_party(unit, row)
    return row


def edit_party(unit: UnitOfWork, word: str, names: Mapping[str, str | None]) -> tuple[Filing, Words | None]:
    """Call a party otherwise here; what it was and is called, and what the catalogue calls it where it does.

    None leaves a name as it is, "" gives back the catalogue's, or takes one's own away.

    Nothing that an instrument brings touches the name of a party that is there, so that this one stays.
    """
    row = unit.session.scalars(select(Party).where(Party.code == check_party(unit.connection, word))).one()
    before = describe_names(row.name)
    shipped = read_shipped_name(row.code, row.kind)
    changed = change_names(row.code, row.name, names, shipped)
    refuse_other_party(unit.connection, row.code, pick_new(row.name, changed))
    row.name = changed
    return Filing(row.code, "", changed, before, describe_names(changed)), shipped


def read_shipped_name(code: str, kind: str) -> Words | None:
    """What the catalogue calls a State or a body, where it knows one of that code and kind."""
    entry = KNOWN_BODIES.get(code) or read_states().get(code)
    return entry.name if entry and entry.kind.value == kind else None


def track_party(unit: UnitOfWork, row: Party) -> None:
    """Make every commitment that addresses a party of this kind bind this one, now and as instruments are added."""
    row.is_tracked = True
    open_undertakings(unit, row)


def open_undertakings(unit: UnitOfWork, row: Party) -> None:
    """Open an undertaking for every commitment that binds the party and that it has none for."""
    session = unit.session
    session.flush()
    held = set(session.scalars(select(undertaking.c.commitment_id).where(undertaking.c.party_id == row.id)))
    led = set(session.scalars(select(undertaking.c.commitment_id).where(undertaking.c.is_lead)))
    for made in session.scalars(select(Commitment).order_by(Commitment.id)):
        named = tuple(made.addressee_parties or ())
        if made.id not in held and binds(Addressee(made.addressee), named, row.code, PartyKind(row.kind)):
            open_undertaking(unit, made, row, is_lead=made.id not in led)


def set_home(unit: UnitOfWork, code: str) -> tuple[str, str]:
    """Make a party home, adding the State where it is not in the register yet; the code before and after."""
    before = read_home(unit.connection)[1]
    row = ensure_party(unit.session, code)
    if not row.is_tracked:
        track_party(unit, row)
    setting = unit.session.get_one(Setting, HOME_KEY)
    setting.value = row.code
    return before, row.code


def list_parties(connection: Connection, today: date) -> list[PartyRecord]:
    """Every party, the home party first, with what it has implemented by a day of what is in sight."""
    home = read_home(connection)[1]
    done = func.sum(case((standing_status(today) == Status.IMPLEMENTED.value, 1), else_=0))
    statement = (
        select(party.c.code, party.c.kind, party.c.name, func.count(undertaking.c.id), done)
        .select_from(party.outerjoin(undertaking, and_(undertaking.c.party_id == party.c.id, is_in_sight())))
        .group_by(party.c.id)
        .order_by(case((party.c.code == home, 0), else_=1), party.c.code)
    )
    return [
        PartyRecord(code, kind, name, code == home, count, implemented or 0)
        for code, kind, name, count, implemented in connection.execute(statement)
    ]
