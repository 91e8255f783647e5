"""The outbox: what was queued for whom, who has it in hand, and what became of it.

It is no part of what the register states, so nothing here is written to the journal. A mail is claimed by one
process at a time, with a condition on what it was before: of two that try, the second finds nothing to claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ctrack.domain.answer_marks import draw_mark
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.vocabulary import MailState
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    and_,
    commitment,
    exists,
    func,
    insert,
    mail,
    or_,
    party,
    person,
    reminder,
    select,
    undertaking,
    update,
)

# An undertaking, the last day it is due, the threshold that was reached, and the person.
Key = tuple[int, date, int, int]
# The key of the person who is not there: what is queued for them is the note that nobody hears (`store.unheard`).
NOBODY = 0
# As many values as any engine binds in one statement, with room to spare.
CHUNK = 400


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is to be queued: to whom, and the reminders that it carries with whether each is escalated."""

    message_id: str
    person_id: int
    name: str
    address: str | None
    language: str
    reminders: tuple[tuple[Key, bool], ...]


@dataclass(frozen=True, slots=True)
class Queued:
    """A mail of the outbox."""

    id: int
    message_id: str
    person_id: int
    name: str
    address: str | None
    language: str
    state: MailState
    attempts: int
    next_at: str | None
    claimed_by: str | None
    claimed_at: str | None
    made_at: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a mail that was tried; `is_counted` is False where the attempt is not to count."""

    id: int
    state: MailState
    at: str
    channel: str
    error: str | None = None
    next_at: str | None = None
    is_counted: bool = True


QUEUED = (
    mail.c.id, mail.c.message_id, mail.c.person_id, mail.c.name, mail.c.address, mail.c.language, mail.c.state,
    mail.c.attempts, mail.c.next_at, mail.c.claimed_by, mail.c.claimed_at,
    mail.c.made_at,
)  # fmt: skip
UNDONE = (MailState.QUEUED.value, MailState.SENDING.value)


def has_message(connection: Connection, message_id: str) -> bool:
    """Whether a mail of this name was ever queued."""
    return connection.scalar(select(mail.c.id).where(mail.c.message_id == message_id)) is not None


def has_any(connection: Connection) -> bool:
    """Whether any reminder was ever queued."""
    return connection.scalar(select(reminder.c.id).limit(1)) is not None


def read_sent_keys(connection: Connection, keys: Iterable[int]) -> dict[Key, bool]:
    """The reminders that were ever queued of these undertakings, and whether each was refused for good."""
    item = reminder.c
    columns = (item.undertaking_id, item.due_last, item.threshold, item.person_id, mail.c.state)
    found: dict[Key, bool] = {}
    for chunk in split(sorted(set(keys))):
        statement = select(*columns).select_from(reminder.join(mail)).where(item.undertaking_id.in_(chunk))
        found.update({row[:4]: row[4] == MailState.FAILED.value for row in map(tuple, connection.execute(statement))})
    return found


def queue(connection: Connection, drafts: Sequence[Draft], made_at: str) -> None:
    """Put mails into the outbox, each with its reminders; the database refuses a reminder that is there already."""
    if not drafts:
        return
    rows = [
        {"message_id": draft.message_id, "person_id": draft.person_id, "name": draft.name, "address": draft.address,
         "language": draft.language, "made_at": made_at, "state": MailState.QUEUED.value, "attempts": 0}
        for draft in drafts
    ]  # fmt: skip
    made = insert(mail).returning(mail.c.message_id, mail.c.id, sort_by_parameter_order=True)
    keys = {row.message_id: row.id for row in connection.execute(made, rows)}
    carried = [
        {"undertaking_id": undertaking_id, "due_last": due_last, "threshold": threshold, "person_id": person_id,
         "is_escalated": is_escalated, "mail_id": keys[draft.message_id],
         "token": draw_mark() if person_id != NOBODY else None}
        for draft in drafts
        for (undertaking_id, due_last, threshold, person_id), is_escalated in draft.reminders
    ]  # fmt: skip
    if carried:
        connection.execute(insert(reminder), carried)


def list_ready(connection: Connection, now: str) -> list[int]:
    """The keys of the mails that are to be tried now, in the order in which to try them.

    First those to people of whose mails none has failed yet, then by attempts and age: what failed stands in nobody's
    way.
    """
    item = mail.c
    statement = select(item.id, item.person_id, item.attempts).where(is_ready(now))
    rows = connection.execute(statement).all()
    worst: dict[int, int] = defaultdict(int)
    for _key, person_id, attempts in rows:
        worst[person_id] = max(worst[person_id], attempts)
    return [row.id for row in sorted(rows, key=lambda row: (worst[row.person_id], row.attempts, row.id))]


def read_ready(
    connection: Connection, now: str, *, limit: int | None = None, keys: Sequence[int] | None = None
) -> list[Queued]:
    """The mails that are to be tried now, or are in somebody's hands: of these keys in their order, or all, by age."""
    statement = select(*QUEUED).where(is_ready(now))
    if keys is None:
        return [make_queued(row) for row in connection.execute(statement.order_by(mail.c.id).limit(limit))]
    found = {row.id: make_queued(row) for row in connection.execute(statement.where(mail.c.id.in_(keys)))}
    return [found[key] for key in keys if key in found]


def is_ready(now: str) -> ColumnElement[bool]:
    """The condition that a mail is to be tried now, or is in somebody's hands."""
    is_due = or_(mail.c.next_at.is_(None), mail.c.next_at <= now)
    ready = or_(and_(mail.c.state == MailState.QUEUED.value, is_due), mail.c.state == MailState.SENDING.value)
    return and_(mail.c.state.in_(UNDONE), ready)


