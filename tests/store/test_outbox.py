"""The outbox: what was queued is claimed by one, ended by whoever holds it, and kept with its reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from ctrack.domain.vocabulary import MailState
from ctrack.store import outbox
from ctrack.store.outbox import Draft, Ending, Queued
from ctrack.store.tables import mail, person
from tests.support.registers import opened
from tests.support.runner import Runner

AT = "2026-11-21T09:00:00.000000Z"
LATER = "2026-11-21T10:00:00.000000Z"
DUE = date(2026, 11, 28)
ME, OTHER = "here/1 10 100", "here/1 11 110"
SENT, QUEUED, FAILED, SENDING = MailState.SENT, MailState.QUEUED, MailState.FAILED, MailState.SENDING


def draft(number: int, *, threshold: int = 7, to: int = 1) -> Draft:
    """A mail with one reminder of one undertaking."""
    key = (number, DUE, threshold, to)
    return Draft(f"<{number}.{threshold}.{to}@test>", to, "Amira", "amira@moi.example", "en", ((key, False),))


@pytest.fixture
def connection(ctrack: Runner) -> Iterator[Connection]:
    """A register with two people; what a test writes is taken back."""
    with opened(ctrack) as register, register.engine.connect() as connection:
        people = [{"id": key, "name": name, "is_active": True} for key, name in ((1, "Amira"), (2, "Badr"))]
        connection.execute(insert(person), people)
        yield connection
        connection.rollback()


@pytest.fixture
def queued(connection: Connection) -> list[Queued]:
    """Three mails of the outbox: two to Amira and one to Badr."""
    outbox.queue(connection, [draft(1), draft(2), draft(3, to=2)], AT)
    return outbox.read_ready(connection, AT)


def stored(connection: Connection, *names: str) -> list[tuple[Any, ...]]:
    """Columns of every mail, in the order of their keys."""
    return [tuple(row) for row in connection.execute(select(*(mail.c[name] for name in names)).order_by(mail.c.id))]


def ending(item: Queued, state: MailState, **fields: Any) -> Ending:
    """What became of a mail."""
    return Ending(item.id, state, LATER, "smtp", **fields)


def test_what_is_queued_waits_untried(connection: Connection, queued: list[Queued]) -> None:
    """A mail begins in nobody's hands, with no attempt, and is ready at once."""
    assert [(each.state, each.attempts, each.claimed_by, each.next_at) for each in queued] == [
        (QUEUED, 0, None, None)
    ] * 3
    assert [each.name for each in queued] == ["Amira"] * 3
    assert outbox.has_any(connection)


def test_nothing_queued_is_nothing(connection: Connection) -> None:
    """No drafts leave no trace."""
    outbox.queue(connection, [], AT)
    assert not outbox.has_any(connection)
    assert outbox.read_ready(connection, AT) == []


def test_a_reminder_is_queued_once(connection: Connection, queued: list[Queued]) -> None:
    """The database refuses a second mail with the reminder of the same undertaking, date, threshold and person."""
    again = replace(draft(1), message_id="<other@test>")
    with pytest.raises(IntegrityError):
        outbox.queue(connection, [again], AT)


def test_one_of_two_claims(connection: Connection, queued: list[Queued]) -> None:
    """Who comes second, having read the same mails, holds none; a claim is an attempt."""
    assert outbox.claim(connection, queued, ME, AT) == {each.id for each in queued}
    assert outbox.claim(connection, queued, OTHER, LATER) == set()
    assert stored(connection, "state", "claimed_by", "claimed_at", "attempts") == [("sending", ME, AT, 1)] * 3


@pytest.mark.parametrize(
    "change", [{"state": "failed"}, {"claimed_by": OTHER}, {"claimed_at": AT}, {"attempts": 1}], ids=str
)
def test_what_changed_since_it_was_read_is_not_claimed(
    change: dict[str, Any], connection: Connection, queued: list[Queued]
) -> None:
    """Any difference to what was read means that somebody else had it; the other mails are claimed all the same."""
    first, *others = queued
    connection.execute(mail.update().where(mail.c.id == first.id).values(change))
    assert outbox.claim(connection, queued, ME, LATER) == {each.id for each in others}


