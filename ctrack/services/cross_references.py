"""What the catalogue says across its instruments: the themes of commitments, brought to a register that has none."""

from __future__ import annotations

from sqlalchemy import select

from ctrack.domain.themes import pack_themes, read_assigned
from ctrack.services.instruments import CATALOGUE
from ctrack.store.models import Commitment, Instrument
from ctrack.store.work import UnitOfWork

# Registers of an earlier layout had neither.
SINCE = "0011"


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
