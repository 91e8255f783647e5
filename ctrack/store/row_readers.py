"""What the rows of a driver are made into: values of the types of their columns, and names for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, cast

from ctrack.domain.long_lists import Columns
from ctrack.domain.stored_json import read_stored


class Days(dict[str | None, date | None]):
    """Days by how they are written: of a million rows few have a day of their own."""

    def __missing__(self, text: str | None) -> date | None:
        day = self[text] = date.fromisoformat(cast(str, text))
        return day


class Flags(dict[Any, bool | None]):
    """Yes and no by how they are stored."""

    def __missing__(self, value: Any) -> bool:
        return bool(value)


class Floats(dict[Any, float | None]):
    """Numbers that a driver gives as another kind."""

    def __missing__(self, value: Any) -> float:
        return float(value)


def read_json(text: str | None) -> Any:
    """What a text in JSON holds."""
    return None if text is None else read_stored(text)


READERS: dict[str, Callable[[Any], Any]] = {
    "date": Days({None: None}).__getitem__,
    "json": read_json,
    "float": Floats({None: None}).__getitem__,
    "flag": Flags({None: None, 0: False, 1: True}).__getitem__,
}


def name_rows(rows: Iterable[Sequence[Any]], names: tuple[str, ...]) -> Iterator[Any]:
    """Each row as a tuple whose values have names."""
    attributes = {name: property(itemgetter(place)) for place, name in enumerate(names) if not hasattr(tuple, name)}
    attributes["_mapping"] = property(lambda row: dict(zip(names, row, strict=True)))
    make = type("Row", (tuple,), {"__slots__": (), **attributes})
    return map(make, rows)


def read_columns(columns: Columns, kinds: Sequence[str]) -> list[Sequence[Any]]:
    """The columns of some rows, after what their types ask for; what stands behind those that have one is left."""
    made = list(columns)
    for place, kind in enumerate(kinds):
        if kind and made:
            made[place] = list(map(READERS[kind], made[place]))
    return made


def read_values(found: Iterable[Sequence[Any]], kinds: tuple[str, ...]) -> Iterator[Sequence[Any]]:
    """The values of each row, after what the types of its columns ask for."""
    readers = [(place, READERS[kind]) for place, kind in enumerate(kinds) if kind]
    if not readers:
        yield from found
        return
    for row in found:
        values = list(row)
        for place, read in readers:
            values[place] = read(values[place])
        yield values
