"""The links of a commitment as they are shown with it."""

from __future__ import annotations

from ctrack.domain.records.undertakings import LinkRecord
from ctrack.store.sql import Connection, commitment, instrument, link, select


def read_links(connection: Connection, commitment_id: int) -> list[LinkRecord]:
    """What the commitment relates to, and what relates to it."""
    other = commitment.alias("other")
    told_of = (link.c.relation, link.c.reason, link.c.basis, link.c.confirmed_by, link.c.confirmed_on)
    outward = (
        select(*told_of, other.c.code, other.c.title, instrument.c.slug, instrument.c.title)
        .select_from(link.outerjoin(other, link.c.to_commitment_id == other.c.id)
                     .outerjoin(instrument, link.c.to_instrument_id == instrument.c.id))
        .where(link.c.commitment_id == commitment_id)
        .order_by(link.c.id)
    )  # fmt: skip
    inward = (
        select(*told_of, other.c.code, other.c.title)
        .select_from(link.join(other, link.c.commitment_id == other.c.id))
        .where(link.c.to_commitment_id == commitment_id)
        .order_by(link.c.id)
    )
    found = [
        LinkRecord(relation, code or slug, title or whole, True, *more)
        for relation, *more, code, title, slug, whole in connection.execute(outward)
    ]
    return found + [
        LinkRecord(relation, code, title, False, *more) for relation, *more, code, title in connection.execute(inward)
    ]
