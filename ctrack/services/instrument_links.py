"""The links that instruments bring into the register: those of their files, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from ctrack.domain.catalogue import CommitmentEntry, InstrumentEntry, LinkEntry
from ctrack.domain.failures import Refused, marked, offer
from ctrack.domain.nearness import nearest
from ctrack.store.models import Commitment, Instrument, Link
from ctrack.store.tables import commitment, instrument


class NothingThere(Refused):
    message = marked(
        "{file}, line {line}: {code} is linked to {to}, which is neither in this file nor in the register.{nearest} "
        "Add its instrument first, or take the link out."
    )


def add_links(session: Session, entries: list[InstrumentEntry], neighbours: Iterable[InstrumentEntry] = ()) -> None:
    """Tie the commitments of these instruments to what they name, where the register holds it.

    What neighbours, which were there before, say of these instruments is tied as well.
    """
    codes: dict[str, Commitment] = {row.code: row for row in session.scalars(select(Commitment))}
    slugs: dict[str, Instrument] = {row.slug: row for row in session.scalars(select(Instrument))}
    new = {entry.slug for entry in entries} | {item.code for entry in entries for item in entry.commitments}
    for entry, item, link in read_links([*entries, *neighbours]):
        to, whole = codes.get(link.to), slugs.get(link.to)
        is_new = entry.slug in new or link.to in new
        if is_new and item.code in codes and (to or whole):
            session.add(Link(commitment=codes[item.code], to_commitment=to, to_instrument=whole, reason=link.reason,
                             relation=link.relation.value, basis=link.basis and link.basis.value))  # fmt: skip


def read_links(entries: Iterable[InstrumentEntry]) -> Iterator[tuple[InstrumentEntry, CommitmentEntry, LinkEntry]]:
    """Every link of these instruments, with whose it is."""
    return ((entry, item, link) for entry in entries for item in entry.commitments for link in item.links)


def check_links(connection: Connection, entry: InstrumentEntry, file: str) -> None:
    """Refuse a link of an instrument file to what is neither in the file nor in the register, with its line."""
    for fault in find_dead_links(read_targets(connection), entry, file):
        raise fault


def read_targets(connection: Connection) -> set[str]:
    """What the register holds that can be linked to."""
    return {*connection.scalars(select(commitment.c.code)), *connection.scalars(select(instrument.c.slug))}


def find_dead_links(held: AbstractSet[str], entry: InstrumentEntry, file: str) -> Iterator[NothingThere]:
    """What is wrong with each link of an instrument file to what is neither in it nor held."""
    known = {*held, entry.slug, *(item.code for item in entry.commitments)}
    for item in entry.commitments:
        for link in item.links:
            if link.to not in known:
                near = offer(nearest(link.to, known))
                yield NothingThere(file=file, line=link.line, code=item.code, to=link.to, nearest=near)
