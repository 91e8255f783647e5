"""Making a database at a place where there is none: the whole of it, or nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, inspect

from ctrack.domain.failures import DatabaseExists, DatabaseForeign
from ctrack.domain.frozen import replace
from ctrack.store.engine import open_engine, prepare_file
from ctrack.store.faults import explained
from ctrack.store.layout_checks import read_revision
from ctrack.store.new_files import give_name, name_draft, refuse_taken, remove_remains
from ctrack.store.register_places import Place
from ctrack.store.server_checks import check_server
from ctrack.store.tables import metadata

Result = TypeVar("Result")
# What makes the tables and fills them, over a connection to the draft's place, within one transaction.
Filling = Callable[[Connection, Place], Result]


def make_database(place: Place, fill: Filling[Result]) -> Result:
    """Make the database and fill it; what the filling gives.

    A file is made under another name beside it and takes its own when it is whole, so that whoever looks meanwhile, or
    after a power cut, finds no half of one. Of two who make one at once the first that is done wins.
    """
    if place.path is None:
        return fill_place(place, place, fill)
    refuse_taken(place.path)
    draft = name_draft(place.path)
    try:
        result = fill_place(replace(place, path=draft), place, fill)
        with explained(place.shown):
            give_name(draft, place.path)
    finally:
        remove_remains(draft)
    return result


def fill_place(draft: Place, place: Place, fill: Filling[Result]) -> Result:
    """Make and fill the database at the draft's place; failures name the place that is meant."""
    engine = open_engine(draft, creates=True, shown=place.shown)
    try:
        with explained(place.shown):
            if draft.path:
                prepare_file(engine, draft.path)
            with engine.connect().execution_options(ctrack_writes=True) as connection, connection.begin():
                refuse_filled(connection, place)
                return fill(connection, draft)
    finally:
        engine.dispose()


def refuse_filled(connection: Connection, place: Place) -> None:
    """Refuse a server's database that holds a register already, or tables of somebody else that have our names."""
    if place.path is None:
        if read_revision(connection) is not None:
            raise DatabaseExists(path=place.shown)
        if {*metadata.tables, "alembic_version"} & set(inspect(connection).get_table_names()):
            raise DatabaseForeign(path=place.shown)
        check_server(connection, place.shown)
