"""Who is to be reminded of what: the due dates that have reached a threshold which nobody was told of yet.

A mail is known by its reminders, so that its Message-ID is the same whenever it is made.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from ctrack.domain.filters import Node
from ctrack.domain.policy import Threshold
from ctrack.domain.vocabulary import DigestWish, MailState
from ctrack.services.listings import make_scope
from ctrack.services.reminders.recipients import Circle, Recipient, read_people
from ctrack.services.reminders.thresholds import ANY_CLOCK, FURTHEST, WEEK_AHEAD, Almanac, Rules
from ctrack.store import outbox
from ctrack.store.answers import read_unanswered
from ctrack.store.current_state import AIM, is_open
from ctrack.store.outbox import Draft, Key
from ctrack.store.packed_dates import is_packed, pack
from ctrack.store.queries import find_source, read_home
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    and_,
    exists,
    false,
    instrument,
    journal,
    literal,
    mail,
    not_,
    or_,
    reminder,
    select,
    undertaking,
    union,
)
from ctrack.store.unheard import Silence

# Whether a wish is for one mail of everything.
IS_DIGEST: dict[str, bool] = {DigestWish.DAILY: True, DigestWish.WEEKLY: True, DigestWish.SINGLE: False}


class Pending(NamedTuple):
    """An undertaking that has come near its due date, and who answers for it; a tuple, for there are very many."""

    id: int
    slug: str
    due_last: date
    person_id: int | None
    lead_id: int | None
    overseer_id: int | None
    snoozed_until: date | None
    rule: tuple[str | None, str | None, str | None, date | None, date | None]


@dataclass(slots=True)
class Plan:
    """What there is to tell each person, and whether it is escalated; what nobody hears; and the mails to be queued."""

    reminders: dict[int, list[tuple[Key, bool]]] = field(default_factory=lambda: defaultdict(list))
    unheard: list[Silence] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


def plan_mails(connection: Connection, rules: Rules, node: Node | None = None, *, foresees: bool = False) -> Plan:
    """The mails that are to be queued now: one for each person, or one for each reminder; oldest due date first.

    With `foresees`, as they will be once the channel has refused those whom it cannot reach.
    """
    circle = Circle(read_people(connection), rules, foresees=foresees)
    rules = replace(rules, has_weekly=circle.has_weekly)
    pending = read_pending(connection, rules, node, circle)
    found = find_reminders(connection, rules, pending, circle) if pending else Plan()
    if found.reminders:
        found.drafts = list(make_drafts(found, circle.people, name_register(connection), rules))
    return found


def make_drafts(found: Plan, people: Mapping[int, Recipient], register: str, rules: Rules) -> Iterator[Draft]:
    """The reminders of each person as mails."""
    for key in sorted(found.reminders):
        items = sorted(found.reminders[key], key=lambda item: (item[0][1], item[0][0]))
        is_digest = IS_DIGEST.get(people[key].digest or "", rules.digest)
        parts = [tuple(items)] if is_digest else [(item,) for item in items]
        yield from (make_draft(people[key], part, register, rules) for part in parts)


def read_pending(connection: Connection, rules: Rules, node: Node | None, circle: Circle) -> list[Pending]:
    """The open undertakings that have come near their target, or due date, and that somebody is to hear of.

    That are those of the home party, and of others what was given to somebody, or to an agency.

    Of most of them somebody was told: those are left out where the database can see that by itself.
    """
    item = undertaking.c
    home = read_home(connection)[0]
    answers: ColumnElement[bool] = or_(
        item.person_id.is_not(None), item.overseer_id.is_not(None), item.lead_id.is_not(None), item.party_id == home
    )
    # Whether a pause is over is told by the recipient's own day, which may be later than that of the clock.
    awake = or_(item.snoozed_until.is_(None), item.snoozed_until < (rules.today or (rules.moment + FURTHEST).date()))
    wanted = make_scope(connection, node, rules.horizon).wanted()
    told = find_told(connection, rules, circle)
    # What reminds is the date of one's own where there is one; said so that an index of either is of use.
    is_near = or_(item.target_last <= rules.latest, and_(item.target_last.is_(None), item.due_last <= rules.latest))
    condition = and_(is_near, answers, is_open(), awake, wanted, not_(told))
    # Which instrument it is matters only where one has rules of its own: two tables less to go through.
    slug = instrument.c.slug if rules.of_instruments else literal("")
    columns = (
        item.id, slug, AIM, item.person_id, item.lead_id, item.overseer_id, item.snoozed_until, item.every,
        item.counts_from, item.anchor, item.until, item.occurrence_last,
    )  # fmt: skip
    statement = select(*columns).select_from(find_source(condition, slug)).where(condition)
    return [Pending._make([*row[:7], row[7:]]) for row in map(tuple, connection.execute(statement).all())]


def find_told(connection: Connection, rules: Rules, circle: Circle) -> ColumnElement[bool]:
    """The condition that the focal point was told already of the newest threshold which the due date has reached.

    Only of what is plain: one policy for all, no overseer, no rule, no pause, and one day for all who are reminded, or
    days on which the same threshold holds. All the rest is looked at one by one.
    """
    gone = sorted(circle.unlike)
    if rules.of_instruments or len(gone) > outbox.CHUNK or not outbox.has_any(connection):
        return false()
    reached = list(list_reached(connection, rules, circle.people))
    if not reached:
        return false()
    item, sent = undertaking.c, reminder.c
    is_plain = and_(
        item.person_id.is_not(None), item.person_id.not_in(gone), item.overseer_id.is_(None), item.every.is_(None),
        item.snoozed_until.is_(None),
    )  # fmt: skip
    was_sent = exists().where(
        sent.undertaking_id == item.id,
        sent.due_last == AIM,
        sent.person_id == item.person_id,
        sent.mail_id.not_in(select(mail.c.id).where(mail.c.state == MailState.FAILED.value)),
        is_packed(sent.due_last, sent.threshold, pack(reached)),
    )
    return and_(is_plain, was_sent)


def list_reached(
    connection: Connection, rules: Rules, people: Mapping[int, Recipient]
) -> Iterator[tuple[date, Threshold]]:
    """Each due date of the register that has reached one threshold, whoever is asked, with that threshold."""
    almanac = Almanac(rules)
    days = {almanac.day_of(each.time_zone) for each in people.values()}
    # Each date once from an index of its own: dates of what goes by another one are some too many, and do no harm.
    item = undertaking.c
    targets, dates = (select(day).where(day <= rules.latest).distinct() for day in (item.target_last, item.due_last))
    for due_last in connection.scalars(union(targets, dates)):
        found = {almanac.newest(rules.policy, due_last, day) for day in days}
        threshold = found.pop() if len(found) == 1 else None
        if threshold is not None:
            yield due_last, threshold


def find_reminders(connection: Connection, rules: Rules, pending: list[Pending], circle: Circle) -> Plan:
    """The reminders that nobody was sent yet, by the person whom each goes to, and those that nobody hears."""
    known = outbox.read_sent_keys(connection, [item.id for item in pending])
    overseen = [item.id for item in pending if item.overseer_id is not None]
    unanswered = read_unanswered(connection, overseen) if known else {}
    found, almanac = Plan(), Almanac(rules)
    for item in pending:
        turn = find_turn(item, almanac, circle, known)
        if turn is None:
            continue
        due_last, threshold, first = turn
        if first is None:
            found.unheard.append((item.id, due_last, threshold))
            continue
        tell(found, (item.id, due_last, threshold, first.id), known)
        after = almanac.policy_of(item.slug).escalate_after
        overseer = item.overseer_id
        if after and overseer is not None and circle.hears(overseer) and overseer != first.id:
            people = {first.id, item.person_id, *circle.list_turns(None, item.lead_id, None)} - {overseer}
            silent = {each for who in people for each in unanswered.get((item.id, due_last, who or 0), ())}
            # The reminder of this threshold does not count: whoever got it today may still answer it.
            if len(silent - {threshold}) >= after and almanac.is_awake(circle.people[overseer].clock):
                tell(found, (item.id, due_last, threshold, overseer), known, is_escalated=True)
    return found


def find_turn(
    item: Pending, almanac: Almanac, circle: Circle, known: Mapping[Key, bool]
) -> tuple[date, Threshold, Recipient | None] | None:
    """The due date, its threshold, and whose turn it is, where anybody is to hear yet; nobody's where nobody hears."""
    turns = tuple(circle.list_turns(item.person_id, item.lead_id, item.overseer_id))
    refused: set[int] = set()
    while True:
        first = circle.choose(iter(turns), refused)
        today = almanac.day_of(first.time_zone if first else None)
        reached = find_reached(item, almanac, today, is_weekly=first is not None and first.digest == DigestWish.WEEKLY)
        is_paused = item.snoozed_until is not None and today <= item.snoozed_until
        if reached is None or is_paused or not almanac.is_awake(first.clock if first else ANY_CLOCK):
            return None
        if first is None or not known.get((item.id, *reached, first.id), False):
            return *reached, first
        refused.add(first.id)


