"""The services of links: what relates to what, and why; tied and untied, each as one entry of the journal."""

from __future__ import annotations

from ctrack.domain.failures import NotFound, Refused, UnknownCode, UnknownInstrument, marked, offer
from ctrack.domain.frozen import dataclass
from ctrack.domain.nearness import nearest
from ctrack.domain.records.link_records import LinkChange, Tie, Words
from ctrack.domain.vocabulary import Basis, Relation
from ctrack.services.known_codes import find_code
from ctrack.services.lookups import find_instrument
from ctrack.store.models import Commitment, Instrument, Link
from ctrack.store.sql import ColumnElement, Connection, and_, commitment, instrument, link, or_, select
from ctrack.store.work import UnitOfWork

# How much of one is in the other: of two commitments one of these holds, whichever way it is read.
EXTENTS = (Relation.EQUAL, Relation.SUBSET, Relation.SUPERSET, Relation.INTERSECTS)
TURNED = {
    Relation.SUBSET: Relation.SUPERSET,
    Relation.SUPERSET: Relation.SUBSET,
    Relation.EQUAL: Relation.EQUAL,
    Relation.INTERSECTS: Relation.INTERSECTS,
}


class NothingToLink(NotFound):
    message = marked("{word} is neither a commitment nor an instrument of this register.{nearest}")


class LinkedToItself(Refused):
    message = marked("{code} cannot be linked to itself, nor to the instrument that it stands in.")


class LinkedAlready(Refused):
    message = marked("{code} and {to} are linked so already. Another --reason or --basis changes what is said of it.")


