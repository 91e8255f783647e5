"""Deliveries: what an attempt costs, when a mail is tried again, and when it is given up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ctrack.domain.dueness import Horizon
from ctrack.domain.policy import Policy
from ctrack.domain.records.reminders import Mail, Outcome, Trial
from ctrack.domain.vocabulary import MailState
from ctrack.domain.workdays import WorkCalendar
from ctrack.services.reminders.deliveries import (
    LEAST_ATTEMPTS,
    PATIENCE,
    Delivery,
    Result,
    end,
    give_up,
    is_free,
    note_trial,
    pause_after,
)
from ctrack.services.reminders.notices import Facts, make_notice, name_event
from ctrack.services.reminders.thresholds import Rules
from ctrack.store.claims import claimant
from ctrack.store.journal import EntryHead
from ctrack.store.outbox import Queued

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
AT = "2026-11-21T09:00:00.000000Z"


def queued(**fields: Any) -> Queued:
    """A mail of the outbox as it was read before an attempt."""
    values = {
        "id": 1, "message_id": "<1@test>", "person_id": 1, "name": "Amira", "address": "amira@moi.example",
        "language": "en", "state": MailState.QUEUED, "attempts": 0, "next_at": None, "claimed_by": None,
        "claimed_at": None, "made_at": AT,
    }  # fmt: skip
    return Queued(**(values | fields))  # type: ignore[arg-type]


def delivery() -> Delivery:
    """A run by SMTP."""
    rules = Rules(NOW, Horizon(NOW.date()), Policy(), WorkCalendar(), "en", "mofa.example")
    head = EntryHead("tester", "remind", "remind", NOW)
    return Delivery(rules, head, "smtp", "ctrack <focal@mofa.example>", None, lambda mail: Trial(Outcome.SENT))


def mail() -> Mail:
    """What was tried."""
    return Mail("<1@test>", "Amira", None, "en", "ctrack", NOW, {"en": "Home"}, ())


@pytest.mark.parametrize(
    ("attempts", "waited"),
    [(0, timedelta(0)), (40, PATIENCE - timedelta(minutes=1)), (LEAST_ATTEMPTS - 2, timedelta(days=90))],
)
def test_a_mail_that_is_put_off_is_tried_again(attempts: int, waited: timedelta) -> None:
    """For five days, and for as many attempts as are its due, a mail that the other side wants later is for later."""
    trial = Trial(Outcome.DELAYED, "450 later")
    assert give_up(queued(attempts=attempts), trial, NOW + waited) is trial


def test_the_attempt_after_five_days_is_the_last() -> None:
    """A mail that was put off for five days is given up, with what was said the last time."""
    given_up = give_up(queued(attempts=LEAST_ATTEMPTS - 1), Trial(Outcome.DELAYED, "450 later"), NOW + PATIENCE)
    assert given_up == Trial(Outcome.REJECTED, "450 later")


def test_the_last_attempt_is_not_put_off_beyond_five_days() -> None:
    """A pause ends with the five days, and of a mail that is older it is as long as it would be."""
    made = {"made_at": "2026-11-16T21:00:00.000000Z"}
    assert end(queued(attempts=8, **made), Trial(Outcome.DELAYED), delivery()).next_at == "2026-11-21T21:00:00.000000Z"
    made = {"made_at": "2026-11-16T08:00:00.000000Z"}
    assert end(queued(attempts=2, **made), Trial(Outcome.DELAYED), delivery()).next_at == "2026-11-21T13:00:00.000000Z"


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.REJECTED, Outcome.DOWN])
def test_only_what_was_put_off_is_given_up(outcome: Outcome) -> None:
    """The last attempt may succeed, and a channel that is down is no fault of the mail."""
    trial = Trial(outcome)
    assert give_up(queued(attempts=20), trial, NOW + 2 * PATIENCE) is trial


@pytest.mark.parametrize(
    ("attempts", "pause"),
    [
        (1, timedelta(minutes=15)),
        (2, timedelta(hours=1)),
        (3, timedelta(hours=4)),
        (4, timedelta(hours=16)),
        (5, timedelta(days=1)),
        (12, timedelta(days=1)),
        (1000, timedelta(days=1)),
    ],
)
def test_pauses_grow_to_a_day(attempts: int, pause: timedelta) -> None:
    """A quarter of an hour, an hour, four, sixteen, then a day."""
    assert pause_after(attempts) == pause


def test_what_was_sent_is_ended() -> None:
    """The mail is sent, at this moment, by this channel."""
    ended = end(queued(), Trial(Outcome.SENT), delivery())
    assert (ended.id, ended.state, ended.at, ended.channel) == (1, MailState.SENT, AT, "smtp")
    assert (ended.error, ended.next_at, ended.is_counted) == (None, None, True)


def test_a_channel_that_is_down_costs_no_attempt() -> None:
    """The mail waits for the next run, with the sentence why, and is counted no attempt."""
    ended = end(queued(attempts=3), Trial(Outcome.DOWN, "no route"), delivery())
    assert (ended.state, ended.error, ended.next_at, ended.is_counted) == (MailState.QUEUED, "no route", None, False)


def test_what_is_put_off_waits_by_the_attempts_so_far() -> None:
    """The first pause follows the first attempt, and the attempt counts."""
    ended = end(queued(), Trial(Outcome.DELAYED, "450 later"), delivery())
    assert (ended.state, ended.next_at) == (MailState.QUEUED, "2026-11-21T09:15:00.000000Z")
    assert ended.is_counted
    third = end(queued(attempts=2), Trial(Outcome.DELAYED), delivery())
    assert third.next_at == "2026-11-21T13:00:00.000000Z"


def test_what_is_refused_is_failed() -> None:
    """Nobody tries it again by itself, and the sentence is kept."""
    ended = end(queued(), Trial(Outcome.REJECTED, "550 no"), delivery())
    assert (ended.state, ended.error, ended.next_at, ended.is_counted) == (MailState.FAILED, "550 no", None, True)


def test_a_mail_with_nothing_left_to_tell_is_dropped() -> None:
    """There was no attempt, and none is counted."""
    ended = end(queued(), None, delivery())
    assert (ended.state, ended.error, ended.is_counted) == (MailState.DROPPED, None, False)


def test_a_queued_mail_is_free_and_a_claimed_one_is_not() -> None:
    """What a process at work has in hand is left to it; what was left by one that is gone is free."""
    assert is_free(queued(claimed_by=claimant(), claimed_at=AT), NOW)
    assert not is_free(queued(state=MailState.SENDING, claimed_by=claimant(), claimed_at=AT), NOW)
    assert is_free(queued(state=MailState.SENDING), NOW)
    elsewhere = queued(state=MailState.SENDING, claimed_by="other/1 1 1", claimed_at=AT)
    assert not is_free(elsewhere, NOW + timedelta(hours=1))
    assert is_free(elsewhere, NOW + timedelta(hours=1, seconds=1))


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.SENT, (1, 0, None)),
        (Outcome.DELAYED, (0, 1, None)),
        (Outcome.REJECTED, (0, 1, None)),
        (Outcome.DOWN, (0, 0, "said")),
    ],
)
def test_a_run_tells_what_went_and_what_did_not(outcome: Outcome, expected: tuple[int, int, str | None]) -> None:
    """Sent mails are counted, troubled ones named, and a channel that is down is told once."""
    result = Result()
    note_trial(result, queued(), mail(), Trial(outcome, "said"))
    assert (len(result.sent), len(result.troubled), result.down) == expected


def test_a_channel_that_is_down_without_a_word_is_down() -> None:
    """That nothing was said does not let a run go on."""
    result = Result()
    note_trial(result, queued(), mail(), Trial(Outcome.DOWN))
    assert result.down is not None


def test_a_claim_is_as_old_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment of a run goes on with the clock that no one sets back."""
    run = delivery()
    monkeypatch.setattr("ctrack.services.reminders.deliveries.time", SimpleNamespace(monotonic=lambda: run.began + 90))
    assert run.now == NOW + timedelta(seconds=90)


def test_an_event_has_one_name() -> None:
    """The UID is of commitment, party and register; of what comes round, of the date as well."""
    assert name_event("ABC", "KWT-25", "NFP", None) == "kwt-25-nfp@abc.ctrack"
    assert name_event("ABC", "KWT-25", "NFP", date(2026, 11, 28)) == "kwt-25-nfp-2026-11-28@abc.ctrack"


def test_nothing_is_told_of_what_is_gone() -> None:
    """An undertaking that nobody tracks any more leaves no notice, and stops no mail."""
    facts = cast("Facts", SimpleNamespace(rows={}, register="abc"))
    assert make_notice(facts, (1, NOW.date(), 7, 1), NOW.date(), is_escalated=False) is None
