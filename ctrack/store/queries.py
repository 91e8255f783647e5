"""Reading the register: columns, never entities. Rows come in the order of the register unless said otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import NotFound, marked
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import LISTED
from ctrack.domain.frozen import dataclass
from ctrack.domain.named_fields import named_parties, names_field
from ctrack.domain.records.undertakings import Body, Row
from ctrack.store.access.withheld import sees_part
from ctrack.store.current_state import HOME_KEY, is_in_sight, is_owed
from ctrack.store.field_columns import find_column
from ctrack.store.row_records import make_rows
from ctrack.store.sketches import find_tables
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Text,
    agency,
    and_,
    cast,
    commitment,
    exists,
    func,
    instrument,
    joined_along,
    joined_first,
    occurrence,
    or_,
    party,
    person,
    section,
    select,
    setting,
    status_update,
    true,
    undertaking,
)

if TYPE_CHECKING:
    from ctrack.domain.filters import Node

__all__ = ["HOME_KEY"]
BINDS = undertaking.c.commitment_id == commitment.c.id
# The dates of what comes round, with their undertakings: of few undertakings there are any.
ROUNDS = joined_first(occurrence, undertaking, occurrence.c.undertaking_id == undertaking.c.id)
# What was said, with whose it is of: for what was said within some days, which are few of many.
SAID = joined_first(status_update, undertaking, status_update.c.undertaking_id == undertaking.c.id)
# Commitments with whose they are: for what is asked of all by instrument, which an index tells without the texts.
BOUND = joined_first(commitment, undertaking, BINDS)


def join_all(bound: FromClause) -> FromClause:
    """Undertakings with their commitments, joined with all that a row of a listing shows."""
    return (
        bound.join(instrument, commitment.c.instrument_id == instrument.c.id)
        .join(section, commitment.c.section_id == section.c.id)
        .join(party, undertaking.c.party_id == party.c.id)
        .outerjoin(agency, undertaking.c.lead_id == agency.c.id)
        .outerjoin(person, undertaking.c.person_id == person.c.id)
    )


SOURCE, SOURCE_OF_ROUNDS = join_all(undertaking.join(commitment, BINDS)), join_all(ROUNDS.join(commitment, BINDS))
# Where many rows are read: an index would lead to and fro through the file, and to each page more than once.
SOURCE_ALONG = join_all(joined_along(undertaking, commitment, BINDS))
# So many rows are many, where all undertakings are no more than so many times as many.
MANY, TIMES_MANY = 1000, 10


class HomeNotThere(NotFound):
    message = marked("The party from whose side you see this register was not in it yet on that day. Give a later day.")


def find_source(*expressions: ColumnElement[Any], first: FromClause = undertaking) -> FromClause:
    """The undertakings, joined with no more tables than the expressions speak of; no join takes a row away."""
    spoken = find_tables(expressions)
    source = first
    if spoken & {commitment, instrument, section} and commitment not in find_tables([first]):
        source = source.join(commitment, BINDS)
    for table, key in ((instrument, commitment.c.instrument_id), (section, commitment.c.section_id)):
        if table in spoken:
            source = source.join(table, key == table.c.id)
    if party in spoken:
        source = source.join(party, undertaking.c.party_id == party.c.id)
    for table, key in ((agency, undertaking.c.lead_id), (person, undertaking.c.person_id)):
        if table in spoken:
            source = source.outerjoin(table, key == table.c.id)
    return source


def name_column(field: Field) -> ColumnElement[Any]:
    """The column of a field by the name that records have for it; of a title, the text as it is stored."""
    column = find_column(field)
    return cast(column, Text).label(f"{field.name}_stored") if field.form is Form.WORDS else column.label(field.name)


COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(name_column(field) for field in LISTED if field.column),
    undertaking.c.occurrence,
    undertaking.c.target_last,
    undertaking.c.met_on,
    undertaking.c.is_on_or_before,
    is_owed().label("is_owed"),
)
REGISTER_ORDER: tuple[ColumnElement[Any], ...] = (
    instrument.c.ordinal,
    commitment.c.ordinal,
    party.c.code,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose side is shown, as of which day, and what is filtered for."""

    home_id: int
    horizon: Horizon
    node: Node | None = None
    only_home: bool = False
    every_side: bool = False
    only_others: bool = False
    # Undertakings that are left out because another one is counted in their place.
    left_out: frozenset[int] = frozenset()

    def condition(self) -> ColumnElement[bool]:
        """The whole scope as one condition of SQL."""
        within = and_(self.side(), self.wanted())
        return and_(within, undertaking.c.id.not_in(sorted(self.left_out))) if self.left_out else within

    def wanted(self) -> ColumnElement[bool]:
        """The condition of the filter alone, on every party's side; what is withdrawn only where it is asked for."""
        in_sight = is_in_sight()
        if self.node is None:
            return in_sight
        # The grammar of filters and what it means in SQL are loaded where there is a filter.
        from ctrack.store.conditions import Compiler

        found = Compiler(self.horizon).compile(self.node)
        return found if names_field(self.node, "withdrawn") else and_(in_sight, found)

    def side(self) -> ColumnElement[bool]:
        """The condition that leaves one row a commitment: the home party's, or the leading body's if it is not bound.

        A filter that names a party takes the place of this. With `only_home` it is the home party's side alone, unless
        the filter asks for others by name; with `only_others` all that anybody else has undertaken.
        """
        is_home = undertaking.c.party_id == self.home_id
        if self.only_others:
            # Each of them by name, so to say, for which there are indexes.
            other = party.alias("other")
            return undertaking.c.party_id.in_(select(other.c.id).where(other.c.id != self.home_id))
        if self.only_home and not self.every_side:
            return true() if named_parties(self.node) else is_home
        if self.every_side or names_field(self.node, "party"):
            return true()
        own = undertaking.alias("own")
        bound = exists(
            select(own.c.id).where(own.c.commitment_id == undertaking.c.commitment_id, own.c.party_id == self.home_id)
        )
        return or_(is_home, and_(undertaking.c.is_lead.is_(True), ~bound))


