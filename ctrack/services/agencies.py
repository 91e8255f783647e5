"""Agencies and people: who they are, and what each of them has to do with an undertaking."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, func, select

from ctrack.domain import failures
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.domain.filters.filter_fields import ABSENT, PRESENT
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import COMMA, list_all
from ctrack.domain.records.registers import AgencyRecord, Filing, PersonRecord
from ctrack.exchange.mail_addresses import read_address
from ctrack.services.lookups import check_party, find_agency, find_person
from ctrack.services.name_changes import check_name
from ctrack.services.namesakes import KnownNames, read_agencies, read_people
from ctrack.services.reminders.wishes import Wishes, describe_wishes, set_wishes
from ctrack.services.sight import in_sight, refuse_withdrawn
from ctrack.store.current_state import is_in_sight
from ctrack.store.models import Agency, Contribution, Party, Person, Undertaking
from ctrack.store.tables import agency, contribution, party, person, undertaking
from ctrack.store.work import UnitOfWork

NONE = "none"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadAgencyCode(Refused):
    message = marked("{code} cannot be the code of an agency: it is small letters, figures and hyphens, such as moi.")


class BadEmail(Refused):
    message = marked("{email} is not an e-mail address such as name@ministry.gov.")


class BothWays(Misused):
    message = marked("{code} cannot contribute and not contribute: give it to one of the two options.")


class ReservedName(Refused):
    message = marked("{name} cannot be the name of a person: in a filter it means nobody, or anybody.")


class BadTimeZone(Refused):
    message = marked("{name} is no time zone; one is written as Asia/Kuwait.")


@dataclass(frozen=True, slots=True)
class Duties:
    """Who is to do what; None leaves a duty as it is, "none" takes it away.

    Those contributing come to those that do, and those `not_contributing` do no longer.
    """

    lead: str | None = None
    contributing: tuple[str, ...] = ()
    not_contributing: tuple[str, ...] = ()
    person: str | None = None
    overseer: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        named = (self.lead, self.person, self.overseer)
        return all(duty is None for duty in named) and not (self.contributing or self.not_contributing)

    @property
    def of_people(self) -> list[str]:
        """The duties that are given to persons."""
        named = {"person": self.person, "overseer": self.overseer}
        return [duty for duty, name in named.items() if name not in (None, NONE)]


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """What is to change of a person; None leaves a thing as it is, "" takes it away."""

    email: str | None = None
    language: str | None = None
    time_zone: str | None = None
    agency: str | None = None
    is_active: bool | None = None
    name: str | None = None
    wishes: Wishes | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        values = (self.email, self.language, self.time_zone, self.agency, self.is_active, self.name, self.wishes)
        return all(value is None for value in values)


def add_agency(
    unit: UnitOfWork,
    code: str,
    name: dict[str, str],
    parent: str | None,
    whose: str | None = None,
    known: KnownNames | None = None,
) -> Agency:
    """Add an agency, as part of another where `parent` is given; of the home party unless `whose` names another.

    Who adds many has what all are called, which is read here otherwise.
    """
    word = fold(code)
    if not CODE.fullmatch(word) or word in (ABSENT, PRESENT):
        raise BadAgencyCode(code=code)
    for text in name.values():
        check_name(text)
    if unit.session.scalars(select(Agency).where(Agency.code == word)).first():
        raise failures.AlreadyThere(what=word)
    above = get_agency(unit, parent) if parent else None
    party = get_party(unit, whose) if whose else above.party if above else None
    (known or read_agencies(unit.connection)).refuse(party.id if party else None, name.values())
    row = Agency(code=word, name=name, parent=above, party=party)
    unit.session.add(row)
    return row


def check_email(text: str) -> None:
    """Refuse what is no address of a mailbox."""
    if read_address(text) is None or text != text.strip():
        raise BadEmail(email=" ".join(text.split()))


def check_time_zone(name: str) -> None:
    """Refuse a time zone that the tz database does not have."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise BadTimeZone(name=name) from error


def get_agency(unit: UnitOfWork, word: str) -> Agency:
    """The agency as an entity; refused where it was withdrawn."""
    row = unit.session.scalars(select(Agency).where(Agency.code == fold(word))).one_or_none()
    if row is None:
        row = unit.session.scalars(select(Agency).where(Agency.code == find_agency(unit.connection, word))).one()
    refuse_withdrawn(row.code, row.withdrawn)
    return row


def get_party(unit: UnitOfWork, word: str) -> Party:
    """The party as an entity."""
    return unit.session.scalars(select(Party).where(Party.code == check_party(unit.connection, word))).one()


def get_person(unit: UnitOfWork, word: str) -> Person:
    """The person as an entity; refused where they were withdrawn."""
    row = unit.session.scalars(select(Person).where(Person.name == find_person(unit.connection, word))).one()
    refuse_withdrawn(row.name, row.withdrawn)
    return row


def check_person_name(unit: UnitOfWork, text: str, but: int | None = None, known: KnownNames | None = None) -> str:
    """A name as it is stored; refused where a filter would take it for a word, or people for another person."""
    name = " ".join(text.split())
    check_name(name)
    if fold(name) in (ABSENT, PRESENT):
        raise ReservedName(name=name)
    if unit.connection.scalar(select(person.c.id).where(person.c.name == name, person.c.id != (but or 0))):
        raise failures.AlreadyThere(what=name)
    (known or read_people(unit.connection)).refuse(None, [name], but)
    return name


def add_person(unit: UnitOfWork, record: PersonRecord, known: KnownNames | None = None) -> Person:
    """Add a person; who adds many has what all people are called."""
    name = check_person_name(unit, record.name, known=known)
    if record.email:
        check_email(record.email)
    if record.time_zone:
        check_time_zone(record.time_zone)
    row = Person(
        name=name,
        email=record.email,
        language=record.language,
        time_zone=record.time_zone,
        agency=get_agency(unit, record.agency) if record.agency else None,
        is_active=True,
    )
    unit.session.add(row)
    return row


