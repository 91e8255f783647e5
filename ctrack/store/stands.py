"""Where undertakings stand at the moment that a connection shows, without what their commitments say."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any, NamedTuple

from ctrack.domain.dueness import Horizon
from ctrack.domain.remembered import Remembered
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.current_state import is_owed
from ctrack.store.fetched_rows import PORTION, fetch
from ctrack.store.queries import SOURCE
from ctrack.store.row_records import derive
from ctrack.store.sql import Connection, Select, commitment, party, select, undertaking


class Stand(NamedTuple):
    """The standing of an undertaking; of what comes round, also that of the date in hand."""

    status: Status
    progress: int
    target: str | None
    occurrence: str | None
    status_in_hand: Status
    progress_in_hand: int
    due_state: DueState


class Stands:
    """Where things stand on a day, by the moment that a connection shows."""

    def __init__(self, connection: Connection, horizon: Horizon) -> None:
        self.connection = connection
        self.derived = Remembered(partial(derive, horizon))

    def read(self, codes: Collection[str]) -> dict[tuple[str, str], Stand]:
        """Where every party's undertakings under these commitments stand, by code and party."""
        found = {}
        asked = sorted(codes)
        # One statement for portions of any length.
        asked += asked[-1:] * (PORTION - len(asked))
        for code, whose, target, *weighed in fetch(self.connection, select_stands(asked)):
            occurrence, status, progress, _on, state, *_dates, in_hand, share = self.derived[*weighed, None, None]
            found[code, whose] = Stand(status, progress, target, occurrence, in_hand, share, state)
        return found


def select_stands(codes: list[str]) -> Select[Any]:
    """The statement that finds them by the codes of their commitments: after the target, what WEIGHED names."""
    item = undertaking.c
    return (
        select(
            commitment.c.code, party.c.code, item.target, item.status, item.progress, item.target_last,
            item.occurrence, item.due_last, item.status_on, item.updated_on, item.met_on, is_owed(),
            item.is_on_or_before,
        )
        .select_from(SOURCE)
        .where(commitment.c.code.in_(codes))
    )  # fmt: skip
