"""The deadline that its own body moved: recorded with its source, it counts in the place of the text's."""

from __future__ import annotations

from sqlalchemy import select

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Refused, marked
from ctrack.domain.records.registers import Filing
from ctrack.services.known_codes import find_code
from ctrack.services.standings import stand_again
from ctrack.store.models import Commitment, Undertaking
from ctrack.store.work import UnitOfWork


class NothingMoved(Refused):
    message = marked("Nothing says that the deadline of {code} was moved.")


def move_deadline(unit: UnitOfWork, word: str, date: Deadline | None, source: dict[str, str] | None) -> list[Filing]:
    """Let a commitment be due when its body said later, or again when its text says; how each party stood and stands.

    What comes round keeps the dates of its rule.
    """
    code = find_code(unit.connection, word)
    text = unit.session.scalars(select(Commitment).where(Commitment.code == code)).one()
    if date is None and text.moved_deadline is None:
        raise NothingMoved(code=code)
    sides = unit.session.scalars(select(Undertaking).where(Undertaking.commitment == text)).all()
    before = [describe(row) for row in sides]
    text.moved_deadline = date.edtf if date else None
    text.moved_last = date.last if date else None
    text.moved_sources = [source] if date and source else None
    stand_again(unit, sides)
    return [
        Filing(code, row.party.code, text.title, then, describe(row)) for row, then in zip(sides, before, strict=True)
    ]


def describe(row: Undertaking) -> dict[str, str]:
    """The deadline of the text, the one that it was moved to, and the day that counts."""
    text = row.commitment
    return {
        "deadline": text.deadline or "",
        "moved_deadline": text.moved_deadline or "",
        "due": row.occurrence or text.moved_deadline or text.deadline or row.target or "",
    }
