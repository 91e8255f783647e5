"""What a reminder tells of one due date, made from what the register says now.

A reminder goes by the party's own target where there is one, and says what the date of the text was; what is late is
late by that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from ctrack.domain.dueness import is_open
from ctrack.domain.records.reminders import Absence, Notice
from ctrack.domain.recurrence import CountsFrom, Rule, occurrences, parse_interval
from ctrack.domain.vocabulary import Status
from ctrack.services.reminders.due_reminders import name_register
from ctrack.services.reminders.recipients import Circle, Recipient, read_people
from ctrack.services.reminders.thresholds import Rules
from ctrack.store import outbox
from ctrack.store.current_state import AIM, WAIVED, is_owed
from ctrack.store.outbox import Key
from ctrack.store.queries import read_home
from ctrack.store.sql import (
    Connection,
    and_,
    commitment,
    func,
    instrument,
    journal,
    occurrence,
    or_,
    party,
    person,
    select,
    status_update,
    undertaking,
)

# What makes new dates, tells of one with an update, or has nothing to do with any.
PLAIN_COMMANDS = (
    "init", "add", "update", "done", "start", "postpone", "note", "review", "retract", "assign", "handover", "person",
    "agency", "snooze", "config",
)  # fmt: skip


class Facts:
    """What the register says now of some undertakings, and who people are."""

    def __init__(self, connection: Connection, keys: Sequence[int], rules: Rules) -> None:
        self.people: dict[int, Recipient] = read_people(connection)
        self.circle = Circle(self.people, rules, foresees=True)
        self.known = outbox.read_sent_keys(connection, keys)
        _key, self.home_code, self.home = read_home(connection)
        self.register = name_register(connection)
        self.turns = count_turns(connection)
        chunks = list(outbox.split(sorted(set(keys))))
        self.rows = {row.id: row for chunk in chunks for row in read_facts(connection, chunk)}
        self.unmet = read_unmet(connection, [row.id for row in self.rows.values() if row.every is not None])

    def is_active(self, person_id: int) -> bool:
        """Whether somebody is still there to be written to."""
        each = self.people.get(person_id)
        return each is not None and each.is_active


def read_facts(connection: Connection, keys: Sequence[int]) -> Sequence[Any]:
    """What a notice tells of these undertakings."""
    item, text = undertaking.c, commitment.c
    told = select(func.count()).where(status_update.c.undertaking_id == item.id).scalar_subquery().label("told")
    columns = (
        item.id, text.code, party.c.code.label("party"), instrument.c.short, instrument.c.title.label("instrument"),
        text.title, item.status, item.progress, item.target, item.occurrence, item.occurrence_last, text.deadline,
        text.moved_deadline, item.due_last, AIM.label("aim_last"), item.every, item.anchor, item.until,
        item.counts_from, is_owed().label("is_owed"),
        item.person_id, item.lead_id, item.overseer_id, person.c.name.label("focal_point"), told,
    )  # fmt: skip
    source = (
        undertaking.join(commitment, item.commitment_id == text.id)
        .join(instrument, text.instrument_id == instrument.c.id)
        .join(party, item.party_id == party.c.id)
        .outerjoin(person, item.person_id == person.c.id)
    )
    return connection.execute(select(*columns).select_from(source).where(item.id.in_(keys))).all()


def read_unmet(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str, date]]]:
    """By undertaking the dates that are stored and were not met, oldest first."""
    item = occurrence.c
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for chunk in outbox.split(sorted(keys)):
        plain = and_(item.is_met.is_(False), or_(item.status.is_(None), item.status.not_in(WAIVED)))
        statement = select(item.undertaking_id, item.due, item.due_last).where(item.undertaking_id.in_(chunk), plain)
        for key, due, due_last in connection.execute(statement.order_by(item.due_last)):
            found[key].append((due, due_last))
    return found


def list_missed_before(facts: Facts, row: Any, due_last: date) -> tuple[str, ...]:
    """The dates of what comes round that went by before this one without being met."""
    stored = facts.unmet.get(row.id, [])
    if row.every is None or not stored or not row.is_owed:
        return ()
    missed = [due for due, last in stored if last < due_last]
    if row.counts_from == CountsFrom.ANCHOR and stored[-1][1] < due_last:
        rule = Rule(parse_interval(row.every), row.anchor, CountsFrom.ANCHOR, row.until)
        missed += [period.edtf for period in occurrences(rule, stored[-1][1], due_last) if period.last < due_last]
    return tuple(missed)


def is_theirs(facts: Facts, key: Key) -> bool:
    """Whether the reminder's recipient still answers for the undertaking; after a handover somebody else does."""
    row = facts.rows.get(key[0])
    if row is None or key[3] in (row.person_id, row.overseer_id):
        return row is not None
    turns = tuple(facts.circle.list_turns(row.person_id, row.lead_id, row.overseer_id))
    chosen = facts.circle.choose(iter(turns), {each for each in turns if is_refused(facts, key, each)})
    return chosen is not None and chosen.id == key[3]


