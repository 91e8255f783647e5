"""What people answered: which reminder an answer is to, what they said, and what became of it.

As the outbox it is no part of what the register states: what an answer moves is moved by an entry of the journal, whose
number stands here. An answer whose entry was undone waits again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.vocabulary import AnswerKind, AnswerState, AnswersWish, MailState, Status
from ctrack.store.outbox import NOBODY, Key, split
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    and_,
    answer,
    case,
    commitment,
    exists,
    func,
    insert,
    journal,
    mail,
    or_,
    party,
    person,
    reminder,
    select,
    status_update,
    undertaking,
    update,
)

if TYPE_CHECKING:
    from ctrack.domain.answer_words import Answer
    from ctrack.domain.records.answer_records import AnswerRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """What a mark stands for: of what somebody was reminded, and who they are now."""

    mail_id: int
    undertaking_id: int
    code: str
    party: str
    person_id: int
    name: str
    address: str | None
    is_active: bool
    is_trusted: bool


def find_asked(connection: Connection, condition: ColumnElement[bool]) -> list[Asked]:
    """The reminders of a condition, each undertaking once, in the order of their dates."""
    item, who = reminder.c, person.c
    is_active = and_(who.is_active, who.withdrawn.is_(None))
    is_trusted = func.coalesce(who.answers, "") == AnswersWish.RECORD.value
    columns = (
        item.mail_id, item.undertaking_id, commitment.c.code, party.c.code, who.id, who.name, who.email, is_active,
        is_trusted,
    )  # fmt: skip
    source = (
        reminder.join(undertaking, undertaking.c.id == item.undertaking_id)
        .join(commitment, commitment.c.id == undertaking.c.commitment_id)
        .join(party, party.c.id == undertaking.c.party_id)
        .join(person, who.id == item.person_id)
    )
    statement = select(*columns).select_from(source).where(condition).order_by(item.due_last, item.id)
    found = (Asked(*row) for row in connection.execute(statement))
    return list({(each.undertaking_id, each.person_id): each for each in found}.values())


def find_marked(connection: Connection, marks: Sequence[str]) -> list[Asked]:
    """The reminders that carry these marks."""
    return find_asked(connection, reminder.c.token.in_(marks)) if marks else []


def find_beside(connection: Connection, marks: Sequence[str]) -> list[Asked]:
    """All reminders of the mails in which these marks stand."""
    if not marks:
        return []
    carrying = reminder.alias("carrying")
    mails = select(carrying.c.mail_id).where(carrying.c.token.in_(marks))
    return find_asked(connection, reminder.c.mail_id.in_(mails))


def has_answer(connection: Connection, message_id: str) -> bool:
    """Whether a mail was read before."""
    return connection.scalar(select(answer.c.id).where(answer.c.message_id == message_id).limit(1)) is not None


def keep(
    connection: Connection, asked: Asked, message_id: str, address: str, said: Answer, line: str, text: str, now: str
) -> int:
    """Write down an answer; its key."""
    values = {
        "message_id": message_id, "undertaking_id": asked.undertaking_id, "person_id": asked.person_id,
        "name": asked.name, "address": address, "received_at": now, "kind": said.kind.value,
        "status": said.status.value if said.status else None, "progress": said.progress, "day": said.day,
        "line": line, "text": text,
        "state": (AnswerState.SEEN if said.kind is AnswerKind.SEEN else AnswerState.OPEN).value,
    }  # fmt: skip
    key: int = connection.execute(insert(answer).values(values).returning(answer.c.id)).scalar_one()
    return key


def is_waiting() -> ColumnElement[bool]:
    """The condition that an answer waits for a person: open, or recorded by an entry that was undone and not redone."""
    undone, redone = journal.alias("undone"), journal.alias("redone")
    was_redone = exists().where(redone.c.undoes == undone.c.number)
    was_undone = exists().where(undone.c.undoes == answer.c.entry, ~was_redone)
    return or_(answer.c.state == AnswerState.OPEN.value, and_(answer.c.state == AnswerState.RECORDED.value, was_undone))


def list_answers(
    connection: Connection, keys: Sequence[int] | None = None, *, waits: bool = True
) -> list[AnswerRecord]:
    """The answers that wait, or all, of these keys or of any; oldest first."""
    item = answer.c
    columns = (
        item.id, commitment.c.code, party.c.code.label("party"), commitment.c.title, item.name, item.address,
        item.received_at,
        item.kind, item.status, item.progress, item.day, item.line, item.text, item.state, item.message_id,
    )  # fmt: skip
    source = (
        answer.join(undertaking, undertaking.c.id == item.undertaking_id)
        .join(commitment, commitment.c.id == undertaking.c.commitment_id)
        .join(party, party.c.id == undertaking.c.party_id)
    )
    statement = select(*columns).select_from(source).order_by(item.id)
    if waits:
        statement = statement.where(is_waiting())
    if keys is not None:
        statement = statement.where(item.id.in_(keys))
    found = [make_record(row._mapping) for row in connection.execute(statement)]
    return [replace(record, state=AnswerState.OPEN) for record in found] if waits else found


def make_record(row: Mapping[Any, Any]) -> AnswerRecord:
    """A row as a record."""
    from ctrack.domain.records.answer_records import AnswerRecord

    values = {**row, "kind": AnswerKind(row["kind"]), "state": AnswerState(row["state"])}
    return AnswerRecord(**{**values, "status": Status(row["status"]) if row["status"] else None})


def count_waiting(connection: Connection) -> int:
    """How many answers wait for a person."""
    if connection.scalar(select(answer.c.id).limit(1)) is None:
        return 0
    return connection.scalar(select(func.count()).select_from(answer).where(is_waiting())) or 0


def settle(connection: Connection, keys: Sequence[int], state: AnswerState, entry: int | None = None) -> None:
    """Write down what became of answers."""
    connection.execute(update(answer).where(answer.c.id.in_(keys)).values(state=state.value, entry=entry))


def read_unanswered(connection: Connection, keys: Iterable[int]) -> dict[tuple[int, date, int], set[int]]:
    """By undertaking, due date and person: the thresholds reminded of since it was last reported on, or written back.

    What was refused for good was not answered either.
    """
    item, told, written = reminder.c, status_update.alias("told"), answer.alias("written")
    reported = (
        select(func.coalesce(func.max(told.c.recorded_at), ""))
        .where(told.c.undertaking_id == item.undertaking_id)
        .scalar_subquery()
    )
    # Whoever wrote back has answered, even where it waits for a person, or says no more than that it was seen.
    replied = (
        select(func.coalesce(func.max(written.c.received_at), ""))
        .where(written.c.undertaking_id == item.undertaking_id, written.c.person_id == item.person_id)
        .where(written.c.state != AnswerState.DISMISSED.value)
        .scalar_subquery()
    )
    answered = case((reported > replied, reported), else_=replied)
    found: dict[tuple[int, date, int], set[int]] = defaultdict(set)
    is_failed = and_(mail.c.state == MailState.FAILED.value, mail.c.made_at > answered)
    for chunk in split(sorted(set(keys))):
        statement = (
            select(item.undertaking_id, item.due_last, item.person_id, item.threshold)
            .select_from(reminder.join(mail))
            .where(item.undertaking_id.in_(chunk), item.is_escalated.is_(False))
            .where(item.person_id != NOBODY, or_(mail.c.sent_at > answered, is_failed))
        )
        for key, day, person_id, threshold in connection.execute(statement):
            found[key, day, person_id].add(threshold)
    return found


def read_marks(connection: Connection, keys: Sequence[int]) -> dict[Key, str]:
    """The marks of what mails carry, by which an answer is known."""
    item = reminder.c
    columns = (item.undertaking_id, item.due_last, item.threshold, item.person_id, item.token)
    found: dict[Key, str] = {}
    for chunk in split(keys):
        statement = select(*columns).where(item.mail_id.in_(chunk), item.token.is_not(None))
        found.update({row[:4]: row[4] for row in map(tuple, connection.execute(statement))})
    return found
