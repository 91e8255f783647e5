"""A sheet that goes out to be filled in, and comes back with what is new, as records: its words and its rows."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: what its head calls it, how wide it is, and for one to be filled in its field and how it is meant."""

    label: str
    width: int
    field: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class UpdateSheet:
    """The sheet: what it tells, what it asks, the statuses to choose from, and a page on how it is filled in."""

    name: str
    is_mirrored: bool
    told: tuple[SheetColumn, ...]
    asked: tuple[SheetColumn, ...]
    rows: tuple[tuple[str | int, ...], ...]
    statuses: tuple[str, ...]
    guide_name: str
    guide: tuple[str, ...]
    # What stands in the cells to be filled in, row by row; without it they are empty. And the line by which a pack is
    # known again.
    filled: tuple[tuple[str | int | None, ...], ...] = ()
    label: str = ""
