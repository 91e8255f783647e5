"""Every undertaking that fits a filter, a portion at a time: what an export is made of, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctrack.domain.dueness import Horizon
from ctrack.domain.languages import OFFICIAL
from ctrack.domain.long_lists import Columns
from ctrack.domain.records.undertakings import Row
from ctrack.services.listings import make_scope
from ctrack.store.fetched_rows import RawRows
from ctrack.store.queries import count_rows, select_rows
from ctrack.store.row_records import column_maker, make_row
from ctrack.store.sql import Connection, Text, case, cast, commitment, func, select

if TYPE_CHECKING:
    from ctrack.domain.filters import Node


def count_fitting(connection: Connection, node: Node | None, horizon: Horizon) -> int:
    """How many undertakings `list` would show."""
    return count_rows(connection, make_scope(connection, node, horizon))


def stream_columns(connection: Connection, node: Node | None, horizon: Horizon) -> Iterator[Columns]:
    """The columns of the undertakings that `list` would show, in the order of the register, those of few at a time."""
    found = RawRows(connection, select_rows(make_scope(connection, node, horizon)))
    make = column_maker(found.names, horizon, found.kinds)
    return (make(list(zip(*portion, strict=True))) for portion in found)


def list_rows(connection: Connection, node: Node | None, horizon: Horizon) -> list[Row]:
    """The same undertakings as records."""
    return [
        make_row(row) for columns in stream_columns(connection, node, horizon) for row in zip(*columns, strict=True)
    ]


def list_title_languages(connection: Connection) -> tuple[str, ...]:
    """The languages in which any title of the register is."""
    text = cast(commitment.c.title, Text)
    told = [func.max(case((text.contains(f'"{language}":', autoescape=True), 1), else_=0)) for language in OFFICIAL]
    found = connection.execute(select(*told)).one()
    return tuple(language for language, is_there in zip(OFFICIAL, found, strict=True) if is_there)
