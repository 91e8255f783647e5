"""The statements that read the records of a register, of the whole or of a part, each in the order of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select

from ctrack.store.register_records import BY_NAME, NUMBER, RecordKind
from ctrack.store.tables import (
    agency,
    commitment,
    contribution,
    instrument,
    link,
    occurrence,
    party,
    person,
    section,
    setting,
    status_update,
    undertaking,
)

# By the name of a kind, which of its rows are wanted; all where it is not named.
Part = Mapping[str, ColumnElement[bool]]
KeyColumns = dict[str, ColumnElement[Any]]


def select_kind(name: str, sides: Select[tuple[int]] | None = None) -> Select[Any]:
    """The statement of a kind by its name: of the whole register, or of the part with some undertakings."""
    return select_records(BY_NAME[name], {} if sides is None else find_part(sides))


def select_records(kind: RecordKind, part: Part) -> Select[Any]:
    """The statement of a kind."""
    source, keys = join_keys(kind, kind.table, kind.table, part)
    columns = [keys[name].label(name) if name in keys else kind.table.c[name] for name in kind.names]
    order = kind.table.c.id if "id" in kind.table.c else kind.table.c.key
    return select(*columns).select_from(source).where(wanted(kind, part)).order_by(order)


def wanted(kind: RecordKind, part: Part) -> ColumnElement[bool]:
    """Which rows of a kind are wanted."""
    # What was said of an undertaking that was undone since is stated no more.
    stands = {"updates": status_update.c.undertaking_id.in_(select(undertaking.c.id))}
    found = part.get(kind.name, stands.get(kind.name))
    return found if found is not None else kind.table.c[kind.table.primary_key.columns[0].name].is_not(None)


def join_keys(kind: RecordKind, rows: FromClause, source: FromClause, part: Part) -> tuple[FromClause, KeyColumns]:
    """The rows of a kind joined with all that they name, and the columns by which these are known."""
    found: KeyColumns = {}
    if kind.key == (NUMBER,):
        numbers = number_rows(kind, part)
        source = source.join(numbers, numbers.c.id == rows.c.id)
        found[NUMBER] = numbers.c.number
    for reference in kind.references:
        target = BY_NAME[reference.target]
        missing = [name for name in reference.fields if name not in found]
        if target.key == (NUMBER,):
            numbers = number_rows(target, part)
            source = source.outerjoin(numbers, numbers.c.id == rows.c[reference.column])
            found[reference.fields[0]] = numbers.c.number
            continue
        other = target.table.alias()
        source = source.join(other, other.c.id == rows.c[reference.column], isouter=not reference.is_needed)
        inner: KeyColumns = {}
        # A key of several fields, of which some name others in their turn.
        needed = [name for name, mine in zip(target.key, reference.fields, strict=True) if mine in missing]
        if any(name not in other.c for name in needed):
            source, inner = join_keys(target, other, source, part)
        for mine, theirs in zip(reference.fields, target.key, strict=True):
            if mine in missing:
                found[mine] = inner[theirs] if theirs in inner else other.c[theirs]
    return source, found


def number_rows(kind: RecordKind, part: Part) -> Any:
    """The rows of a kind that are wanted, counted from 1 in the order in which they came to be."""
    place = func.row_number().over(order_by=kind.table.c.id).label(NUMBER)
    return select(kind.table.c.id, place).where(wanted(kind, part)).subquery()


def find_part(sides: Select[tuple[int]]) -> Part:
    """The records that a part of a register takes: its undertakings, and all that is said of them or named by them."""
    ours = undertaking.c.id.in_(sides)
    of_ours = {table.name: table.c.undertaking_id.in_(sides) for table in (contribution, occurrence, status_update)}
    texts = select(undertaking.c.commitment_id).where(ours)
    wholes = select(commitment.c.instrument_id).where(commitment.c.id.in_(texts))
    people = find_people(ours)
    bodies = find_agencies(ours, people)
    named = select(undertaking.c.party_id).where(ours)
    theirs = select(agency.c.party_id).where(agency.c.id.in_(bodies))
    home = select(setting.c.value)
    return {
        "parties": or_(party.c.id.in_(named), party.c.id.in_(theirs), party.c.code.in_(home)),
        "agencies": agency.c.id.in_(bodies),
        "people": person.c.id.in_(people),
        "instruments": instrument.c.id.in_(wholes),
        "sections": section.c.id.in_(select(commitment.c.section_id).where(commitment.c.id.in_(texts))),
        "commitments": commitment.c.id.in_(texts),
        "links": link.c.commitment_id.in_(texts)
        & or_(link.c.to_commitment_id.in_(texts), link.c.to_instrument_id.in_(wholes)),
        "undertakings": ours,
        "contributions": of_ours[contribution.name],
        "occurrences": of_ours[occurrence.name],
        "updates": of_ours[status_update.name],
    }


def find_people(ours: ColumnElement[bool]) -> Select[tuple[int]]:
    """The keys of who answers for some undertakings, and of their deputies."""
    first = select(person.c.id).where(
        or_(
            person.c.id.in_(select(undertaking.c.person_id).where(ours)),
            person.c.id.in_(select(undertaking.c.overseer_id).where(ours)),
        )
    )
    found = first.cte("people", recursive=True)
    more = select(person.c.deputy_id).join(found, found.c.id == person.c.id).where(person.c.deputy_id.is_not(None))
    return select(found.union(more).c.id)


def find_agencies(ours: ColumnElement[bool], people: Select[tuple[int]]) -> Select[tuple[int]]:
    """The keys of the agencies that do some undertakings, or that their people are of, and of those above them."""
    helps = contribution.c.undertaking_id.in_(select(undertaking.c.id).where(ours))
    first = select(agency.c.id).where(
        or_(
            agency.c.id.in_(select(undertaking.c.lead_id).where(ours)),
            agency.c.id.in_(select(contribution.c.agency_id).where(helps)),
            agency.c.id.in_(select(person.c.agency_id).where(person.c.id.in_(people))),
        )
    )
    found = first.cte("agencies", recursive=True)
    more = select(agency.c.parent_id).join(found, found.c.id == agency.c.id).where(agency.c.parent_id.is_not(None))
    return select(found.union(more).c.id)
