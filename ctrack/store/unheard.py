"""The note in the outbox that nobody hears of some due dates: a failed mail to nobody, one for each time it was told.

It is told once a day of each undertaking, whichever machine runs the reminders of the register, and `remind log` lists
it beside the mails that were sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ctrack.domain.vocabulary import MailState
from ctrack.store.outbox import NOBODY, split
from ctrack.store.sql import Connection, commitment, delete, insert, mail, reminder, select, undertaking

# An undertaking, the last day it is due, and the threshold that was reached.
Silence = tuple[int, date, int]


def read_told(connection: Connection, since: str, until: str) -> set[int]:
    """The undertakings of which it was told between two moments that nobody hears."""
    statement = select(reminder.c.undertaking_id).select_from(reminder.join(mail))
    return set(
        connection.scalars(statement.where(mail.c.person_id == NOBODY, mail.c.made_at >= since, mail.c.made_at < until))
    )


def note_unheard(connection: Connection, silences: Sequence[Silence], at: str, reason: str, language: str) -> None:
    """Write down that nobody hears of these due dates; what was noted of them before is replaced."""
    if not silences:
        return
    for chunk in split([key for key, _due, _threshold in silences]):
        connection.execute(delete(reminder).where(reminder.c.person_id == NOBODY, reminder.c.undertaking_id.in_(chunk)))
    values = {
        "message_id": f"<nobody.{at}>", "person_id": NOBODY, "name": "-", "language": language, "made_at": at,
        "state": MailState.FAILED.value, "attempts": 0, "error": reason,
    }  # fmt: skip
    key = connection.scalar(insert(mail).values(values).returning(mail.c.id))
    connection.execute(insert(reminder), [
        {"undertaking_id": undertaking_id, "due_last": due_last, "threshold": threshold, "person_id": NOBODY,
         "is_escalated": False, "mail_id": key}
        for undertaking_id, due_last, threshold in silences
    ])  # fmt: skip
    carried = select(reminder.c.mail_id).where(reminder.c.person_id == NOBODY)
    connection.execute(delete(mail).where(mail.c.person_id == NOBODY, mail.c.id.not_in(carried)))


def read_codes(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """The codes of undertakings, by their keys."""
    source = undertaking.join(commitment, undertaking.c.commitment_id == commitment.c.id)
    found: dict[int, str] = {}
    for chunk in split(sorted(set(keys))):
        statement = select(undertaking.c.id, commitment.c.code).select_from(source)
        found.update(dict(map(tuple, connection.execute(statement.where(undertaking.c.id.in_(chunk))))))
    return found
