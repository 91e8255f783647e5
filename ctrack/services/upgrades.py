"""What a new layout brings: where what follows from all that was said differs from what is stored, it is stored anew.

The journal tells of it as of any change, so that what was recorded before can still be checked.
"""

from __future__ import annotations

from typing import Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.records.registers import Upgrade
from ctrack.services.cross_references import bring_links, bring_themes
from ctrack.services.recurrence.missed_dates import count_missed
from ctrack.services.standings import split, stand_again
from ctrack.store.current_state import is_postponed
from ctrack.store.fetched_rows import fetch
from ctrack.store.models import Undertaking
from ctrack.store.moments import EVER
from ctrack.store.past import FOLLOWING, FOLLOWING_OF_ROUNDS, select_occurrences, select_past
from ctrack.store.queries import Scope, read_home
from ctrack.store.sql import Connection, Select, func, occurrence, select, undertaking
from ctrack.store.work import UnitOfWork


def bring_in_step(unit: UnitOfWork, before: str, after: str) -> Upgrade:
    """Let every undertaking and occurrence stand where all that was said leaves it; what came of it."""
    keys = find_moved(unit.connection)
    for chunk in split(sorted(keys)):
        stand_again(unit, unit.session.scalars(select(Undertaking).where(undertaking.c.id.in_(chunk))).all())
    unit.flush()
    themed, linked = bring_themes(unit, before), bring_links(unit, before)
    scope = Scope(read_home(unit.connection)[0], Horizon(unit.moment.date()), only_home=True)
    return Upgrade(
        before=before,
        after=after,
        undertakings=len(keys),
        met=count(unit, occurrence, occurrence.c.is_met.is_(True)),
        missed=sum(count_missed(unit.connection, scope).values()),
        postponed=count(unit, undertaking, is_postponed()),
        themed=themed,
        linked=linked,
    )


def find_moved(connection: Connection) -> set[int]:
    """The undertakings that stand elsewhere than they should, or of which an occurrence does."""
    moved = differ(connection, undertaking, select_past(EVER), FOLLOWING, "id")
    return moved | differ(connection, occurrence, select_occurrences(EVER), FOLLOWING_OF_ROUNDS, "undertaking_id")


def differ(
    connection: Connection, table: Any, follows: Select[tuple[object, ...]], names: tuple[str, ...], key: str
) -> set[int]:
    """By `key` the rows of a table whose columns are not what follows."""
    sides = (
        select(*(getattr(rows.c, name) for name in (key, *names))).order_by(rows.c.id)
        for rows in (table, follows.subquery())
    )
    stored, following = (fetch(connection, side, is_as_stored=True) for side in sides)
    return {row[0] for row, now in zip(stored, following, strict=True) if row != now}


def count(unit: UnitOfWork, table: Any, *conditions: object) -> int:
    """How many rows of a table meet the conditions."""
    return unit.connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()  # type: ignore[arg-type]
