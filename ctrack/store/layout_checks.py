"""Whether what was opened is a register of this version's layout, asked before anything else is read."""

from __future__ import annotations

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.store.faults import APPLICATION_ID
from ctrack.store.guards import SCHEMA, find_strange
from ctrack.store.kept_statements import read_layout
from ctrack.store.register_places import Place
from ctrack.store.sql import Connection, text


def read_revision(connection: Connection) -> str | None:
    """The schema revision of the database, None where it is not one of ours."""
    if connection.dialect.name == "sqlite":
        if connection.scalar(text("PRAGMA application_id")) != APPLICATION_ID:
            return None
        known = connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"))
        return connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
    is_ours = "to_regclass('undertaking') IS NOT NULL AND to_regclass('alembic_version') IS NOT NULL"
    # Where access is arranged, a transaction begins by entering it: who sees a part reads views of that part.
    known, has_access = connection.execute(
        text(f"SELECT {is_ours}, to_regproc('ctrack_access.enter') IS NOT NULL")
    ).one()
    entered = ", ctrack_access.enter()" if has_access else ""
    return connection.scalar(text(f"SELECT version_num{entered} FROM alembic_version")) if known else None


def check_revision(connection: Connection, place: Place) -> None:
    """Go on only with a database of exactly this version's layout; nothing is migrated behind someone's back.

    Revisions are numbered ("0001", "0002" ...), so that an older one sorts first.
    """
    try:
        found = read_revision(connection)
    except Exception as error:
        raise explained_as_foreign(error, place) from error
    if found is None:
        if place.path is None:
            raise failures.DatabaseMissing(path=place.shown, command=f"'{place.named} init'")
        refuse_unmarked(connection, place)
        raise failures.DatabaseForeign(path=place.shown)
    layout = read_layout()
    if found < layout:
        raise failures.DatabaseTooOld(path=place.shown, found=found)
    if found > layout:
        raise failures.DatabaseTooNew(path=place.shown, found=found)
    if place.path is not None:
        refuse_strange(connection, place)


def refuse_unmarked(connection: Connection, place: Place) -> None:
    """Refuse as damaged what is no register by its mark, and is one by all else."""
    names = {name for _kind, name in connection.execute(text(SCHEMA))}
    if {"undertaking", "journal", "status_update"} <= names:
        detail = Message(marked("what says that it is a register, or of which layout, is gone"))
        raise failures.DatabaseDamaged(path=place.shown, detail=detail)


def refuse_strange(connection: Connection, place: Place) -> None:
    """Refuse a file in which something of ours is missing, or in which something stands that is not ours."""
    strange = find_strange(connection, to_write=connection.get_execution_options().get("ctrack_writes", False))
    if strange is not None:
        facts = {"table": strange[0], "what": strange[1]}
        raise failures.DatabaseDamaged(path=place.shown, detail=Message(marked("{table}: {what}"), facts))


def explained_as_foreign(error: Exception, place: Place) -> Exception:
    """DatabaseForeign where an error of the driver says that a table of ours is not there, else the error itself."""
    said = str(getattr(error, "orig", ""))
    if "no such table" in said or "does not exist" in said:
        return failures.DatabaseForeign(path=place.shown)
    return error