def edit_person(unit: UnitOfWork, word: str, changes: PersonChanges) -> Filing:
    """Change what is known of a person; what it was and what it is."""
    row = get_person(unit, word)
    before = describe_person(row)
    if changes.name is not None:
        row.name = check_person_name(unit, changes.name, row.id)
    if changes.email:
        check_email(changes.email)
    if changes.time_zone:
        check_time_zone(changes.time_zone)
    for name in ("email", "language", "time_zone"):
        value = getattr(changes, name)
        if value is not None:
            setattr(row, name, value or None)
    if changes.agency is not None:
        row.agency = get_agency(unit, changes.agency) if changes.agency else None
    if changes.is_active is not None:
        row.is_active = changes.is_active
    if changes.wishes is not None:
        set_wishes(row, changes.wishes, lambda word: get_person(unit, word))
    return Filing(row.name, "", {}, before, describe_person(row))


def describe_person(row: Person) -> dict[str, str]:
    """What is known of a person, in words that can be compared."""
    return {
        "name": row.name,
        "email": row.email or "",
        "language": row.language or "",
        "time_zone": row.time_zone or "",
        "agency": row.agency.code if row.agency else "",
        "is_active": "yes" if row.is_active else "no",
        **describe_wishes(row),
    }


def assign(unit: UnitOfWork, row: Undertaking, duties: Duties) -> Filing:
    """Give duties on an undertaking; who had them, and who has."""
    before = describe(unit, row)
    if duties.lead is not None:
        row.lead = None if duties.lead == NONE else get_agency(unit, duties.lead)
    if duties.person is not None:
        row.person = None if duties.person == NONE else get_person(unit, duties.person)
    if duties.overseer is not None:
        row.overseer = None if duties.overseer == NONE else get_person(unit, duties.overseer)
    if duties.contributing or duties.not_contributing:
        set_contributors(unit, row, duties.contributing, duties.not_contributing)
    unit.flush()
    return Filing(row.commitment.code, row.party.code, row.commitment.title, before, describe(unit, row))


def set_contributors(unit: UnitOfWork, row: Undertaking, more: tuple[str, ...], fewer: tuple[str, ...] = ()) -> None:
    """Let these agencies contribute besides those that do, and those no longer; `none` among them means nobody else."""
    held = {
        item.agency.code: item
        for item in unit.session.scalars(select(Contribution).where(Contribution.undertaking == row))
    }
    wanted = {find_agency(unit.connection, code) for code in more if code != NONE}
    gone = {find_agency(unit.connection, code) for code in fewer if code != NONE}
    if wanted & gone:
        raise BothWays(code=list_all(sorted(wanted & gone)))
    if NONE in more or NONE in fewer:
        gone = held.keys() - wanted
    for code in sorted(gone & held.keys()):
        unit.session.delete(held[code])
    for code in sorted(wanted - held.keys()):
        unit.session.add(Contribution(undertaking=row, agency=get_agency(unit, code)))


def describe(unit: UnitOfWork, row: Undertaking) -> dict[str, str]:
    """Who has which duty on an undertaking."""
    helping = select(Agency.code).join(Contribution).where(Contribution.undertaking_id == row.id).order_by(Agency.code)
    return {
        "lead": row.lead.code if row.lead else "",
        "contributing": COMMA.join(unit.session.scalars(helping)),
        "person": row.person.name if row.person else "",
        "overseer": row.overseer.name if row.overseer else "",
    }


def list_agencies(connection: Connection, *, is_withdrawn: bool = False) -> list[AgencyRecord]:
    """The agencies in sight, or those withdrawn, each with how many undertakings it leads and contributes to."""
    parent = agency.alias("parent")
    leads = select(func.count()).where(undertaking.c.lead_id == agency.c.id, is_in_sight()).scalar_subquery()
    helping = contribution.join(undertaking, contribution.c.undertaking_id == undertaking.c.id)
    helps = select(func.count()).select_from(helping).where(contribution.c.agency_id == agency.c.id, is_in_sight())
    statement = (
        select(agency.c.code, agency.c.name, parent.c.code, leads, helps.scalar_subquery(), party.c.code)
        .select_from(
            agency.outerjoin(parent, agency.c.parent_id == parent.c.id).outerjoin(
                party, agency.c.party_id == party.c.id
            )
        )
        .where(in_sight(agency, is_withdrawn=is_withdrawn))
        .order_by(agency.c.code)
    )
    return [AgencyRecord(*row) for row in connection.execute(statement)]


def list_people(connection: Connection, *, is_withdrawn: bool = False) -> list[PersonRecord]:
    """Those in sight, or those withdrawn, by their folded names, with how many undertakings each is focal point of."""
    holds = select(func.count()).where(undertaking.c.person_id == person.c.id, is_in_sight()).scalar_subquery()
    deputy = person.alias("deputy")
    columns = (person.c.name, person.c.email, person.c.language, person.c.time_zone, agency.c.code, person.c.is_active)
    wishes = (person.c.digest, person.c.hour, person.c.away_from, person.c.away_until, deputy.c.name, person.c.answers)
    source = person.outerjoin(agency).outerjoin(deputy, person.c.deputy_id == deputy.c.id)
    statement = select(*columns, holds, *wishes).select_from(source)
    statement = statement.where(in_sight(person, is_withdrawn=is_withdrawn))
    found = [PersonRecord(*row) for row in connection.execute(statement)]
    return sorted(found, key=lambda record: (fold(record.name), record.name))