class NotLinked(NotFound):
    message = marked("{code} and {to} are not linked so. 'ctrack show {code}' lists its links.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link as it was asked for: the first, how it relates to the second, and why."""

    code: str
    relation: Relation
    to: str
    reason: Words | None = None
    basis: Basis | None = None


def tie_link(unit: UnitOfWork, wanted: Wanted, author: str) -> LinkChange:
    """Link a commitment to another one or to an instrument, in the place of a link that says otherwise how much of it
    is in the other; a link that is there already gets another reason or basis.
    """
    ends = find_ends(unit.connection, wanted.code, wanted.to)
    row = find_like(unit, ends, wanted.relation)
    before = list_ties(unit, ends)
    if row is not None and is_same(row, ends, wanted):
        raise LinkedAlready(code=ends.code, to=ends.to)
    if row is None or told(row, ends) is not wanted.relation:
        row = row or make_link(unit, ends, wanted.relation)
        # What was said for another relation does not speak for this one.
        row.relation, row.reason, row.basis = turn(row, ends, wanted.relation).value, None, None
    row.reason = {**(row.reason or {}), **(wanted.reason or {})} or None
    row.basis = (wanted.basis or Basis(row.basis or Basis.UNCHECKED)).value
    row.confirmed_by, row.confirmed_on = author, unit.moment.date()
    unit.flush()
    return ends.change(before, list_ties(unit, ends))


def untie_link(unit: UnitOfWork, code: str, to: str, relation: Relation | None = None) -> LinkChange:
    """Take the links between two away, or that of one relation, from whichever side it was told."""
    ends = find_ends(unit.connection, code, to)
    before = list_ties(unit, ends)
    rows = [row for row in read_between(unit, ends) if relation is None or told(row, ends) is relation]
    if not rows:
        raise NotLinked(code=ends.code, to=ends.to)
    for row in rows:
        unit.session.delete(row)
    unit.flush()
    return ends.change(before, list_ties(unit, ends))


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of a link; the second is a commitment or an instrument."""

    code: str
    to: str
    title: Words
    to_title: Words
    is_whole: bool

    def change(self, before: tuple[Tie, ...], after: tuple[Tie, ...]) -> LinkChange:
        """What became of what is between them."""
        return LinkChange(self.code, self.to, self.title, self.to_title, before, after)


def find_ends(connection: Connection, word: str, other: str) -> Ends:
    """What two words name: a commitment, and another one or an instrument."""
    code = find_code(connection, word)
    title, own = connection.execute(
        select(commitment.c.title, instrument.c.slug).join(instrument).where(commitment.c.code == code)
    ).one()
    to, to_title, is_whole = find_target(connection, other)
    if to in (code, own):
        raise LinkedToItself(code=code)
    return Ends(code, to, title, to_title, is_whole)


def find_target(connection: Connection, word: str) -> tuple[str, Words, bool]:
    """The commitment that a word means, else the instrument, with its title, and whether it is one."""
    try:
        code = find_code(connection, word)
        return code, connection.scalars(select(commitment.c.title).where(commitment.c.code == code)).one(), False
    except UnknownCode:
        pass
    try:
        slug = find_instrument(connection, word)
    except UnknownInstrument as error:
        known = [*connection.scalars(select(commitment.c.code)), *connection.scalars(select(instrument.c.slug))]
        raise NothingToLink(word=word, nearest=offer(nearest(word, known))) from error
    return slug, connection.scalars(select(instrument.c.title).where(instrument.c.slug == slug)).one(), True


def read_between(unit: UnitOfWork, ends: Ends) -> list[Link]:
    """Every link between the two, whichever is the first in it."""
    ids = select(commitment.c.id)
    own = ids.where(commitment.c.code == ends.code).scalar_subquery()
    if ends.is_whole:
        whole = select(instrument.c.id).where(instrument.c.slug == ends.to).scalar_subquery()
        meant: ColumnElement[bool] = and_(link.c.commitment_id == own, link.c.to_instrument_id == whole)
    else:
        other = ids.where(commitment.c.code == ends.to).scalar_subquery()
        meant = or_(
            and_(link.c.commitment_id == own, link.c.to_commitment_id == other),
            and_(link.c.commitment_id == other, link.c.to_commitment_id == own),
        )
    return list(unit.session.scalars(select(Link).where(meant).order_by(Link.id)))


def is_outward(row: Link, ends: Ends) -> bool:
    """Whether the first of the two is the first of the link."""
    return row.commitment.code == ends.code


def turn(row: Link, ends: Ends, relation: Relation) -> Relation:
    """A relation of the first to the second as the link has it, which may be told from the other side."""
    return relation if is_outward(row, ends) else TURNED[relation]


def told(row: Link, ends: Ends) -> Relation | None:
    """The relation of the first to the second; None where only the other one has such a relation."""
    relation = Relation(row.relation)
    return relation if is_outward(row, ends) else TURNED.get(relation)


def find_like(unit: UnitOfWork, ends: Ends, relation: Relation) -> Link | None:
    """The link that this relation takes the place of: the same one, or another that says how much is in the other."""
    for row in read_between(unit, ends):
        there = told(row, ends)
        if there is relation or (there in EXTENTS and relation in EXTENTS):
            return row
    return None


def is_same(row: Link, ends: Ends, wanted: Wanted) -> bool:
    """Whether a link says all of it already."""
    is_reasoned = not wanted.reason or {**(row.reason or {}), **wanted.reason} == row.reason
    return told(row, ends) is wanted.relation and is_reasoned and wanted.basis in (None, row.basis)


def make_link(unit: UnitOfWork, ends: Ends, relation: Relation) -> Link:
    """A new link."""
    session = unit.session
    first = session.scalars(select(Commitment).where(Commitment.code == ends.code)).one()
    row = Link(commitment=first, relation=relation.value)
    if ends.is_whole:
        row.to_instrument = session.scalars(select(Instrument).where(Instrument.slug == ends.to)).one()
    else:
        row.to_commitment = session.scalars(select(Commitment).where(Commitment.code == ends.to)).one()
    session.add(row)
    return row


def list_ties(unit: UnitOfWork, ends: Ends) -> tuple[Tie, ...]:
    """What is between the two, read from the first."""
    found = ((row, told(row, ends)) for row in read_between(unit, ends))
    return tuple(make_tie(row, relation) for row, relation in found if relation is not None)


def make_tie(row: Link, relation: Relation) -> Tie:
    """A link as a record."""
    day = row.confirmed_on.isoformat() if row.confirmed_on else None
    return Tie(relation, row.reason, Basis(row.basis) if row.basis else None, row.confirmed_by, day)
