"""What a command is to change: the undertakings that a code or a filter means, of one party each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.domain import failures
from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.messages import list_all
from ctrack.services.known_codes import find_code
from ctrack.services.lookups import check_party
from ctrack.services.sight import refuse_withdrawn
from ctrack.store.current_state import is_in_sight
from ctrack.store.queries import SOURCE, read_home
from ctrack.store.sql import commitment, instrument, party, select, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.store.models import Undertaking
    from ctrack.store.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be updated: one commitment by its code, or all that fit a filter."""

    code: str | None = None
    node: Node | None = None
    text: str = ""
    tags: tuple[str, ...] = field(default=())


def find_undertakings(
    unit: UnitOfWork, target: Target, horizon: Horizon, whose: str | None = None
) -> list[Undertaking]:
    """The undertakings to update: of the party named, else of the home party, else of the one that answers."""
    keys = find_by_code(unit, target.code, whose) if target.code else find_by_filter(unit, target, horizon, whose)
    return unit.rows.find_undertakings(keys)


def find_by_code(unit: UnitOfWork, word: str, whose: str | None) -> list[int]:
    """The one undertaking under a code."""
    code = find_code(unit.connection, word)
    wanted = check_party(unit.connection, whose) if whose else read_home(unit.connection)[1]
    columns = (party.c.code, undertaking.c.id, commitment.c.withdrawn, instrument.c.slug, instrument.c.withdrawn)
    sides = {}
    for side, key, own, slug, around in unit.connection.execute(
        select(*columns).select_from(SOURCE).where(commitment.c.code == code)
    ):
        refuse_withdrawn(code, own)
        refuse_withdrawn(slug, around)
        sides[side] = key
    if wanted not in sides:
        addressee = unit.connection.scalar(select(commitment.c.addressee).where(commitment.c.code == code))
        raise failures.NotHomesToUpdate(code=code, party=wanted, others=list_all(sides) if sides else addressee)
    return [sides[wanted]]


def find_by_filter(unit: UnitOfWork, target: Target, horizon: Horizon, whose: str | None) -> list[int]:
    """The undertakings in sight that fit the filter, of one party only: nothing is written to what is withdrawn."""
    from ctrack.services.listings import make_scope

    scope = make_scope(unit.connection, target.node, horizon, only_home=whose is None)
    statement = select(undertaking.c.id).select_from(SOURCE).where(scope.condition(), is_in_sight())
    if whose:
        whose = check_party(unit.connection, whose)
        statement = (
            select(undertaking.c.id).select_from(SOURCE).where(party.c.code == whose, scope.wanted(), is_in_sight())
        )
    keys = list(unit.connection.scalars(statement.order_by(undertaking.c.id)))
    if not keys:
        raise failures.NothingMatches(filter=target.text)
    return keys