def is_refused(facts: Facts, key: Key, person_id: int) -> bool:
    """Whether the same reminder was refused for good as it went to this person."""
    return facts.known.get((*key[:3], person_id), False)


def explain_absence(facts: Facts, row: Any, key: Key) -> Absence | None:
    """Why a reminder goes to another than the focal point; None where it does not, or where there is none."""
    if row.person_id is None or row.person_id == key[3]:
        return None
    return facts.circle.explain(row.person_id, is_refused=is_refused(facts, key, row.person_id))


def make_notice(facts: Facts, key: Key, today: date, *, is_escalated: bool, mark: str | None = None) -> Notice | None:
    """A notice of one due date; None where it is met, was moved, or nobody tracks it any more."""
    undertaking_id, due_last, threshold, _to = key
    row = facts.rows.get(undertaking_id)
    if row is None or not is_open(Status(row.status)):
        return None
    is_in_hand = due_last == row.aim_last
    if not is_in_hand and (row.every is None or due_last < row.aim_last):
        return None
    # An event is named by the date of its occurrence, which stays where a target moves it.
    named = row.occurrence_last if is_in_hand else due_last
    ruling = row.occurrence or row.moved_deadline or row.deadline
    has_target = is_in_hand and row.target is not None and ruling is not None
    # Of a date to come nobody has said anything yet.
    status = Status(row.status) if is_in_hand else Status.NOT_REPORTED
    absence = Absence.SILENT if is_escalated else explain_absence(facts, row, key)
    return Notice(
        code=row.code,
        party=row.party,
        instrument=row.short or row.instrument,
        title=row.title,
        status=status,
        progress=row.progress if is_in_hand else 0,
        due=(row.target or ruling) if is_in_hand else due_last.isoformat(),
        due_last=due_last,
        days_left=(due_last - today).days,
        threshold=threshold,
        uid=name_event(facts.register, row.code, row.party, named if row.occurrence else None),
        sequence=row.told + facts.turns,
        on_behalf_of=row.focal_point if absence else None,
        absence=absence or Absence.SILENT,
        text_due=ruling if has_target else None,
        text_days_left=(row.due_last - today).days if has_target else None,
        missed=list_missed_before(facts, row, due_last if not is_in_hand else row.due_last),
        is_unseen=status is Status.NOT_REPORTED and not row.is_owed,
        mark=mark,
    )


def count_turns(connection: Connection) -> int:
    """How many entries of the journal may have moved dates, or called them off, without an update that says so."""
    return connection.scalar(select(func.count()).where(journal.c.command.not_in(PLAIN_COMMANDS))) or 0


def name_event(register: str, code: str, whose: str, due_last: date | None) -> str:
    """The UID of an event (RFC 5545, 3.8.4.7): that of a commitment stays when its date moves."""
    day = f"-{due_last.isoformat()}" if due_last else ""
    return f"{code}-{whose}{day}@{register}.ctrack".lower()
