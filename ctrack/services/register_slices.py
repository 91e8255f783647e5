"""A register of its own in a new file of SQLite that holds a part of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ctrack.domain.catalogue import NEUTRAL_HOME
from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import replace
from ctrack.services.new_places import make_database
from ctrack.services.register_contents import Contents
from ctrack.services.register_intake import as_written, take_register
from ctrack.services.registers import fill_register
from ctrack.services.undo_order import MAKING
from ctrack.store.journal import EntryHead
from ctrack.store.layouts import upgrade_schema
from ctrack.store.register_places import Place, read_place
from ctrack.store.work import UnitOfWork


def make_slice(path: Path, contents: Contents, head: EntryHead, horizon: Horizon) -> None:
    """Make the file; its journal begins with it."""

    def fill(connection: Connection, draft: Place) -> None:
        upgrade_schema(connection)
        fill_register(connection, NEUTRAL_HOME, replace(head, command=MAKING[0]), ())
        unit = UnitOfWork(connection, moment=head.moment)
        take_register(unit, list_pieces(contents), path.name, horizon, lambda: ())
        unit.close_entry(head)

    make_database(read_place(str(path)), fill)


def list_pieces(contents: Contents) -> Iterator[tuple[str, int, Any]]:
    """The contents as a file of JSON would give them."""
    yield from ((name, 0, value) for name, value in contents.head.items())
    for name, records in contents.records:
        yield from ((name, number, as_written(record)) for number, record in enumerate(records, 1))
