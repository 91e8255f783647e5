"""Getting queued mails out: each is claimed, made from what the register says now, sent, and written down.

A mail that was claimed by a process that is gone is claimed again, with the same Message-ID.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ctrack.domain.records.reminders import Bulletin, Mail, Outcome, Trial
from ctrack.domain.vocabulary import MailState
from ctrack.services.reminders.due_reminders import stamp
from ctrack.services.reminders.notices import Facts, is_theirs, make_notice
from ctrack.services.reminders.recipients import read_people
from ctrack.services.reminders.thresholds import ANY_CLOCK, Almanac, Rules
from ctrack.services.reminders.week_summaries import is_summary
from ctrack.store import outbox
from ctrack.store.answers import read_marks
from ctrack.store.claims import claimant, is_abandoned
from ctrack.store.outbox import Draft, Ending, Key, Queued
from ctrack.store.sql import Connection

if TYPE_CHECKING:
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import Register

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=1)
GROWTH = 4
# Mail systems give up after four to five days (RFC 5321, 4.5.4.1). So many attempts a mail has in any case: one that
# waited for a channel that was down has not been refused yet.
PATIENCE = timedelta(days=5)
LEAST_ATTEMPTS = 6
# So many mails are claimed at once; those of a process that is killed are sent again with the same Message-ID.
PORTION = 200
NO_MARKS: Mapping[Key, str] = {}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a run needs: the rules that make mails, the channel by which they leave, and the sender."""

    rules: Rules
    head: EntryHead
    channel: str
    sender: str
    unsubscribe: str | None
    send: Callable[[Mail], Trial]
    is_repeatable: bool = False
    reply_to: str | None = None
    one_click: bool = False
    reads_answers: bool = False
    write_summary: Callable[[Connection, str], Bulletin] | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def now(self) -> datetime:
        """The moment of the run plus the time since it began, so that a late claim of a long run does not look old."""
        return self.head.moment + timedelta(seconds=time.monotonic() - self.began)


@dataclass(slots=True)
class Result:
    """What a run did: mails that went out, and those that did not with the sentence why; `down` is the channel's."""

    sent: list[Mail] = field(default_factory=list)
    troubled: list[tuple[Queued, Trial]] = field(default_factory=list)
    down: str | None = None

    def count_refused(self) -> int:
        """How many mails were refused for good."""
        return sum(trial.outcome is Outcome.REJECTED for _item, trial in self.troubled)


def deliver(register: Register, delivery: Delivery, result: Result) -> None:
    """Send every mail that is ready; one that fails stops no other, a channel that is down stops the run."""
    with register.read() as unit:
        keys = outbox.list_ready(unit.connection, stamp(delivery.rules.moment))
    for start in range(0, len(keys), PORTION):
        if result.down is None:
            with register.read() as unit:
                now = stamp(delivery.rules.moment)
                ready = outbox.read_ready(unit.connection, now, keys=keys[start : start + PORTION])
                awake = find_awake(unit.connection, delivery.rules, ready)
            deliver_ready(register, delivery, [item for item in awake if is_free(item, delivery.now)], result)


def find_awake(connection: Connection, rules: Rules, items: Sequence[Queued]) -> Sequence[Queued]:
    """The mails to people whose clock shows an hour in which mails leave."""
    if not rules.has_hours or not items:
        return items
    people, almanac = read_people(connection), Almanac(rules)
    clocks = {key: each.clock for key, each in people.items()}
    return [item for item in items if almanac.is_awake(clocks.get(item.person_id, ANY_CLOCK))]


def deliver_ready(register: Register, delivery: Delivery, items: Sequence[Queued], result: Result) -> None:
    """Send some mails: all claimed at once where to repeat one does no harm, else one by one."""
    if delivery.is_repeatable:
        deliver_portion(register, delivery, items, result)
        return
    for item in items:
        if result.down is None:
            deliver_portion(register, delivery, [item], result)


def is_free(item: Queued, now: datetime) -> bool:
    """Whether a mail is in nobody's hands."""
    return item.state is MailState.QUEUED or is_abandoned(item.claimed_by, item.claimed_at, now)


def deliver_portion(register: Register, delivery: Delivery, items: Sequence[Queued], result: Result) -> None:
    """Claim some mails, send them, and write down what became of each."""
    now, by = stamp(delivery.now), claimant()
    taken = register.write(delivery.head, lambda unit: outbox.claim(unit.connection, items, by, now), in_turn=False)
    held = [item for item in items if item.id in taken]
    if not held:
        return
    with register.read() as unit:
        mails = dict(make_mails(unit.connection, delivery, held))
    endings = []
    for item in held:
        mail = mails.get(item.id)
        trial = Trial(Outcome.DOWN, result.down) if result.down is not None else None
        if trial is None:
            trial = give_up(item, delivery.send(mail), delivery.rules.moment) if mail is not None else None
        if mail is not None and trial is not None:
            note_trial(result, item, mail, trial)
        endings.append(end(item, trial if mail is not None else None, delivery))
    register.write(delivery.head, lambda unit: outbox.finish(unit.connection, endings, by), in_turn=False)