def test_a_claim_that_was_left_is_claimed_again(connection: Connection, queued: list[Queued]) -> None:
    """What another process left in its hands is taken by who read it so."""
    outbox.claim(connection, queued, OTHER, AT)
    held = outbox.read_ready(connection, AT)
    assert [(each.state, each.claimed_by, each.claimed_at) for each in held] == [(SENDING, OTHER, AT)] * 3
    assert outbox.claim(connection, held, ME, LATER) == {each.id for each in held}
    assert stored(connection, "claimed_by", "attempts") == [(ME, 2)] * 3


def test_who_lost_a_mail_does_not_end_it(connection: Connection, queued: list[Queued]) -> None:
    """What another one took over is left to it, whatever this process has to say of it."""
    outbox.claim(connection, queued, OTHER, AT)
    outbox.finish(connection, [ending(each, SENT) for each in queued], ME)
    assert stored(connection, "state", "claimed_by", "sent_at", "channel") == [("sending", OTHER, None, None)] * 3


def test_what_was_sent_is_in_nobodys_hands(connection: Connection, queued: list[Queued]) -> None:
    """The moment and the channel are written down, and the claim is given up."""
    outbox.claim(connection, queued, ME, AT)
    outbox.finish(connection, [ending(each, SENT) for each in queued[:2]], ME)
    columns = "state", "claimed_by", "claimed_at", "sent_at", "channel", "attempts"
    assert stored(connection, *columns) == [("sent", None, None, LATER, "smtp", 1)] * 2 + [
        ("sending", ME, AT, None, None, 1)
    ]


def test_each_mail_gets_its_own_ending(connection: Connection, queued: list[Queued]) -> None:
    """Of mails that were tried together each is ended as it went; only one that was sent has a moment of that."""
    outbox.claim(connection, queued, ME, AT)
    first, second, third = queued
    endings = [
        ending(first, SENT),
        ending(second, FAILED, error="550 no such user"),
        ending(third, QUEUED, error="450 later", next_at=LATER),
    ]
    outbox.finish(connection, endings, ME)
    assert stored(connection, "state", "error", "next_at", "sent_at") == [
        ("sent", None, None, LATER),
        ("failed", "550 no such user", None, None),
        ("queued", "450 later", LATER, None),
    ]


def test_an_attempt_that_does_not_count_is_given_back(connection: Connection, queued: list[Queued]) -> None:
    """Where the channel was down the mail has as many attempts as before."""
    for _ in range(2):
        outbox.claim(connection, outbox.read_ready(connection, LATER), ME, AT)
        outbox.finish(connection, [ending(each, QUEUED, is_counted=False) for each in queued], ME)
    assert stored(connection, "state", "attempts") == [("queued", 0)] * 3


def test_a_mail_waits_until_its_moment(connection: Connection, queued: list[Queued]) -> None:
    """What is to be tried later is ready at that moment, and not before; what ended never is."""
    outbox.claim(connection, queued, ME, AT)
    first, second, third = queued
    endings = [ending(first, SENT), ending(second, FAILED), ending(third, QUEUED, next_at=LATER)]
    outbox.finish(connection, endings, ME)
    assert outbox.read_ready(connection, AT) == []
    assert [each.id for each in outbox.read_ready(connection, LATER)] == [third.id]


def test_ready_mails_are_read_in_portions(connection: Connection, queued: list[Queued]) -> None:
    """A portion is read by its keys, in their order; what is no mail any more is left out."""
    first, second, third = queued
    assert outbox.read_ready(connection, AT, limit=2) == [first, second]
    assert outbox.read_ready(connection, AT, keys=[third.id, second.id, 99]) == [third, second]


