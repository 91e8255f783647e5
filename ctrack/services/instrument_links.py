"""The links that instruments bring into the register: those of their files, and those of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from ctrack.domain.catalogue import CommitmentEntry, InstrumentEntry, LinkEntry
from ctrack.domain.failures import Refused, marked, offer
from ctrack.domain.nearness import nearest
from ctrack.domain.records.text_changes import PartChange
from ctrack.store.models import Commitment, Instrument, Link
from ctrack.store.tables import commitment, instrument, journal
from ctrack.store.work import UnitOfWork


class NothingThere(Refused):
    message = marked(
        "{file}, line {line}: {code} is linked to {to}, which is neither in this file nor in the register.{nearest} "
        "Add its instrument first, or take the link out."
    )


def add_links(session: Session, entries: list[InstrumentEntry], neighbours: Iterable[InstrumentEntry] = ()) -> None:
    """Tie the commitments of these instruments to what they name, where the register holds it.

    What neighbours, which were there before, say of these instruments is tied as well.
    """
    new = {entry.slug for entry in entries} | {item.code for entry in entries for item in entry.commitments}
    links = [(item, link) for entry, item, link in read_links([*entries, *neighbours])
             if entry.slug in new or link.to in new]  # fmt: skip
    if not links:
        return
    codes: dict[str, Commitment] = {row.code: row for row in session.scalars(select(Commitment))}
    slugs: dict[str, Instrument] = {row.slug: row for row in session.scalars(select(Instrument))}
    for item, link in links:
        to, whole = codes.get(link.to), slugs.get(link.to)
        if item.code in codes and (to or whole):
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


def tie_missing(unit: UnitOfWork, entries: Iterable[InstrumentEntry]) -> None:
    """Tie what the files link, where the register holds both ends and they are not tied so yet.

    The reason of what is tied already gains the languages that it has in the file.
    """
    session = unit.session
    codes = {row.code: row for row in session.scalars(select(Commitment))}
    slugs = {row.slug: row for row in session.scalars(select(Instrument))}
    tied = {(link.commitment, link.to_commitment, link.to_instrument, link.relation): link
            for link in session.scalars(select(Link))}  # fmt: skip
    untied = list_untied(unit.connection)
    for _entry, item, link in read_links(entries):
        to, whole = codes.get(link.to), slugs.get(link.to)
        ends = (codes[item.code], to, whole if to is None else None, link.relation.value)
        if ends in tied:
            add_languages(tied[ends], link.reason)
            continue
        if (to is None and whole is None) or (item.code, link.to) in untied:
            continue
        session.add(Link(commitment=ends[0], to_commitment=to, to_instrument=ends[2], relation=ends[3],
                         reason=link.reason, basis=link.basis and link.basis.value))  # fmt: skip


def add_languages(link: Link, reason: dict[str, str] | None) -> None:
    """Give a reason its further languages, where it is still that of the file."""
    if link.reason != reason and PartChange("reason", link.reason, reason).is_translation:
        link.reason = reason


def list_untied(connection: Connection) -> set[tuple[str, str]]:
    """The pairs that somebody said are no link, which an upgrade does not tie again."""
    entries = connection.scalars(select(journal.c.changes).where(journal.c.command == "unlink"))
    gone = [
        change["before"] for changes in entries for change in changes if change["table"] == "link" and change["before"]
    ]
    named = connection.execute(select(commitment.c.id, commitment.c.code)).all() if gone else []
    codes: dict[int, str] = {row.id: row.code for row in named}
    return {(codes.get(row["commitment_id"], ""), codes.get(row["to_commitment_id"], "")) for row in gone}
