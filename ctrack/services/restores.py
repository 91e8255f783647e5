"""Bringing a register back from a backup, and moving one from one place to another, whatever the engines."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from ctrack.domain import failures
from ctrack.domain.failures import DatabaseExists, Failure, marked
from ctrack.domain.records.transfers import Copied
from ctrack.services.backups import (
    STAMP,
    WentOn,
    check_backup,
    fill_copy,
    name_backup,
    open_layout,
    save_backup,
)
from ctrack.services.layout_upgrades import upgrade_register
from ctrack.services.new_places import make_database
from ctrack.store.archives import unpack
from ctrack.store.copies import replace_pages
from ctrack.store.engine import open_engine
from ctrack.store.faults import explained
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.layout_checks import read_revision
from ctrack.store.layouts import downgrade_schema
from ctrack.store.new_files import ENDINGS, give_name
from ctrack.store.register_places import Place, read_place
from ctrack.store.tables import SCHEMA_REVISION


class PlaceTaken(failures.Refused):
    message = marked(
        "There is a register at {path} already. Add --replace to put the backup in its place; what is there is backed "
        "up first."
    )


def restore_backup(source: Path, place: Place, head: EntryHead, *, replaces: bool, folder: Path) -> Copied:
    """Put what a backup holds at a place, in this version's layout.

    What is there is replaced only where that is wanted, and kept in the folder first: packed, or as it is where it
    cannot be read.
    """
    taken = is_taken(place)
    if taken and not replaces:
        raise PlaceTaken(path=place.shown)
    with taken_out(source, place) as draft:
        layout, *_ = check_backup(draft, source)
        if layout != SCHEMA_REVISION:
            upgrade_register(read_place(str(draft)), head, draft.parent)
        kept, before = put_aside(place, head.moment, folder) if taken else (None, None)
        entries, last = fill(place, draft, before)
    size = place.path.stat().st_size if place.path else None
    older = layout if layout != SCHEMA_REVISION else None
    return Copied(str(source), place.shown, SCHEMA_REVISION, entries, last, size, older, kept)


def move_register(source: Place, target: Place) -> Copied:
    """Copy a register to a place where there is none, prove the two equal, and leave the first as it is."""
    if is_taken(target):
        raise DatabaseExists(path=target.shown)
    with open_layout(source) as (connection, layout):

        def copy(writing: Connection, draft: Place) -> tuple[int, str]:
            fill_copy(connection, writing, layout, source)
            return read_last(writing)

        entries, head = make_database(target, copy)
    size = target.path.stat().st_size if target.path else None
    return Copied(source.shown, target.shown, layout, entries, head, size)


def is_taken(place: Place) -> bool:
    """Whether something is at a place: a file of any kind, or a register on a server."""
    if place.path is not None:
        return place.path.exists()
    engine = open_engine(place)
    try:
        with explained(place.shown), engine.connect() as connection:
            return read_revision(connection) is not None
    finally:
        engine.dispose()


@contextmanager
def taken_out(source: Path, place: Place) -> Iterator[Path]:
    """The database of a backup, in a folder of its own: beside the file that it is to become, so that it can be named.

    The failures of the operating system name the backup.
    """
    beside = place.path.parent if place.path is not None and place.path.parent.is_dir() else None
    with tempfile.TemporaryDirectory(dir=beside, prefix=".ctrack-") as folder:
        draft = Path(folder) / "register.db"
        try:
            unpack(source, draft)
        except FileNotFoundError as error:
            raise failures.FileUnreadable(path=source, detail=error.strerror) from error
        yield draft


def put_aside(place: Place, moment: datetime, folder: Path) -> tuple[str, tuple[int, str] | None]:
    """Keep what is at a place: as a backup, else by another name; where it is now.

    Of a register that still stands there, the entry at which it was backed up, and the hash of that.
    """
    try:
        kept = save_backup(place, name_backup(place, folder, moment, "replaced-"), moment)
        return kept.place, (kept.entries, kept.head)
    except Failure:
        if place.path is None:
            raise
    aside = place.path.with_name(f"{place.path.name}.damaged-{moment.astimezone(UTC).strftime(STAMP)}")
    for ending in ENDINGS:
        with suppress(FileNotFoundError):
            place.path.with_name(place.path.name + ending).rename(aside.with_name(aside.name + ending))
    return str(aside), None


def fill(place: Place, draft: Path, before: tuple[int, str] | None) -> tuple[int, str]:
    """Bring what the draft holds to its place; the last entry and its hash.

    Raises WentOn where what stands there is no more what it was `before`: somebody has recorded meanwhile.
    """
    if place.path is not None:
        if before is not None:
            with explained(place.shown):
                if not replace_pages(draft, place.path, before):
                    raise WentOn(path=place.shown)
        else:
            give_name(draft, place.path)
        with open_layout(place) as (connection, _layout):
            return read_last(connection)
    if before is not None:
        return refill_server(read_place(str(draft)), place, before)
    moved = move_register(read_place(str(draft)), place)
    return moved.entries, moved.head


def refill_server(source: Place, place: Place, before: tuple[int, str]) -> tuple[int, str]:
    """Take the tables of a server's database away and make them anew, in one transaction that others see whole."""
    engine = open_engine(place)
    writing = engine.connect().execution_options(ctrack_writes=True)
    try:
        with (
            open_layout(source) as (reading, layout),
            explained(place.shown),
            writing as connection,
            connection.begin(),
        ):
            if read_last(connection) != before:
                raise WentOn(path=place.shown)
            downgrade_schema(connection, "base")
            fill_copy(reading, connection, layout, source)
            return read_last(connection)
    finally:
        engine.dispose()
