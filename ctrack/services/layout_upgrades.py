"""Bringing a register to this version's layout: after a backup that was read back, in one transaction that is proven.

What cannot be brought there is refused, and an upgrade that is cut off leaves the register as it was.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.pool import StaticPool

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import DatabaseFailure, DatabaseForeign, Failure, marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.registers import Upgrade
from ctrack.domain.records.transfers import Copied
from ctrack.services.backups import WentOn, know_layout, name_backup, open_layout, save_backup
from ctrack.services.upgrades import bring_in_step
from ctrack.services.verification import verify_register
from ctrack.store.damage import refuse_no_home, refuse_orphans
from ctrack.store.engine import give_back_room, open_engine
from ctrack.store.faults import explained
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.layouts import upgrade_schema
from ctrack.store.register_places import Place
from ctrack.store.tables import SCHEMA_REVISION, metadata
from ctrack.store.turns import begin
from ctrack.store.units import UnitOfWork


class NeverReleased(DatabaseFailure):
    message = marked(
        "The register {path} says that its layout is {layout}, but the columns of its table {table} are others: it was "
        "damaged, or made by a version between two releases. It was left as it is; restore a backup, or make a new "
        "register."
    )


class UpgradeTakenBack(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The register {path} could not be brought from layout {layout} to {wanted}: after it, entry {number} differs "
        "from what the journal says. It was left as it is, with layout {layout}; restore a backup."
    )


def upgrade_register(place: Place, head: EntryHead, folder: Path) -> Upgrade:
    """Bring the register to this version's layout, and where things stand in step with it.

    A backup of what is there goes into the folder first.
    """
    with open_layout(place) as (connection, layout):
        if layout == SCHEMA_REVISION:
            return Upgrade(layout, layout)
        refuse_unreleased(connection, place, layout)
        refuse_no_home(place, connection)
        refuse_orphans(place, connection)
    kept = keep_layout(place, layout, folder, head.moment)
    try:
        done = upgrade_in_place(place, head, kept)
    except Failure:
        # The register is what it was, and the copy of it is of no use.
        Path(kept.place).unlink(missing_ok=True)
        raise
    if place.path is not None:
        give_back_room(place.path)
    return done


def keep_layout(place: Place, layout: str, folder: Path, moment: datetime) -> Copied:
    """A backup whose name says of which layout it is."""
    return save_backup(place, name_backup(place, folder, moment, f"layout-{layout}-"), moment)


def upgrade_in_place(place: Place, head: EntryHead, kept: Copied) -> Upgrade:
    """Run the revisions, work out what follows from them and check all of it, in one transaction."""
    engine = open_engine(place)
    writing = engine.connect().execution_options(ctrack_writes=True)
    try:
        with explained(place.shown), writing as connection, connection.begin():
            found = know_layout(connection, place)
            if (found, *read_last(connection)) != (kept.layout, kept.entries, kept.head):
                # Somebody wrote to it since it was copied.
                raise WentOn(path=place.shown)
            if not upgrade_schema(connection):
                raise DatabaseForeign(path=place.shown)
            unit = UnitOfWork(connection, moment=head.moment)
            done = replace(bring_in_step(unit, found, SCHEMA_REVISION), kept=kept.place)
            unit.close_entry(head)
            verdict = verify_register(connection)
            if not verdict.holds:
                raise UpgradeTakenBack(
                    path=place.shown, layout=found, wanted=SCHEMA_REVISION, number=verdict.entry or 1
                )
            return done
    finally:
        engine.dispose()


def refuse_unreleased(connection: Connection, place: Place, layout: str) -> None:
    """Refuse a register whose tables are not what the revision that it names makes."""
    here, wanted = read_columns(connection), columns_of(layout)
    if not wanted:
        raise DatabaseForeign(path=place.shown)
    for table, columns in wanted.items():
        if here.get(table) != columns:
            raise NeverReleased(path=place.shown, layout=layout, table=table)


def read_columns(connection: Connection) -> dict[str, set[str]]:
    """By table of ours the names of its columns."""
    known = inspect(connection)
    return {
        name: {column["name"] for column in known.get_columns(name)}
        for name in metadata.tables
        if known.has_table(name)
    }


def columns_of(layout: str) -> dict[str, set[str]]:
    """The tables and columns that the revisions up to a layout make, in memory; none where there is no such layout."""
    # The driver begins no transaction of its own.
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None})
    event.listen(engine, "begin", begin)
    try:
        with engine.connect() as connection, connection.begin():
            return read_columns(connection) if upgrade_schema(connection, layout) else {}
    finally:
        engine.dispose()