def read_carried(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Key, bool]]:
    """What mails carry, by the key of the mail, and whether it is escalated: the newest of each date and person."""
    item, later = reminder.c, reminder.alias("later")
    is_overtaken = exists().where(
        later.c.undertaking_id == item.undertaking_id,
        later.c.due_last == item.due_last,
        later.c.person_id == item.person_id,
        later.c.id > item.id,
    )
    columns = (item.mail_id, item.undertaking_id, item.due_last, item.threshold, item.person_id, item.is_escalated)
    for chunk in split(keys):
        statement = select(*columns).where(item.mail_id.in_(chunk), ~is_overtaken).order_by(item.due_last, item.id)
        for mail_id, undertaking_id, due_last, threshold, person_id, is_escalated in connection.execute(statement):
            yield mail_id, (undertaking_id, due_last, threshold, person_id), bool(is_escalated)


def make_queued(row: Sequence[Any]) -> Queued:
    """A row of the outbox as a record."""
    values = list(row)
    values[6] = MailState(values[6])
    return Queued(*values)


def claim(connection: Connection, items: Iterable[Queued], by: str, now: str) -> set[int]:
    """Take mails in hand; the keys of those that nobody else has taken, or tried, since they were read."""
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for item in items:
        alike[item.state, item.claimed_by, item.claimed_at, item.attempts].append(item.id)
    values = {"state": MailState.SENDING.value, "claimed_by": by, "claimed_at": now, "attempts": mail.c.attempts + 1}
    held: set[int] = set()
    for (state, claimed_by, claimed_at, attempts), keys in alike.items():
        untouched = and_(
            mail.c.state == state.value,
            is_same(mail.c.claimed_by, claimed_by),
            is_same(mail.c.claimed_at, claimed_at),
            mail.c.attempts == attempts,
        )
        for chunk in split(keys):
            statement = update(mail).where(mail.c.id.in_(chunk), untouched).values(values).returning(mail.c.id)
            held.update(connection.scalars(statement))
    return held


def is_same(column: ColumnElement[Any], value: str | None) -> ColumnElement[bool]:
    """Whether a column holds a value, or nothing as it does."""
    return column.is_(None) if value is None else column == value


def finish(connection: Connection, endings: Iterable[Ending], by: str) -> None:
    """Write down what became of mails that this process has in hand; what another one took over is left to it."""
    alike: dict[Ending, list[int]] = defaultdict(list)
    for end in endings:
        alike[replace(end, id=0)].append(end.id)
    for end, keys in alike.items():
        values: dict[str, Any] = {
            "state": end.state.value, "claimed_by": None, "claimed_at": None, "channel": end.channel,
            "error": end.error, "next_at": end.next_at,
        }  # fmt: skip
        if end.state is MailState.SENT:
            values["sent_at"] = end.at
        if not end.is_counted:
            values["attempts"] = mail.c.attempts - 1
        for chunk in split(keys):
            connection.execute(update(mail).where(mail.c.id.in_(chunk), mail.c.claimed_by == by).values(values))


def requeue(connection: Connection, name: str | None = None) -> int:
    """Let mails that failed, or wait for a later run, be tried at once: those to a person, or all; how many."""
    wanted: ColumnElement[bool] = mail.c.state.in_((MailState.FAILED.value, MailState.QUEUED.value))
    wanted = and_(wanted, mail.c.person_id != NOBODY)
    if name is not None:
        wanted = and_(wanted, mail.c.person_id == select(person.c.id).where(person.c.name == name).scalar_subquery())
    values = {"state": MailState.QUEUED.value, "next_at": None, "error": None, "attempts": 0}
    return connection.execute(update(mail).where(wanted).values(**values)).rowcount


def read_log(
    connection: Connection, *, limit: int | None = None, state: str | None = None, is_reversed: bool = False
) -> list[dict[str, Any]]:
    """The mails of the outbox, newest or oldest first, each with the codes and due dates that it carries."""
    statement = select(mail).order_by(mail.c.id if is_reversed else mail.c.id.desc()).limit(limit)
    if state is not None:
        statement = statement.where(mail.c.state == state)
    found = {row.id: {**row._mapping, "reminders": []} for row in connection.execute(statement)}
    for chunk in split(sorted(found)):
        item = reminder.c
        carried = (
            select(item.mail_id, commitment.c.code, party.c.code, item.due_last, item.threshold, item.is_escalated)
            .select_from(
                reminder.outerjoin(undertaking, undertaking.c.id == item.undertaking_id)
                .outerjoin(commitment, commitment.c.id == undertaking.c.commitment_id)
                .outerjoin(party, party.c.id == undertaking.c.party_id)
            )
            .where(item.mail_id.in_(chunk))
            .order_by(item.due_last, item.id)
        )
        for key, code, whose, due_last, threshold, is_escalated in connection.execute(carried):
            found[key]["reminders"].append(
                {"code": code, "party": whose, "due_on": due_last, "threshold": threshold, "escalated": is_escalated}
            )
    return list(found.values())


def count_mails(connection: Connection, state: str | None = None) -> int:
    """How many mails the outbox has, in all or of one state."""
    statement = select(func.count()).select_from(mail)
    return connection.scalar(statement if state is None else statement.where(mail.c.state == state)) or 0


def split(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Split keys into portions that one statement can take."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
