"""What the catalogue says across its instruments, themes and links, brought to a register that was made without."""

from __future__ import annotations

from sqlalchemy import select

from ctrack.domain.shipped_links import read_shipped_links
from ctrack.domain.themes import pack_themes, read_assigned
from ctrack.services.instruments import CATALOGUE
from ctrack.store.models import Commitment, Instrument, Link
from ctrack.store.work import UnitOfWork

# Registers of an earlier layout had neither.
SINCE = "0011"


def bring_links(unit: UnitOfWork, before: str) -> int:
    """Tie in a register of an earlier layout what the catalogue links, with its reasons; how many links there are now.

    A link that the earlier catalogue had otherwise gives way to this one.
    """
    if before >= SINCE:
        return 0
    session = unit.session
    shipped = select(Commitment).join(Instrument).where(Instrument.origin == CATALOGUE)
    codes = {row.code: row for row in session.scalars(shipped)}
    there = {frozenset((row.commitment.code, row.to_commitment.code)): row
             for row in session.scalars(select(Link).order_by(Link.id)) if row.to_commitment}  # fmt: skip
    found = 0
    for code, links in read_shipped_links().items():
        for link in links:
            if code not in codes or link.to not in codes:
                continue
            row = there.get(frozenset((code, link.to)))
            if row is None:
                row = Link()
                session.add(row)
            row.commitment, row.to_commitment = codes[code], codes[link.to]
            row.relation, row.reason = link.relation.value, link.reason
            row.basis = link.basis.value if link.basis else None
            found += 1
    unit.flush()
    return found


def bring_themes(unit: UnitOfWork, before: str) -> int:
    """Give the shipped commitments of a register of an earlier layout their themes; how many got some."""
    if before >= SINCE:
        return 0
    given = read_assigned()
    shipped = select(Commitment).join(Instrument).where(Instrument.origin == CATALOGUE, Commitment.themes.is_(None))
    found = [row for row in unit.session.scalars(shipped.order_by(Commitment.id)) if row.code in given]
    for row in found:
        row.themes = pack_themes(given[row.code])
    unit.flush()
    return len(found)
