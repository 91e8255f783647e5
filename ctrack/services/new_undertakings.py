"""How an undertaking begins: a party's side of a commitment, of which nothing has been said yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from ctrack.domain.vocabulary import Status
from ctrack.store.models import Commitment, Party, Undertaking
from ctrack.store.work import UnitOfWork


def open_undertaking(unit: UnitOfWork, commitment: Commitment, party: Party, *, is_lead: bool) -> Undertaking:
    """Add a party's undertaking of which nothing has been said yet.

    What the text makes come round again is awaited from now on: a register has no arrears from before it was made.
    """
    is_withdrawn = (commitment.withdrawn is not None or commitment.instrument.withdrawn is not None) or None
    due_last, is_joint = commitment.moved_last or commitment.deadline_last, commitment.is_joint
    values = describe_side(due_last, is_lead=is_lead, is_joint=is_joint, is_withdrawn=is_withdrawn)
    row = Undertaking(commitment=commitment, party=party, **values)
    unit.session.add(row)
    if commitment.recurrence and commitment.deadline:
        from ctrack.services.recurrence.rules import begin_by_text

        begin_by_text(unit, row)
    return row


def describe_side(
    due_last: date | None, *, is_lead: bool, is_joint: bool | None, is_withdrawn: bool | None
) -> dict[str, Any]:
    """The columns of an undertaking of which nothing has been said yet, but those that name other rows."""
    return {
        "is_lead": is_lead,
        "tags": "",
        "status": Status.NOT_REPORTED.value,
        "progress": 0,
        "is_regressed": False,
        "due_last": due_last,
        "is_joint": is_joint,
        "is_withdrawn": is_withdrawn,
    }
