"""The record of each row of a listing: what is stored, and what follows from it and from today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Any

from ctrack.domain.dueness import Dating, Horizon, counts_as_done, find_due_state, is_open
from ctrack.domain.fields.registry import FILED
from ctrack.domain.long_lists import Columns
from ctrack.domain.records.undertakings import Row
from ctrack.domain.remembered import Remembered
from ctrack.domain.themes import unpack_themes
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.row_readers import read_columns

# So many rows are made at once.
PORTION = 500
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
Derived = tuple[Any, ...]
make_row: Callable[[Iterable[Any]], Row] = partial(tuple.__new__, Row)


def make_rows(
    names: Iterable[str], found: Iterable[Sequence[Any]], horizon: Horizon, kinds: Sequence[str] = ()
) -> Iterator[Row]:
    """The record of each row by the names of its columns, with what follows from today.

    With `kinds` the values are as the driver gave them.
    """
    make, left = column_maker(names, horizon, kinds), iter(found)
    while portion := list(islice(left, PORTION)):
        yield from map(make_row, zip(*make(list(zip(*portion, strict=True))), strict=True))


def column_maker(names: Iterable[str], horizon: Horizon, kinds: Sequence[str] = ()) -> Callable[[Columns], Columns]:
    """What makes of the columns of some rows those of their records, in the order of the fields of `Row`.

    What is done once a portion is not done once a row, of which there may be a million; what follows from one standing
    and the same dates is found once.
    """
    places = {name: place for place, name in enumerate(names)}
    take = itemgetter(*(places[name] for name in PLAIN))
    weigh = itemgetter(*(places[name] for name in WEIGHED))
    rest = itemgetter(*(places[name] for name in ("tags", "themes", "deadline", "moved_deadline", "target")))
    file_of = itemgetter(*(places[field.name] for field in FILED))
    known, split, unpack = Remembered(partial(derive, horizon)), Remembered(split_tags), Remembered(unpack_themes)
    file = Remembered(lambda values: dict(zip(FILED_KEYS, values, strict=True)))

    def make(stored: Columns) -> Columns:
        columns = read_columns(stored, kinds)
        derived = map(known.__getitem__, zip(*weigh(columns), strict=True))
        occurrence, status, progress, status_on, *dates = zip(*derived, strict=True)
        tags, themes, deadline, moved, target = rest(columns)
        due = [first or second or third or last
               for first, second, third, last in zip(occurrence, moved, deadline, target, strict=True)]  # fmt: skip
        lists = (list(map(split.__getitem__, tags)), list(map(unpack.__getitem__, themes)), due)
        filed = list(map(file.__getitem__, zip(*file_of(columns), strict=True)))
        return (*take(columns), status, progress, status_on, *lists, *dates, filed)

    return make


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
    return (
        occurrence,
        Status.IMPLEMENTED if is_done else status,
        100 if is_done else progress,
        met_on if is_done else status_on,
        state,
        (due_last - horizon.today).days if is_late else None,
        is_stale(status, updated_on, horizon),
        times or 0,
        put_off if is_pending else None,
        status,
        progress,
    )


def is_stale(status: Status, updated_on: date | None, horizon: Horizon) -> bool:
    """Whether an open undertaking has been silent for too long; one that was never spoken of is not reported."""
    return is_open(status) and updated_on is not None and updated_on < horizon.stale
