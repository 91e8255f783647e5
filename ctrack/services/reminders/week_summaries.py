"""The coordinator's week: who was told, who answered, what nobody hears, what was refused, and what comes.

The mail that tells it goes through the same outbox as reminders do, once a week: its Message-ID names the week.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, func, or_, select

from ctrack.domain.folding import fold
from ctrack.domain.records.week_records import Told, Week
from ctrack.domain.vocabulary import AnswerState, MailState
from ctrack.services.recurrence.dates_ahead import list_coming
from ctrack.services.reminders.due_reminders import name_register, stamp
from ctrack.services.reminders.silences import list_unheard
from ctrack.store import outbox
from ctrack.store.code_order import fill_numbers
from ctrack.store.outbox import NOBODY, Draft
from ctrack.store.tables import answer, commitment, mail, reminder, status_update, undertaking

if TYPE_CHECKING:
    from ctrack.services.reminders.recipients import Recipient
    from ctrack.services.reminders.thresholds import Rules

# The codes that were answered, and those that are silent.
Found = tuple[set[str], set[str]]
WEEK = timedelta(days=7)
AHEAD = timedelta(days=14)
# By this the outbox knows a mail that carries no reminders.
SUMMARY = "<summary."


def read_week(connection: Connection, rules: Rules) -> Week:
    """What the outbox and the register know of the seven days before now, and of the fourteen after it."""
    today, since, now = rules.day_of(None), stamp(rules.moment - WEEK), stamp(rules.moment)
    coming = list_coming(connection, None, rules.horizon, today + AHEAD).rows
    return Week(
        first=today - WEEK,
        last=today,
        told=tuple(list_told(connection, since, now)),
        unheard=tuple(list_unheard(connection, rules)),
        refused=tuple(list_refused(connection, since, now)),
        coming=tuple(row for row in coming if row.due_last is not None and row.due_last >= today),
    )


def list_told(connection: Connection, since: str, now: str) -> list[Told]:
    """Whoever was sent a reminder, by name, with what has been said since."""
    sent = func.max(mail.c.sent_at)
    statement = (
        select(mail.c.name, commitment.c.code, undertaking.c.id, sent.label("sent"))
        .select_from(reminder.join(mail).join(undertaking, undertaking.c.id == reminder.c.undertaking_id))
        .join_from(undertaking, commitment, undertaking.c.commitment_id == commitment.c.id)
        .where(mail.c.state == MailState.SENT.value, mail.c.sent_at > since, mail.c.sent_at <= now)
        .group_by(mail.c.name, commitment.c.code, undertaking.c.id)
        .subquery()
    )
    said = status_update.c
    is_answered = or_(
        exists().where(said.undertaking_id == statement.c.id, said.recorded_at > statement.c.sent),
        exists().where(
            answer.c.undertaking_id == statement.c.id,
            answer.c.name == statement.c.name,
            answer.c.received_at > statement.c.sent,
            answer.c.state != AnswerState.DISMISSED.value,
        ),
    )
    found: dict[str, Found] = defaultdict(lambda: (set(), set()))
    for name, code, answered in connection.execute(select(statement.c.name, statement.c.code, is_answered)):
        found[name][not answered].add(code)
    return [Told(name, order(answered), order(silent)) for name, (answered, silent) in sort_names(found)]


def sort_names(found: Mapping[str, Found]) -> list[tuple[str, Found]]:
    """What was found of each person, by names as people look for them: hamzas and vowel marks change no place."""
    return sorted(found.items(), key=lambda item: (fold(item[0]), item[0]))


def order(codes: set[str]) -> tuple[str, ...]:
    """Codes in their order."""
    return tuple(sorted(codes, key=fill_numbers))


def list_refused(connection: Connection, since: str, now: str) -> list[tuple[str, str]]:
    """Whose mails were refused for good, and why, each once."""
    item = mail.c
    statement = select(item.name, item.error).where(item.state == MailState.FAILED.value, item.person_id != NOBODY)
    rows = connection.execute(statement.where(item.made_at > since, item.made_at <= now).order_by(item.id))
    return list(dict.fromkeys((name, error or "") for name, error in rows))


def make_summary(connection: Connection, to: Recipient, rules: Rules) -> Draft | None:
    """The mail of this week, None where it was queued already."""
    week = rules.day_of(None) - timedelta(days=(rules.day_of(None).weekday() - (rules.policy.weekday or 0)) % 7)
    mark = hashlib.sha256(f"{name_register(connection)}/{week}/{to.id}".encode()).hexdigest()[:32]
    message_id = f"{SUMMARY}{mark}.ctrack@{rules.domain}>"
    if outbox.has_message(connection, message_id):
        return None
    return Draft(message_id, to.id, to.name, to.email, to.language or rules.language, ())


def is_summary(message_id: str) -> bool:
    """Whether a mail of the outbox is one of these."""
    return message_id.startswith(SUMMARY)
