"""The service that makes a register: the schema, the shipped catalogue, the parties it addresses, who is home."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from ctrack.domain.catalogue import FIRST_INSTRUMENTS, NEUTRAL_HOME, REGIONAL, UN, UNGA, PartyEntry
from ctrack.domain.frozen import replace
from ctrack.domain.records.registers import RegisterRecord
from ctrack.domain.vocabulary import PartyKind
from ctrack.services.instrument_links import add_links
from ctrack.services.instruments import CATALOGUE, Intake, add_instrument
from ctrack.services.new_places import make_database
from ctrack.services.parties import ensure_party
from ctrack.services.shipped_instruments import read_catalogue
from ctrack.store.canonical_rows import digest_rows
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.layouts import upgrade_schema
from ctrack.store.models import Setting
from ctrack.store.queries import HOME_KEY, read_home
from ctrack.store.register_places import Place
from ctrack.store.tables import (
    SCHEMA_REVISION,
    STATED,
    commitment,
    instrument,
    journal,
    metadata,
    setting,
    status_update,
    undertaking,
)
from ctrack.store.units import UnitOfWork


def make_register(
    place: Place, home: PartyEntry, head: EntryHead, chosen: Collection[str] = FIRST_INSTRUMENTS
) -> RegisterRecord:
    """Make the database at a place where there is none, and fill it with the shipped instruments that were chosen.

    All of it is made, or nothing is left behind.
    """

    def fill(connection: Connection, draft: Place) -> RegisterRecord:
        upgrade_schema(connection)
        fill_register(connection, home, head, chosen)
        return describe_register(connection, draft)

    record = make_database(place, fill)
    return replace(record, place=place.shown, size=place.path.stat().st_size if place.path else None)


def fill_register(
    connection: Connection, home: PartyEntry, head: EntryHead, chosen: Collection[str] = FIRST_INSTRUMENTS
) -> None:
    """The first journal entry: the chosen instruments by their digests, and the home party."""
    unit = UnitOfWork(connection, journals=False, moment=head.moment)
    session = unit.session
    # Where no State is home, somebody has to answer for what binds all States.
    states = () if home.kind is PartyKind.STATE else (NEUTRAL_HOME,)
    for body in (home, UN, UNGA, REGIONAL, *states):
        ensure_party(session, body).is_tracked = True
    session.add(Setting(key=HOME_KEY, value=home.code))
    session.flush()
    catalogue = read_catalogue(chosen)
    for entry, digest in catalogue:
        add_instrument(unit, Intake(entry, head, unit.number, CATALOGUE))
        unit.changes.append({"table": "instrument", "label": entry.slug, "sha256": digest})
    add_links(session, [entry for entry, _ in catalogue])
    session.flush()
    unit.changes.extend(digest_table(connection, name) for name in DIGESTED)
    unit.changes.append({"table": "setting", "label": HOME_KEY, "before": None, "after": {"value": home.code}})
    unit.close_entry(head)


# Everything but the settings, which the entry tells of one by one, and the journal itself.
DIGESTED = tuple(table.name for table in STATED if table.name not in (setting.name, journal.name))


def digest_table(connection: Connection, name: str) -> dict[str, object]:
    """What the first entry says of the rows that it brought: how many, the last key, and their digest."""
    key = metadata.tables[name].c.id
    count, last = connection.execute(select(func.count(), func.max(key))).one()
    return {
        "table": name,
        "label": "",
        "rows": count,
        "last": last,
        "sha256": digest_rows(connection, metadata.tables[name]),
    }


def describe_register(connection: Connection, place: Place) -> RegisterRecord:
    """Facts about the database itself."""

    def count(table: object) -> int:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]

    home = read_home(connection)
    number, head = read_last(connection)
    last = connection.scalar(select(journal.c.recorded_at).where(journal.c.number == number))
    return RegisterRecord(
        place=place.shown,
        engine=connection.dialect.name,
        revision=SCHEMA_REVISION,
        home=home[1],
        home_name=home[2],
        instruments=count(instrument),
        commitments=count(commitment),
        undertakings=count(undertaking),
        updates=count(status_update),
        entries=number,
        last_entry_at=last,
        head=head,
        size=place.path.stat().st_size if place.path else None,
    )
