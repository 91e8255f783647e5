"""The order of what both registers added to one list: that in which it was added, whichever register it was in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select, update

from ctrack.services.mergers.kinship import Kinship
from ctrack.services.mergers.traces import History
from ctrack.services.mergers.transplants import Transplant
from ctrack.store.chunks import split
from ctrack.store.journal import make_change
from ctrack.store.lineages import Clock
from ctrack.store.tables import commitment, instrument, section
from ctrack.store.work import UnitOfWork

# What is in an order of its own, and the column by which it is of one list.
LISTS: tuple[tuple[Any, str | None], ...] = (
    (instrument, None), (section, "instrument_id"), (commitment, "instrument_id"),
)  # fmt: skip


def number_again(unit: UnitOfWork, kinship: Kinship, transplant: Transplant) -> None:
    """Give what was added since the two parted places after all that was there."""
    for table, column in LISTS:
        turns = find_turns(kinship, table.name)
        lists: dict[Any, list[Any]] = {}
        for row in read_rows(unit, table, turns):
            lists.setdefault(row[column] if column else None, []).append(row)
        for rows in lists.values():
            ordered = sorted(rows, key=lambda row: turns[row["id"]])
            places = sorted(row["ordinal"] for row in rows)
            if len(set(places)) < len(places):
                places = list(range(places[0], places[0] + len(places)))
            for row, place in zip(ordered, places, strict=True):
                if row["ordinal"] != place:
                    set_place(unit, transplant, table, row, place)


def read_rows(unit: UnitOfWork, table: Any, keys: Iterable[Any]) -> Iterator[Any]:
    """The rows of these keys that are there, in the order of the keys."""
    names = ("id", "ordinal", "code", "slug", "instrument_id")
    columns = [table.c[name] for name in names if name in table.c]
    for chunk in split(list(keys)):
        rows = unit.connection.execute(select(*columns).where(table.c.id.in_(chunk))).mappings()
        found = {row["id"]: row for row in rows}
        yield from (found[key] for key in chunk if key in found)


def set_place(unit: UnitOfWork, transplant: Transplant, table: Any, row: Any, place: int) -> None:
    """Let one row stand at a place of its list."""
    unit.connection.execute(update(table).where(table.c.id == row["id"]).values(ordinal=place))
    label = row["code"] if table is commitment else row["slug"]
    transplant.note(make_change(table.name, row["id"], label, {"ordinal": row["ordinal"]}, {"ordinal": place}), None)


def find_turns(kinship: Kinship, table: str) -> dict[Any, tuple[Clock, Any]]:
    """By its key here when each row was added that came since, on whichever side that was first."""
    turns: dict[Any, tuple[Clock, Any]] = {}
    for side in (kinship.ours, kinship.theirs):
        for (name, key), trace in side.traces.items():
            mine = key if side is kinship.ours else kinship.found.get((name, key))
            if name == table and trace.is_new and mine is not None and trace.births:
                first = min(find_turn(kinship, side, *birth) for birth in trace.births)
                turns[mine] = min(turns.get(mine, first), first)
    return turns


def find_turn(kinship: Kinship, side: History, entry: str, key: Any) -> tuple[Clock, Any]:
    """When a row was born, so that both registers agree on it."""
    known = side.lineage if entry in side.lineage.all else kinship.ours.lineage
    return known.find_clock(entry), key
