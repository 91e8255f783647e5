"""Where undertakings stand at the moment that a connection shows, without what their commitments say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from ctrack.domain.dueness import Horizon
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.current_state import is_owed
from ctrack.store.fetched_rows import PORTION, fetch
from ctrack.store.queries import find_source
from ctrack.store.readings import Result
from ctrack.store.row_readers import read_values
from ctrack.store.row_records import STATUSES, Derived, Remembered, derive
from ctrack.store.sql import Connection, Select, commitment, party, select, undertaking


class Stand(NamedTuple):
    """The standing of an undertaking; of what comes round, also that of the date in hand; and what it is weighed by."""

    status: Status
    progress: int
    target: str | None
    occurrence: str | None
    status_in_hand: Status
    progress_in_hand: int
    weighed: Sequence[Any]


class Stands:
    """Where things stand on a day, by the moment that a connection shows."""

    def __init__(self, connection: Connection, horizon: Horizon) -> None:
        self.connection = connection
        self.derived: dict[Any, Derived] = Remembered(partial(derive, horizon))

    def read(self, codes: Collection[str]) -> dict[tuple[str, str], Stand]:
        """Where every party's undertakings under these commitments stand, by code and party."""
        found = {}
        asked = sorted(codes)
        # One statement for portions of any length.
        asked += asked[-1:] * (PORTION - len(asked))
        for code, whose, target, *weighed in self.fetch(asked):
            word, progress, _aim, occurrence, *_dates = weighed
            # What does not come round stands as it is stored.
            status = STATUSES[word]
            stood = (status, progress, target, occurrence, status, progress)
            if occurrence is not None:
                _due, (whole, share, _on), (*_days, in_hand, share_in_hand) = self.weigh(weighed)
                stood = (whole, share, target, occurrence, in_hand, share_in_hand)
            found[code, whose] = Stand(*stood, weighed)
        return found

    def is_overdue(self, stand: Stand) -> bool:
        """Whether an undertaking that stood so was overdue."""
        state: DueState = self.weigh(stand.weighed)[2][0]
        return state is DueState.OVERDUE

    def weigh(self, weighed: Sequence[Any]) -> Derived:
        """What follows on that day from the values of WEIGHED, without how often a date was put off."""
        return self.derived[*weighed, None, None]

    def fetch(self, asked: list[str]) -> Iterator[Sequence[Any]]:
        """The rows of these codes."""
        found = fetch(self.connection, select_stands(asked))
        return read_values(list(found.cursor), found.kinds) if isinstance(found, Result) else iter(found)


def select_stands(codes: list[str]) -> Select[Any]:
    """The statement that finds them by the codes of their commitments: after the target, what WEIGHED names."""
    item = undertaking.c
    return (
        select(
            commitment.c.code, party.c.code, item.target, item.status, item.progress, item.target_last,
            item.occurrence, item.due_last, item.status_on, item.updated_on, item.met_on, is_owed(),
            item.is_on_or_before,
        )
        .select_from(find_source(commitment.c.code, party.c.code))
        .where(commitment.c.code.in_(codes))
    )  # fmt: skip