def read_bodies(connection: Connection, node: Node | None, found: Iterable[str] = ()) -> list[Body]:
    """Whose figures these are: the home party's, or those of the parties that the filter names and finds."""
    named = named_parties(node)
    _key, home, name = read_home(connection)
    if not named:
        return [Body(home, name)]
    codes = dict.fromkeys((*named, *found))
    statement = select(party.c.code, party.c.name).where(party.c.code.in_(list(codes)))
    names = {row.code: row.name for row in connection.execute(statement)}
    return [Body(code, names[code]) for code in codes if code in names]


def read_home(connection: Connection) -> tuple[int, str, dict[str, str]]:
    """The home party: its key, its code and its name.

    Raises HomeNotThere where a role sees the register from the side of a party that came only after the day that is
    looked at.
    """
    found = connection.execute(
        select(party.c.id, party.c.code, party.c.name)
        .join(setting, setting.c.value == party.c.code)
        .where(setting.c.key == HOME_KEY)
    ).all()
    if not found and sees_part(connection):
        raise HomeNotThere()
    (row,) = found
    return row.id, row.code, row.name


def choose_source(connection: Connection, count: int | None) -> FromClause:
    """Where so many rows are best read from, all of them; SOURCE where it is not known how many, or not all are read.

    A server knows that by itself.
    """
    if count is None or count < MANY or connection.dialect.name != "sqlite":
        return SOURCE
    last = connection.scalar(select(func.max(undertaking.c.id))) or 0
    return SOURCE_ALONG if count * TIMES_MANY >= last else SOURCE


def select_rows(scope: Scope, *order: ColumnElement[Any], source: FromClause = SOURCE) -> Select[Any]:
    """The statement that lists the undertakings in scope."""
    return select(*COLUMNS).select_from(source).where(scope.condition()).order_by(*(order or REGISTER_ORDER))


def select_every_row() -> Select[Any]:
    """The statement that lists every undertaking of every party."""
    return select(*COLUMNS).select_from(SOURCE)


def read_rows(connection: Connection, statement: Select[Any], horizon: Horizon) -> list[Row]:
    """The rows of a statement made by `select_rows`."""
    result = connection.execute(statement)
    return list(make_rows(result.keys(), result, horizon))


def count_rows(connection: Connection, scope: Scope) -> int:
    """How many undertakings are in scope."""
    condition = scope.condition()
    return connection.scalar(select(func.count()).select_from(find_source(condition)).where(condition)) or 0


def count_by_party(connection: Connection, scope: Scope) -> dict[str, int]:
    """How many undertakings in scope are whose."""
    condition = scope.condition()
    statement = select(party.c.code, func.count()).select_from(find_source(condition, party.c.code))
    rows = connection.execute(statement.where(condition).group_by(party.c.code))
    return {row[0]: row[1] for row in rows}
