"""Which status updates stand: one that was retracted does not, unless its retraction was itself retracted."""

from __future__ import annotations

from collections.abc import Iterable

from ctrack.store.moments import EVER, Moment, was_known
from ctrack.store.sql import ColumnElement, Connection, func, literal, select, status_update


def stands(moment: Moment = EVER) -> ColumnElement[bool]:
    """The condition that a status update stands: it is no retraction, and an even number of retractions follow upon it.

    Only what was recorded by the moment counts.
    """
    later = status_update.alias("later")
    first = select(later.c.retracts_id.label("root"), later.c.id, literal(1).label("depth")).where(
        # That there is one follows from the second, but no engine knows: by the first it finds the few by their index.
        later.c.retracts_id.is_not(None),
        later.c.retracts_id < later.c.id,
        was_known(later.c.recorded_at, later.c.journal_number, moment),
    )
    # Without a name of its own, for a statement may ask twice.
    chain = first.cte(recursive=True)
    further = status_update.alias("further")
    step = select(chain.c.root, further.c.id, chain.c.depth + 1).where(
        further.c.retracts_id == chain.c.id,
        # A later one always has a higher number: a file in which that is not so must not keep anybody for ever.
        further.c.id > chain.c.id,
        was_known(further.c.recorded_at, further.c.journal_number, moment),
    )
    chain = chain.union_all(step)
    retracted = select(chain.c.root).group_by(chain.c.root).having(func.max(chain.c.depth) % 2 == 1)
    return status_update.c.retracts_id.is_(None) & status_update.c.id.not_in(retracted)


# As many keys as any engine binds in one statement, with room to spare.
MOST_KEYS = 400


def find_ends(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """The last retraction that follows upon each of these status updates, and the update itself where none does.

    Another one belongs there: each turns what the whole chain says.
    """
    ends = {key: key for key in keys}
    places = dict(ends)
    while places:
        further: dict[int, int] = {}
        known = sorted(places)
        for start in range(0, len(known), MOST_KEYS):
            chunk = known[start : start + MOST_KEYS]
            statement = select(status_update.c.retracts_id, status_update.c.id).where(
                status_update.c.id > status_update.c.retracts_id
            )
            for before, after in connection.execute(statement.where(status_update.c.retracts_id.in_(chunk))):
                further[after] = places[before]
                ends[places[before]] = after
        places = further
    return ends