def test_what_failed_is_tried_last(connection: Connection, queued: list[Queued]) -> None:
    """Somebody of whose mails one has failed comes after the others, and that mail after their own."""
    first, second, third = queued
    assert outbox.list_ready(connection, AT) == [first.id, second.id, third.id]
    outbox.claim(connection, [first], ME, AT)
    outbox.finish(connection, [ending(first, QUEUED, next_at=AT)], ME)
    assert outbox.list_ready(connection, AT) == [third.id, second.id, first.id]


@pytest.mark.parametrize(("name", "again"), [(None, 3), ("Amira", 2), ("Badr", 1), ("Nobody", 0)])
def test_retry_begins_anew(name: str | None, again: int, connection: Connection, queued: list[Queued]) -> None:
    """What failed or waits is ready at once, of one person or of all, without the attempts and the error it had."""
    outbox.claim(connection, queued, ME, AT)
    first, second, third = queued
    failed = {"error": "550", "next_at": "2027-01-01T00:00:00.000000Z"}
    endings = [ending(first, FAILED, **failed), ending(second, QUEUED, **failed), ending(third, FAILED, **failed)]
    outbox.finish(connection, endings, ME)
    assert outbox.requeue(connection, name) == again
    fresh = [row for row in stored(connection, "state", "error", "next_at", "attempts") if row[1] is None]
    assert fresh == [("queued", None, None, 0)] * again


def test_retry_leaves_what_was_sent_or_is_in_hand(connection: Connection, queued: list[Queued]) -> None:
    """What went out does not go out again, and what somebody sends is not taken from them."""
    outbox.claim(connection, queued, ME, AT)
    outbox.finish(connection, [ending(queued[0], SENT)], ME)
    assert outbox.requeue(connection) == 0
    assert [row[0] for row in stored(connection, "state")] == ["sent", "sending", "sending"]


def test_a_later_threshold_overtakes_what_is_carried(connection: Connection, queued: list[Queued]) -> None:
    """Of one date and person only the newest reminder is still to be told; another person's stands by itself."""
    outbox.queue(connection, [draft(1, threshold=1), draft(1, threshold=1, to=2)], AT)
    mails = outbox.read_ready(connection, AT)
    found = outbox.read_carried(connection, [each.id for each in mails])
    carried = {(number, to, threshold): mail_id for mail_id, (number, _due, threshold, to), _escalated in found}
    assert sorted(carried) == [(1, 1, 1), (1, 2, 1), (2, 1, 7), (3, 2, 7)]
    assert carried[1, 1, 1] == mails[3].id


def test_keys_of_reminders_are_found_again(connection: Connection, queued: list[Queued]) -> None:
    """What was queued of some undertakings is known by undertaking, date, threshold and person."""
    assert outbox.read_sent_keys(connection, [1, 3, 99]) == {(1, DUE, 7, 1): False, (3, DUE, 7, 2): False}


def test_the_log_is_newest_first_and_may_be_cut(connection: Connection, queued: list[Queued]) -> None:
    """The ledger tells what each mail carried, of one state if that is asked for."""
    outbox.claim(connection, queued[:1], ME, AT)
    rows = outbox.read_log(connection)
    assert [row["id"] for row in rows] == [each.id for each in reversed(queued)]
    assert [(each["due_on"], each["threshold"], each["escalated"]) for each in rows[0]["reminders"]] == [
        (DUE, 7, False)
    ]
    assert [row["id"] for row in outbox.read_log(connection, limit=1)] == [queued[2].id]
    assert [row["id"] for row in outbox.read_log(connection, state="sending")] == [queued[0].id]


def test_portions_leave_nothing_out() -> None:
    """Keys are split so that one statement takes each portion, in their order and without a gap."""
    keys = list(range(2 * outbox.CHUNK + 1))
    portions = list(outbox.split(keys))
    assert [len(portion) for portion in portions] == [outbox.CHUNK, outbox.CHUNK, 1]
    assert [key for portion in portions for key in portion] == keys
