"""The instruments that ship with ctrack: a file each, named by its slug, of which a register takes those it wants."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from importlib.resources import files

from sqlalchemy import Connection, select

from ctrack.domain.catalogue import InstrumentEntry
from ctrack.domain.failures import NotFound, marked, offer
from ctrack.domain.folding import fold
from ctrack.domain.frozen import replace
from ctrack.domain.messages import list_all
from ctrack.domain.nearness import nearest
from ctrack.domain.records.registers import InstrumentRecord
from ctrack.domain.shipped_links import join_links
from ctrack.domain.themes import read_assigned
from ctrack.domain.vocabulary import Verification
from ctrack.exchange.instrument_file import read_instrument
from ctrack.services.instruments import CATALOGUE
from ctrack.store.tables import commitment, instrument
from ctrack.store.work import UnitOfWork

ENDING = ".toml"
NO_INSTRUMENTS = ("states.toml",)


class UnknownShipped(NotFound):
    message = marked("No instrument {slug} ships with ctrack.{nearest} These do: {known}.")


def list_shipped() -> list[str]:
    """The slugs of what ships, in the order of the alphabet."""
    names = (file.name for file in files("ctrack.catalogue").iterdir())
    return sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING) and name not in NO_INSTRUMENTS)


def check_shipped(slug: str) -> str:
    """The slug of what ships, in any case."""
    known = list_shipped()
    if slug.lower() not in known:
        close = offer(nearest(fold(slug), known))
        raise UnknownShipped(slug=slug, nearest=close, known=list_all(known))
    return slug.lower()


def read_shipped(slug: str) -> tuple[InstrumentEntry, str]:
    """A shipped instrument, and the SHA-256 of its file."""
    name = check_shipped(slug) + ENDING
    text = files("ctrack.catalogue").joinpath(name).read_text("utf-8")
    return with_references(read_instrument(text, name)), hashlib.sha256(text.encode()).hexdigest()


def with_references(entry: InstrumentEntry) -> InstrumentEntry:
    """The instrument with what the catalogue says across instruments: themes where its file names none, and links."""
    given = read_assigned()
    told = (
        replace(item, themes=item.themes or given.get(item.code, ()), links=join_links(item.code, item.links))
        for item in entry.commitments
    )
    return replace(entry, commitments=tuple(told))


def read_catalogue(chosen: Collection[str] | None = None) -> list[tuple[InstrumentEntry, str]]:
    """The shipped instruments, or those chosen, oldest first, each with the SHA-256 of its file."""
    wanted = list_shipped() if chosen is None else dict.fromkeys(map(check_shipped, chosen))
    return sorted(map(read_shipped, wanted), key=lambda pair: (pair[0].adopted_on or "", pair[0].slug))


def list_available(connection: Connection) -> list[InstrumentRecord]:
    """What ships and is not in the register, oldest first."""
    held = set(connection.scalars(select(instrument.c.slug)))
    return [describe(entry) for entry, _ in read_catalogue([slug for slug in list_shipped() if slug not in held])]


def describe(entry: InstrumentEntry) -> InstrumentRecord:
    """A shipped instrument as a record of the register's, which does not hold it."""
    return InstrumentRecord(
        slug=entry.slug,
        symbol=entry.symbol,
        kind=entry.kind.value,
        title=entry.title,
        nature=entry.nature,
        adopted_on=entry.adopted_on,
        adopted_by=entry.adopted_by,
        adopted_at=entry.adopted_at,
        adopted_note=entry.adopted_note,
        url=entry.url,
        review=entry.review,
        origin=CATALOGUE,
        commitments=len(entry.commitments),
        verified=sum(item.verification is Verification.VERIFIED for item in entry.commitments),
        notes=list(entry.notes),
        relations=list(entry.relations),
        history=list(entry.history),
    )


def read_neighbours(unit: UnitOfWork) -> Iterator[InstrumentEntry]:
    """The shipped instruments that the register holds, whose links may name one that comes later."""
    held = unit.connection.scalars(select(instrument.c.slug).where(instrument.c.origin == CATALOGUE)).all()
    shipped = set(list_shipped())
    return (read_shipped(slug)[0] for slug in held if slug in shipped)


def read_newer(connection: Connection, slug: str | None = None) -> list[InstrumentEntry]:
    """The shipped files of the instruments of the catalogue that the register holds, or of one, oldest first.

    With them come those to which codes went that the register has under one of these.
    """
    shipped = {entry.slug: entry for entry, _ in read_catalogue()}
    held = connection.execute(
        select(commitment.c.code, instrument.c.slug)
        .join(instrument, commitment.c.instrument_id == instrument.c.id)
        .where(instrument.c.origin == CATALOGUE)
    ).all()
    was_in: dict[str, str] = {row.code: row.slug for row in held}
    wanted = {slug} if slug is not None else {*was_in.values()}
    for entry in shipped.values():
        if any(was_in.get(item.code) in wanted for item in entry.commitments):
            wanted.add(entry.slug)
    return [entry for name, entry in shipped.items() if name in wanted]
