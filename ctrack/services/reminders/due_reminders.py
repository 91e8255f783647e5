"""Who is to be reminded of what: the due dates that have reached a threshold which nobody was told of yet.

A mail is known by its reminders, so that its Message-ID is the same whenever it is made.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, false, literal, not_, or_, select, tuple_

from ctrack.domain.filters import Node
from ctrack.domain.policy import Threshold
from ctrack.services.listings import make_scope
from ctrack.services.reminders.thresholds import FURTHEST, Almanac, Recipient, Rules
from ctrack.store import outbox
from ctrack.store.current_state import AIM, is_open
from ctrack.store.outbox import Draft, Key
from ctrack.store.queries import find_source, read_home
from ctrack.store.tables import instrument, journal, person, reminder, undertaking

# With more due dates than these a statement would be longer than it is worth.
MOST_DATES = 5000


class Pending(NamedTuple):
    """An undertaking that has come near its due date, and who answers for it; a tuple, for there are very many."""

    id: int
    slug: str
    due_last: date
    person_id: int | None
    overseer_id: int | None
    snoozed_until: date | None
    rule: tuple[str | None, str | None, str | None, date | None, date | None]


@dataclass(slots=True)
class Found:
    """What there is to tell each person: the reminders, and whether each goes to the overseer."""

    reminders: dict[int, list[tuple[Key, bool]]] = field(default_factory=lambda: defaultdict(list))


def plan_mails(connection: Connection, rules: Rules, node: Node | None = None) -> list[Draft]:
    """The mails that are to be queued now: one for each person, or one for each reminder; oldest due date first."""
    people = read_people(connection)
    pending = read_pending(connection, rules, node, people)
    if not pending:
        return []
    found = find_reminders(connection, rules, pending, people)
    if not found.reminders:
        return []
    register = name_register(connection)
    drafts = []
    for key in sorted(found.reminders):
        items = sorted(found.reminders[key], key=lambda item: (item[0][1], item[0][0]))
        parts = [tuple(items)] if rules.digest else [(item,) for item in items]
        drafts += [make_draft(people[key], part, register, rules) for part in parts]
    return drafts


def read_pending(
    connection: Connection, rules: Rules, node: Node | None, people: dict[int, Recipient]
) -> list[Pending]:
    """The open undertakings that have come near their target, or due date, and that somebody is to be reminded of.

    Of most of them somebody was told: those are left out where the database can see that by itself.
    """
    item = undertaking.c
    home = read_home(connection)[0] if rules.fallback else None
    answers: ColumnElement[bool] = or_(item.person_id.is_not(None), item.overseer_id.is_not(None))
    if home is not None:
        answers = or_(answers, item.party_id == home)
    # Whether a pause is over is told by the recipient's own day, which may be later than that of the clock.
    awake = or_(item.snoozed_until.is_(None), item.snoozed_until < (rules.today or (rules.moment + FURTHEST).date()))
    wanted = make_scope(connection, node, rules.horizon).wanted()
    told = find_told(connection, rules, people)
    # What reminds is the date of one's own where there is one; said so that an index of either is of use.
    is_near = or_(item.target_last <= rules.latest, and_(item.target_last.is_(None), item.due_last <= rules.latest))
    condition = and_(is_near, answers, is_open(), awake, wanted, not_(told))
    # Which instrument it is matters only where one has rules of its own: two tables less to go through.
    slug = instrument.c.slug if rules.of_instruments else literal("")
    columns = (
        item.id, slug, AIM, item.person_id, item.overseer_id, item.snoozed_until, item.every,
        item.counts_from, item.anchor, item.until, item.occurrence_last,
    )  # fmt: skip
    statement = select(*columns).select_from(find_source(condition, slug)).where(condition)
    return [Pending._make([*row[:6], row[6:]]) for row in map(tuple, connection.execute(statement).all())]


def find_told(connection: Connection, rules: Rules, people: dict[int, Recipient]) -> ColumnElement[bool]:
    """The condition that the focal point was told already of the newest threshold which the due date has reached.

    Only of what is plain: one policy for all, no overseer, no rule, no pause, and one day for all who are reminded, or
    days on which the same threshold holds. All the rest is looked at one by one.
    """
    gone = [key for key, each in people.items() if not each.is_active]
    if rules.of_instruments or len(gone) > outbox.CHUNK or not outbox.has_any(connection):
        return false()
    reached = list(list_reached(connection, rules, people))
    if not reached or len(reached) > MOST_DATES:
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
        tuple_(sent.due_last, sent.threshold).in_(reached),
    )
    return and_(is_plain, was_sent)


def list_reached(
    connection: Connection, rules: Rules, people: dict[int, Recipient]
) -> Iterator[tuple[date, Threshold]]:
    """Each due date of the register that has reached one threshold, whoever is asked, with that threshold."""
    almanac = Almanac(rules)
    days = {almanac.day_of(each.time_zone) for each in people.values()}
    dates = select(AIM).where(rules.latest >= AIM).distinct()
    for due_last in connection.scalars(dates):
        found = {almanac.newest(rules.policy, due_last, day) for day in days}
        threshold = found.pop() if len(found) == 1 else None
        if threshold is not None:
            yield due_last, threshold


def read_people(connection: Connection) -> dict[int, Recipient]:
    """Everybody, by their keys."""
    item = person.c
    columns = (item.id, item.name, item.email, item.language, item.time_zone, item.is_active)
    return {row.id: Recipient(*row) for row in connection.execute(select(*columns))}


def find_reminders(connection: Connection, rules: Rules, pending: list[Pending], people: dict[int, Recipient]) -> Found:
    """The reminders that nobody was sent yet, by the person whom each goes to."""
    fallback = next((key for key, each in people.items() if each.name == rules.fallback), None)
    known = outbox.read_sent_keys(connection, [item.id for item in pending])
    overseen = [item.id for item in pending if item.overseer_id is not None]
    unanswered = outbox.count_unanswered(connection, overseen) if known else {}
    found, almanac = Found(), Almanac(rules)
    for item in pending:
        first = choose_recipient(item, people, fallback)
        if first is None:
            continue
        today = almanac.day_of(first.time_zone)
        if item.snoozed_until is not None and today <= item.snoozed_until:
            continue
        reached = find_reached(item, almanac, today)
        if reached is None:
            continue
        due_last, threshold = reached
        key = (item.id, due_last, threshold, first.id)
        tell(found, key, known)
        overseer = people.get(item.overseer_id or 0)
        after = almanac.policy_of(item.slug).escalate_after
        # The reminder of this threshold does not count: whoever got it today may still answer it.
        is_silent = after and unanswered.get((item.id, due_last, first.id), 0) - (key in known) >= after
        if is_silent and overseer is not None and overseer.is_active and overseer.id != first.id:
            tell(found, (item.id, due_last, threshold, overseer.id), known, is_escalated=True)
    return found


def tell(found: Found, key: Key, known: set[Key], *, is_escalated: bool = False) -> None:
    """Add a reminder to what was found, unless it was sent before."""
    if key not in known:
        found.reminders[key[3]].append((key, is_escalated))


def choose_recipient(item: Pending, people: dict[int, Recipient], fallback: int | None) -> Recipient | None:
    """The focal point; where there is none any more, the overseer, and then the person who stands in for all."""
    for key in (item.person_id, item.overseer_id, fallback):
        each = people.get(key or 0)
        if each is not None and each.is_active:
            return each
    return None


def find_reached(item: Pending, almanac: Almanac, today: date) -> tuple[date, Threshold] | None:
    """The due date to speak of, with the newest threshold that it has reached; None where it is a day of rest.

    What comes round again is spoken of by its latest date that has reached a threshold.
    """
    policy = almanac.policy_of(item.slug)
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