def tell(found: Plan, key: Key, known: Container[Key], *, is_escalated: bool = False) -> None:
    """Add a reminder to what was found, unless it was sent before."""
    if key not in known:
        found.reminders[key[3]].append((key, is_escalated))


def find_reached(
    item: Pending, almanac: Almanac, today: date, *, is_weekly: bool = False
) -> tuple[date, Threshold] | None:
    """The due date to speak of, with the newest threshold that it has reached; None where it is a day of rest.

    What comes round again is spoken of by its latest date that has reached a threshold. Whoever wants one mail a week
    hears on the weekday of what is overdue, and of all that the days to the next one bring.
    """
    policy = almanac.policy_of(item.slug)
    if is_weekly:
        if today.weekday() != (policy.weekday or 0):
            return None
        today += WEEK_AHEAD
    for due_last in reversed(list_due_dates(item, almanac.latest)):
        threshold = almanac.newest(policy, due_last, today)
        if threshold is not None:
            return due_last, threshold
    return None


def list_due_dates(item: Pending, latest: date) -> list[date]:
    """The date on which the undertaking is due, and those to come that its rule foresees."""
    every, counts_from, anchor, until, awaited = item.rule
    if every is None or anchor is None or awaited is None:
        return [item.due_last]
    from ctrack.domain.recurrence import CountsFrom, Rule, occurrences, parse_interval

    if counts_from == CountsFrom.COMPLETION:
        return [item.due_last]
    rule = Rule(parse_interval(every), anchor, CountsFrom.ANCHOR, until)
    later = [period.last for period in occurrences(rule, awaited, latest) if period.last > item.due_last]
    return [item.due_last, *later]


def name_register(connection: Connection) -> str:
    """What tells this register from every other: the beginning of its first entry's hash."""
    found: str | None = connection.scalar(select(journal.c.hash).where(journal.c.number == 1))
    return (found or "")[:16]


def make_draft(to: Recipient, items: tuple[tuple[Key, bool], ...], register: str, rules: Rules) -> Draft:
    """A mail to one person; its Message-ID follows from the register and the reminders alone."""
    told = [f"{key[0]}/{key[1].isoformat()}/{key[2]}/{key[3]}" for key, _escalated in items]
    digest = hashlib.sha256("\n".join([register, *told]).encode()).hexdigest()[:40]
    return Draft(
        message_id=f"<{digest}.ctrack@{rules.domain}>",
        person_id=to.id,
        name=to.name,
        address=to.email,
        language=to.language or rules.language,
        reminders=items,
    )


def queue_mails(connection: Connection, drafts: Iterable[Draft], moment: datetime) -> None:
    """Put mails into the outbox."""
    outbox.queue(connection, list(drafts), stamp(moment))


def stamp(moment: datetime) -> str:
    """A moment as the outbox and the journal write it: in UTC, to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