def give_up(item: Queued, trial: Trial, moment: datetime) -> Trial:
    """The trial as it counts: a mail that was put off for the last time is refused."""
    is_tried = item.attempts + 1 >= LEAST_ATTEMPTS and moment >= last_moment(item)
    is_last = trial.outcome is Outcome.DELAYED and is_tried
    return replace(trial, outcome=Outcome.REJECTED) if is_last else trial


def note_trial(result: Result, item: Queued, mail: Mail, trial: Trial) -> None:
    """Add a trial to the result of the run: a mail that went out, one that did not, or a channel that is down."""
    if trial.outcome is Outcome.SENT:
        result.sent.append(mail)
    elif trial.outcome is Outcome.DOWN:
        result.down = trial.error or ""
    elif trial.outcome is not Outcome.PASSED:
        result.troubled.append((item, trial))


def end(item: Queued, trial: Trial | None, delivery: Delivery) -> Ending:
    """The new state of a mail after a trial; without one the mail had nothing left to tell, and is dropped."""
    moment = delivery.rules.moment
    now, channel = stamp(moment), delivery.channel
    if trial is None:
        return Ending(item.id, MailState.DROPPED, now, channel, is_counted=False)
    if trial.outcome is Outcome.SENT:
        return Ending(item.id, MailState.SENT, now, channel)
    if trial.outcome in (Outcome.DOWN, Outcome.PASSED):
        return Ending(item.id, MailState.QUEUED, now, channel, trial.error, None, is_counted=False)
    tried = item.attempts + 1
    if trial.outcome is Outcome.REJECTED:
        return Ending(item.id, MailState.FAILED, now, channel, trial.error)
    later, last = moment + pause_after(tried), last_moment(item)
    next_at = min(later, last) if moment < last else later
    return Ending(item.id, MailState.QUEUED, now, channel, trial.error, stamp(next_at))


def last_moment(item: Queued) -> datetime:
    """From when on a mail that is put off is given up."""
    return datetime.fromisoformat(item.made_at) + PATIENCE


def pause_after(attempts: int) -> timedelta:
    """How long a mail waits after so many attempts: a quarter of an hour, an hour, four, sixteen, then a day."""
    growth: int = GROWTH ** min(attempts - 1, 10)
    return min(FIRST_PAUSE * growth, LONGEST_PAUSE)


def make_mails(
    connection: Connection, delivery: Delivery, items: Sequence[Queued], drafts: Sequence[Draft] = ()
) -> Iterator[tuple[int, Mail]]:
    """The mails with the words that they are sent with now; a queued mail that has nothing left to tell is left out.

    What waited until a later threshold of the same date was queued, or is about to be as one of `drafts`, is overtaken.
    """
    coming = {(key[0], key[1], key[3]) for draft in drafts for key, _escalated in draft.reminders}
    carried: dict[int, list[tuple[Key, bool]]] = defaultdict(list)
    for mail_id, key, is_escalated in outbox.read_carried(connection, [each.id for each in items]):
        if (key[0], key[1], key[3]) not in coming:
            carried[mail_id].append((key, is_escalated))
    facts = Facts(connection, [key[0] for keys in carried.values() for key, _escalated in keys], delivery.rules)
    marks = read_marks(connection, sorted(carried)) if delivery.reads_answers else {}
    for each in items:
        mail = compose(facts, delivery, each, carried[each.id], marks)
        if is_summary(each.message_id) and delivery.write_summary is not None and facts.is_active(each.person_id):
            mail = replace(mail, bulletin=delivery.write_summary(connection, mail.language))
        if mail.notices or mail.bulletin:
            yield each.id, mail


def preview(connection: Connection, delivery: Delivery, drafts: Sequence[Draft]) -> list[Mail]:
    """The mails that would be sent, of drafts that are not queued."""
    facts = Facts(connection, [key[0] for draft in drafts for key, _escalated in draft.reminders], delivery.rules)
    mails = (compose(facts, delivery, draft, draft.reminders) for draft in drafts)
    return [mail for mail in mails if mail.notices]


def compose(
    facts: Facts,
    delivery: Delivery,
    item: Queued | Draft,
    carried: Sequence[tuple[Key, bool]],
    marks: Mapping[Key, str] = NO_MARKS,
) -> Mail:
    """A mail with the notices that still hold, None where none does."""
    to = facts.people.get(item.person_id)
    zone = to.time_zone if to else None
    written_at = delivery.rules.moment_of(zone)
    today = delivery.rules.day_of(zone)
    is_active = facts.is_active(item.person_id)
    stands_in = to is not None and to.name == delivery.rules.fallback
    notices = (
        make_notice(facts, key, today, is_escalated=escalated, mark=marks.get(key))
        for key, escalated in carried
        if is_active and (stands_in or is_theirs(facts, key))
    )
    return Mail(
        message_id=item.message_id,
        to_name=to.name if to else item.name,
        to_address=to.email if to else item.address,
        language=(to.language if to else None) or item.language,
        sender=delivery.sender,
        written_at=written_at,
        home=facts.home,
        home_code=facts.home_code,
        notices=tuple(notice for notice in notices if notice is not None),
        unsubscribe=delivery.unsubscribe,
        reply_to=delivery.reply_to,
        one_click=delivery.one_click,
    )
