"""The record of each row of a listing: what is stored, and what follows from it and from today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from ctrack.domain.dueness import Dating, Horizon, counts_as_done, find_due_state, is_open
from ctrack.domain.fields.registry import FILED
from ctrack.domain.records.undertakings import Row
from ctrack.domain.themes import unpack_themes
from ctrack.domain.vocabulary import DueState, Status

# So many values are remembered, and what was made of each.
MOST_REMEMBERED = 4_096
STATUSES = {status.value: status for status in Status}
# What follows from what is stored, as it stands at the end of a row; and what it follows from.
DERIVED = (
    "status", "progress", "status_on", "tags", "themes", "due", "due_state", "days_left", "is_stale", "postponed",
    "postponed_from", "status_in_hand", "progress_in_hand", "filed",
)  # fmt: skip
WEIGHED = (
    "status", "progress", "target_last", "occurrence", "due_last", "status_on", "updated_on", "met_on", "is_owed",
    "is_on_or_before", "postponed", "postponed_from",
)  # fmt: skip
# What a row has as it is stored.
PLAIN = Row._fields[: -len(DERIVED)]
FILED_KEYS = tuple(field.key for field in FILED)
# What follows from the standing and the dates of a row: the occurrence in hand, how it stands, and how its dates do.
Derived = tuple[str | None, tuple[Any, ...], tuple[Any, ...]]


class Remembered(dict[Any, Any]):
    """What was made of the last few thousand different values: what follows one another is mostly alike."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make = make

    def __missing__(self, value: Any) -> Any:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        made = self[value] = self.make(value)
        return made


def make_rows(names: Iterable[str], found: Iterable[Sequence[Any]], horizon: Horizon) -> Iterator[Row]:
    """The record of each row by the names of its columns, with what follows from today.

    The names are looked up once a statement and not once a row, of which there may be 100,000; what follows from one
    standing and the same dates is found once.
    """
    places = {name: place for place, name in enumerate(names)}
    take = itemgetter(*(places[name] for name in PLAIN))
    weigh = itemgetter(*(places[name] for name in WEIGHED))
    rest = itemgetter(*(places[name] for name in ("tags", "themes", "deadline", "moved_deadline", "target")))
    filed = itemgetter(*(places[field.name] for field in FILED))
    known, split, unpack = Remembered(partial(derive, horizon)), Remembered(split_tags), Remembered(unpack_themes)
    file = Remembered(lambda values: dict(zip(FILED_KEYS, values, strict=True)))
    make = tuple.__new__
    for values in found:
        occurrence, standing, dates = known[weigh(values)]
        tags, themes, deadline, moved, target = rest(values)
        lists = (split[tags], unpack[themes], occurrence or moved or deadline or target)
        yield make(Row, (*take(values), *standing, *lists, *dates, file[filed(values)]))


def split_tags(tags: str) -> tuple[str, ...]:
    """The tags of an undertaking."""
    return tuple(tags.split())


def derive(horizon: Horizon, weighed: Sequence[Any]) -> Derived:
    """What follows today from the values of WEIGHED."""
    (word, progress, target_last, occurrence, due_last, status_on, updated_on, met_on, is_theirs, is_latest, times,
     put_off) = weighed  # fmt: skip
    status = STATUSES[word]
    dating = Dating(due_last, target_last, occurrence, met_on, bool(is_theirs), not is_latest)
    state = find_due_state(status, status_on, dating, horizon)
    is_pending = is_open(status)
    is_late = is_pending and due_last is not None and state is not DueState.NOT_LOOKED_UP
    is_done = met_on is not None and counts_as_done(status, dating, horizon.today)
    standing = (
        Status.IMPLEMENTED if is_done else status,
        100 if is_done else progress,
        met_on if is_done else status_on,
    )
    dates = (
        state,
        (due_last - horizon.today).days if is_late else None,
        is_stale(status, updated_on, horizon),
        times or 0,
        put_off if is_pending else None,
        status,
        progress,
    )
    return occurrence, standing, dates


def is_stale(status: Status, updated_on: date | None, horizon: Horizon) -> bool:
    """Whether an open undertaking has been silent for too long; one that was never spoken of is not reported."""
    return is_open(status) and updated_on is not None and updated_on < horizon.stale
