"""Commitments that come in by the batch: what is written is what entities would have written, one after the other."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from ctrack.domain.catalogue import InstrumentEntry
from ctrack.domain.vocabulary import PartyKind
from ctrack.exchange.instrument_file import read_instrument
from ctrack.services.instruments import (
    OWN,
    Intake,
    add_instrument,
    bind_home,
    bind_parties,
    make_commitment,
    make_instrument,
)
from ctrack.services.observations import observe, take_positions
from ctrack.services.standings import Stamp
from ctrack.store.models import Party, Section
from ctrack.store.tables import instrument
from ctrack.store.work import UnitOfWork
from tests.services.test_instruments import GOOD
from tests.support.registers import TODAY, head, is_sound, opened, read_content
from tests.support.runner import Runner

# With a text that comes round, a stance, and a party that nobody named before.
MORE = 'force = "should"\nrecurrence = "P1Y"\nposition = { KW = "supported", DJ = "noted" }'
TEXT = GOOD.replace('force = "should"', MORE)


def add_by_entities(unit: UnitOfWork, entry: InstrumentEntry) -> None:
    """An instrument, each of its rows by the mapper."""
    last = max(unit.connection.scalars(select(instrument.c.ordinal)))
    row = make_instrument(entry, last + 1, OWN)
    parts = {item.slug: Section(instrument=row, slug=item.slug, ordinal=place, title=item.title)
             for place, item in enumerate(entry.sections, 1)}  # fmt: skip
    unit.session.add_all([row, *parts.values()])
    states = list(unit.session.scalars(select(Party).where(Party.kind == PartyKind.STATE.value, Party.is_tracked)))
    stamp = Stamp(head().author, head().recorded_at, unit.number, TODAY)
    for place, item in enumerate(bind_home(unit, entry.commitments), 1):
        made = make_commitment(item, place, row, parts[item.section])
        unit.session.add(made)
        bind_parties(unit, made, item, states)
        observe(unit, made, item.observed, stamp)
        take_positions(unit, made, item.positions)


def add_by_batch(unit: UnitOfWork, entry: InstrumentEntry) -> None:
    """The same by the service."""
    add_instrument(unit, Intake(entry, head(), unit.number))


def try_out(runner: Runner, work: Any) -> tuple[list[str], dict[str, list[tuple[Any, ...]]]]:
    """What the journal would tell, by table and key, and what the register would hold; all of it is rolled back."""

    def whole(unit: UnitOfWork) -> tuple[list[str], dict[str, list[tuple[Any, ...]]]]:
        work(unit, read_instrument(TEXT, "own.toml"))
        unit.flush()
        told = sorted(unit.changes, key=lambda change: (change["table"], change["id"]))
        return [json.dumps(change, ensure_ascii=False) for change in told], read_content(unit.connection)

    with opened(runner) as register:
        return register.write(head(), whole, dry_run=True)


def test_an_instrument_comes_in_as_entities_would(ctrack: Runner) -> None:
    """Commitments, undertakings, rounds, observations and stances are the same, in the register and in the journal."""
    told, held = try_out(ctrack, add_by_batch)
    assert len({json.loads(line)["table"] for line in told}) == 7
    assert (told, held) == try_out(ctrack, add_by_entities)


def test_what_came_in_is_found(ctrack: Runner) -> None:
    """The index of texts is in step with what a batch brought."""
    with opened(ctrack) as register:
        register.write(head(), lambda unit: add_by_batch(unit, read_instrument(TEXT, "own.toml")))
    assert is_sound(ctrack.database)
    assert {row["code"] for row in ctrack.data("list", "instrument:own-plan", "guards")["rows"]} == {"OWN-1"}
