"""Services that hand duties out and over, as whole commands: what was assigned, what goes from one to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, or_, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Misused, NotFound, marked
from ctrack.domain.filters import Term
from ctrack.domain.frozen import replace
from ctrack.domain.records.registers import Filing, Handover
from ctrack.domain.records.reports import Family, Group
from ctrack.domain.records.undertakings import Body, Row, UpdateRecord, Words
from ctrack.domain.vocabulary import DueState
from ctrack.services.agencies import Duties, assign, get_person
from ctrack.services.groups import NONE, add_up, count_groups
from ctrack.services.listings import ORDERS, make_scope, read_history
from ctrack.services.lookups import find_person
from ctrack.services.targets import Target, find_undertakings
from ctrack.store.answers import read_unanswered
from ctrack.store.conditions import was_met_late
from ctrack.store.current_state import due_states, is_open
from ctrack.store.queries import SOURCE, read_bodies, read_rows, select_every_row, select_rows
from ctrack.store.row_records import make_rows
from ctrack.store.tables import agency, commitment, person, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.store.work import UnitOfWork


class NothingToAssign(Misused):
    message = marked("Say what to assign: --lead, --contributing, --not-contributing, --person or --overseer.")


class SamePerson(Misused):
    message = marked("{name} cannot hand over to the same person.")


class NothingInHand(NotFound):
    message = marked("{name} is the focal point, or the overseer, of nothing that is open.")


def assign_duties(
    unit: UnitOfWork, target: Target, duties: Duties, horizon: Horizon, whose: str | None = None
) -> list[Filing]:
    """Give the duties on every undertaking that the target means."""
    if duties.is_empty:
        raise NothingToAssign()
    return [assign(unit, row, duties) for row in find_undertakings(unit, target, horizon, whose)]


def hand_over(unit: UnitOfWork, giver: str, taker: str, horizon: Horizon) -> Handover:
    """Move everything open from one focal point to another, and tell what the taker has to know."""
    from ctrack.store.models import Undertaking

    name = find_person(unit.connection, giver)
    new = get_person(unit, taker)
    if name == new.name:
        raise SamePerson(name=name)
    open_rows = list_in_hand(unit.connection, name, horizon)
    if not open_rows and not oversees(unit.connection, name):
        raise NothingInHand(name=name)
    rows = [tell_notes(unit.connection, row) for row in open_rows]
    late = list_late(unit.connection, name, horizon)
    old = get_person(unit, name)
    overseen = list(unit.session.scalars(select(Undertaking).where(Undertaking.overseer == old, is_open())))
    moved = unit.session.scalars(select(Undertaking).where(Undertaking.person == old, is_open()))
    for row in moved:
        row.person = new
    for row in overseen:
        row.overseer = new
    unit.flush()
    told = read_by_key(unit.connection, [row.id for row in overseen], horizon)
    return Handover(name, new.name, horizon.today, rows, late, told)


def list_late(connection: Connection, name: str, horizon: Horizon) -> list[tuple[Row, int]]:
    """What somebody answers for that was met after its date or is overdue, with the reminders nobody answered since."""
    scope = replace(make_scope(connection, Term("person", "is", (name,)), horizon), every_side=True)
    states = due_states(horizon)
    late = or_(states[DueState.OVERDUE], states[DueState.MET_LATE], was_met_late())
    keys = select(undertaking.c.id).select_from(SOURCE).where(scope.condition(), late)
    counts: dict[int, int] = defaultdict(int)
    for (key, _day, _person), thresholds in read_unanswered(connection, connection.scalars(keys)).items():
        counts[key] += len(thresholds)
    statement = select_rows(scope, *ORDERS["due"]).add_columns(undertaking.c.id.label("key")).where(late)
    result = connection.execute(statement)
    found = result.all()
    rows = make_rows(result.keys(), found, horizon)
    return [(row, counts[values.key]) for row, values in zip(rows, found, strict=True)]


def read_by_key(connection: Connection, keys: Sequence[int], horizon: Horizon) -> list[Row]:
    """The rows of undertakings by their keys, by due date."""
    statement = select_every_row().where(undertaking.c.id.in_(keys)).order_by(*ORDERS["due"])
    return read_rows(connection, statement, horizon)


def oversees(connection: Connection, name: str) -> bool:
    """Whether somebody oversees anything that is open."""
    key = select(person.c.id).where(person.c.name == name).scalar_subquery()
    return connection.scalar(select(exists().where(undertaking.c.overseer_id == key, is_open()))) or False


def list_in_hand(connection: Connection, name: str, horizon: Horizon) -> list[Row]:
    """What is open and in somebody's hands, by due date, of whatever party."""
    scope = replace(make_scope(connection, Term("person", "is", (name,)), horizon), every_side=True)
    statement = select_rows(scope, *ORDERS["due"]).where(is_open())
    return read_rows(connection, statement, horizon)


def tell_notes(connection: Connection, row: Row) -> tuple[Row, list[UpdateRecord]]:
    """An undertaking with the notes that stand of it, newest first."""
    key = connection.scalar(select(commitment.c.id).where(commitment.c.code == row.code))
    assert key is not None
    said = [
        update
        for update in reversed(read_history(connection, key))
        if update.note and update.party == row.party and not update.is_retracted
    ]
    return row, said


def count_agencies(
    connection: Connection, node: Node | None, horizon: Horizon
) -> tuple[list[Body], list[Family], Group, list[Row]]:
    """Whose agencies they are, how these and their parts stand, and all; their open undertakings, late or silent."""
    scope = make_scope(connection, node, horizon, only_home=True)
    groups = count_groups(connection, scope, horizon.stale, "agency")
    families, whole = gather_families(connection, groups), add_up("", {}, groups)
    rows = read_rows(connection, select_rows(scope, *ORDERS["due"]), horizon)
    pressing = [row for row in rows if row.due_state is DueState.OVERDUE or row.is_postponed or row.is_silent]
    whose = read_bodies(connection, scope.node, dict.fromkeys(row.party for row in rows))
    return whose, families, whole, pressing


def gather_families(connection: Connection, groups: Iterable[Group]) -> list[Family]:
    """The groups of agencies, those that are parts of one another together; what no agency leads stands last."""
    above = agency.alias("above")
    statement = select(agency.c.code, agency.c.name, above.c.code.label("parent")).select_from(
        agency.outerjoin(above, agency.c.parent_id == above.c.id)
    )
    found = connection.execute(statement).all()
    names: dict[str, Words] = {row.code: row.name for row in found}
    parents = {row.code: row.parent for row in found if row.parent}
    families: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        families[find_top(group.key, parents)].append(group)
    return [
        Family(add_up(top, names.get(top, {}), parts), sorted(parts, key=lambda part: (part.key != top, part.key)))
        for top, parts in sorted(families.items(), key=lambda pair: (pair[0] == NONE, pair[0]))
    ]


def find_top(code: str, parents: Mapping[str, str]) -> str:
    """The agency above all that a code is part of; a file in which a part is above itself must not keep anybody."""
    for _step in parents:
        code = parents.get(code, code)
    return code
