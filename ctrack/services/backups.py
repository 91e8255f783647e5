"""Backups: a register packed into one file, read back and checked before anybody relies on it.

Whatever the engine, what is packed is a file of SQLite that `ctrack --db` opens once it is taken out.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, text

from ctrack.domain import failures
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Message, Refused, marked
from ctrack.domain.records.transfers import Copied
from ctrack.services.new_places import make_database
from ctrack.services.verification import verify_register
from ctrack.store.access.withheld import sees_part
from ctrack.store.archives import BackupDamaged, pack, unpack
from ctrack.store.copies import copy_pages, copy_rows, find_difference
from ctrack.store.engine import open_engine
from ctrack.store.faults import explained
from ctrack.store.journal import read_last
from ctrack.store.layout_checks import read_revision
from ctrack.store.layouts import upgrade_schema
from ctrack.store.new_files import give_name, name_draft, remove_remains
from ctrack.store.register_places import Place, read_place
from ctrack.store.tables import SCHEMA_REVISION
from ctrack.store.work import SNAPSHOT, Register

ENDING = ".db.gz"
STAMP = "%Y%m%dT%H%M%SZ"


class BackupExists(Refused):
    message = marked("{path} exists already and was left alone. Name another file, or a folder.")


class PartOnly(Refused):
    message = marked(
        "The role that is connected to {path} sees only a part of the register, so that it can neither copy nor "
        "replace it. Connect as an administrator: 'ctrack access list' names them."
    )


class WentOn(failures.DatabaseFailure):
    message = marked(
        "Somebody recorded something in {path} after it was copied, so that nothing was changed. Run the command again "
        "when nobody writes."
    )


class NotCopied(failures.Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked("The copy of {path} is not equal to it: table {table} differs. The copy was thrown away.")


def save_backup(place: Place, target: Path, moment: datetime, *, keep: int | None = None) -> Copied:
    """Pack the register into a file, or into a new file of a folder; of those in the folder the newest `keep` stay."""
    path = name_backup(place, target, moment) if target.is_dir() else target
    if path.exists():
        raise BackupExists(path=path)
    draft = name_draft(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ctrack-") as folder, explained(str(path)):
            copied = copy_register(place, Path(folder) / "register.db")
            pack(Path(folder) / "register.db", draft)
            unpack(draft, Path(folder) / "read-back.db")
            layout, entries, head = check_backup(Path(folder) / "read-back.db", draft)
            if (layout, entries, head) != copied:
                raise BackupDamaged(path=path, detail=Message(marked("it is not what was written")))
            give_name(draft, path)
    finally:
        remove_remains(draft)
    let_go = thin_out(place, path, keep) if keep is not None else ()
    return Copied(place.shown, str(path), layout, entries, head, path.stat().st_size, let_go=let_go)


def name_backup(place: Place, folder: Path, moment: datetime, word: str = "") -> Path:
    """The name of a backup in a folder: of what, and when (UTC)."""
    return folder / f"{name_register(place)}-{word}{moment.astimezone(UTC).strftime(STAMP)}{ENDING}"


def name_register(place: Place) -> str:
    """What a register is called in the name of a file."""
    if place.path is not None:
        return place.path.name.removesuffix(".db")
    from sqlalchemy.engine import make_url

    return re.sub(r"[^\w.-]+", "-", make_url(place.url).database or "register")


def thin_out(place: Place, path: Path, keep: int) -> tuple[str, ...]:
    """Let go of the oldest backups of this register beside a new one, until as many are left as wanted."""
    ours = list_backups(place, path.parent)
    gone = [each for each in ours[max(keep, 1) :] if each != path]
    for each in gone:
        each.unlink()
    return tuple(each.name for each in gone)


def list_backups(place: Place, folder: Path | None = None) -> list[Path]:
    """The backups of a register in a folder, else beside it, by their names; the newest first."""
    where = folder or (place.path.parent if place.path is not None else None)
    form = re.compile(re.escape(name_register(place)) + r"-\d{8}T\d{6}Z" + re.escape(ENDING))
    return sorted((each for each in where.iterdir() if form.fullmatch(each.name)), reverse=True) if where else []


def copy_register(place: Place, target: Path) -> tuple[str, int, str]:
    """Copy the register at a place, of whatever layout, into a new file; its layout, its last entry and the hash."""
    if place.path is not None:
        with open_layout(place):
            copy_pages(place.path, target)
        with open_layout(read_place(str(target))) as (copy, layout):
            return (layout, *read_last(copy))
    with open_layout(place) as (connection, layout):

        def fill(writing: Connection, draft: Place) -> tuple[int, str]:
            fill_copy(connection, writing, layout, place)
            return read_last(writing)

        return (layout, *make_database(read_place(str(target)), fill))


def fill_copy(source: Connection, target: Connection, layout: str, place: Place) -> None:
    """Make the tables of a layout and copy every row into them; raises NotCopied where the two are not equal."""
    upgrade_schema(target, layout)
    copy_rows(source, target)
    table = find_difference(source, target)
    if table is not None:
        raise NotCopied(path=place.shown, table=table)


@contextmanager
def open_layout(place: Place) -> Iterator[tuple[Connection, str]]:
    """A connection that reads one state of a register of any layout that this version knows, and which it is."""
    engine = open_engine(place)
    try:
        with explained(place.shown), Register(place, engine).connect(SNAPSHOT) as connection:
            yield connection, know_layout(connection, place)
    finally:
        engine.dispose()


def know_layout(connection: Connection, place: Place) -> str:
    """The layout of a register; refused where it is none, or one of a later version."""
    found = read_revision(connection)
    if found is None:
        raise failures.DatabaseForeign(path=place.shown)
    if found > SCHEMA_REVISION:
        raise failures.DatabaseTooNew(path=place.shown, found=found)
    if sees_part(connection):
        raise PartOnly(path=place.shown)
    return found


def check_backup(path: Path, source: Path) -> tuple[str, int, str]:
    """Read a register that was taken out of a backup: whole for SQLite, and what its journal says it is."""
    with open_layout(read_place(str(path))) as (connection, layout):
        said = connection.scalar(text("PRAGMA integrity_check(1)"))
        if said != "ok":
            raise BackupDamaged(path=source, detail=str(said))
        if layout == SCHEMA_REVISION:
            verdict = verify_register(connection)
            if not verdict.holds:
                detail = Message(marked("entry {number} differs"), {"number": verdict.entry})
                raise BackupDamaged(path=source, detail=detail)
        return (layout, *read_last(connection))
