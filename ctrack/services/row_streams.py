"""Every undertaking that fits a filter, one at a time: what an export is made of, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctrack.domain.dueness import Horizon
from ctrack.domain.languages import OFFICIAL
from ctrack.domain.records.undertakings import Row
from ctrack.services.listings import make_scope
from ctrack.store.fetched_rows import fetch
from ctrack.store.queries import count_rows, select_rows
from ctrack.store.row_records import make_rows
from ctrack.store.sql import Connection, Text, case, cast, commitment, func, select

if TYPE_CHECKING:
    from ctrack.domain.filters import Node


def count_fitting(connection: Connection, node: Node | None, horizon: Horizon) -> int:
    """How many undertakings `list` would show."""
    return count_rows(connection, make_scope(connection, node, horizon))


def stream_rows(connection: Connection, node: Node | None, horizon: Horizon) -> Iterator[Row]:
    """The undertakings that `list` would show, in the order of the register, few of them in memory at a time."""
    found = fetch(connection, select_rows(make_scope(connection, node, horizon)))
    return make_rows(found.keys(), found, horizon)


def list_title_languages(connection: Connection) -> tuple[str, ...]:
    """The languages in which any title of the register is."""
    text = cast(commitment.c.title, Text)
    told = [func.max(case((text.contains(f'"{language}":', autoescape=True), 1), else_=0)) for language in OFFICIAL]
    found = connection.execute(select(*told)).one()
    return tuple(language for language, is_there in zip(OFFICIAL, found, strict=True) if is_there)
