"""What an export writes as a table: its columns, its rows one by one, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ctrack.domain.frozen import dataclass

# What a cell holds; nothing where it is empty.
ExportCell = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its field, what its head says, how wide it is, and for one that may be filled in how, or from what."""

    key: str
    label: str
    width: int = 14
    is_open: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """A table that is written while its rows are read, with the names of its pages and a page of notes.

    `portions` are the columns of some rows at a time.
    """

    name: str
    columns: tuple[ExportColumn, ...]
    portions: Iterable[Sequence[Sequence[ExportCell]]]
    is_mirrored: bool = False
    guide_name: str = ""
    guide: tuple[str, ...] = ()
    lists_name: str = ""
