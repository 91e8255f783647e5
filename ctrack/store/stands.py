"""Where undertakings stand at the moment that a connection shows, without what their commitments say."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from ctrack.domain.dueness import Dating, Horizon, counts_as_done, find_due_state
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.current_state import is_owed
from ctrack.store.queries import SOURCE, STATUSES
from ctrack.store.sql import Connection, Select, bindparam, commitment, party, select, undertaking


class Stand(NamedTuple):
    """The standing of an undertaking; of what comes round, also that of the date in hand."""

    status: Status
    progress: int
    target: str | None
    occurrence: str | None
    status_in_hand: Status
    progress_in_hand: int
    due_state: DueState


@cache
def select_stands() -> Select[Any]:
    """The statement that finds them by the codes of their commitments, the same one for each portion of these."""
    item = undertaking.c
    return (
        select(
            commitment.c.code, party.c.code, item.status, item.progress, item.target, item.occurrence, item.due_last,
            item.target_last, item.status_on, item.met_on, item.is_on_or_before, is_owed(),
        )
        .select_from(SOURCE)
        .where(commitment.c.code.in_(bindparam("codes", expanding=True)))
    )  # fmt: skip


def read_stands(connection: Connection, codes: Collection[str], horizon: Horizon) -> dict[tuple[str, str], Stand]:
    """Where every party's undertakings under these commitments stand, by code and party."""
    found = {}
    for row in connection.execute(select_stands(), {"codes": sorted(codes)}):
        code, whose, word, progress, target, occurrence, due, aim, status_on, met_on, is_latest, is_theirs = row
        status = STATUSES[word]
        dating = Dating(due, aim, occurrence, met_on, bool(is_theirs), not is_latest)
        state = find_due_state(status, status_on, dating, horizon)
        is_done = met_on is not None and counts_as_done(status, dating, horizon.today)
        shown, share = (Status.IMPLEMENTED, 100) if is_done else (status, progress)
        found[code, whose] = Stand(shown, share, target, occurrence, status, progress, state)
    return found
