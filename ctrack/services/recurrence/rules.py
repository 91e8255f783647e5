"""What comes round again: the rule of an undertaking, and the occurrence that it opens.

One occurrence at a time is in hand. Those before it were met or missed; those after it follow from the rule.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ctrack.domain import dueness
from ctrack.domain.deadlines import Deadline, edtf_bounds
from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.periods import Period, period_from_edtf
from ctrack.domain.records.registers import Filing
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.recurrence import CountsFrom, Rule, first_from, following, occurrences, parse_interval
from ctrack.domain.vocabulary import Status, Voice
from ctrack.services.standings import Stamp, apply_update, settle_due, stand_again

if TYPE_CHECKING:
    from ctrack.services.targets import Target
    from ctrack.store.journal import EntryHead
    from ctrack.store.models import Occurrence, Undertaking
    from ctrack.store.units import UnitOfWork

# So many dates at most are written down as gone by when a rule changes: the newest.
MOST_PASSED = 200


class NoInterval(Refused):
    message = marked("{code} does not come round yet; say how often with --every.")


class NoAnchor(Refused):
    message = marked("{code} has no date that it could count from; give --anchor DATE.")


class NothingLeft(Refused):
    message = marked("By this rule {code} would never be due again. Give a later --until, or --never.")


class EndsBeforeItBegins(Refused):
    message = marked("{code} would end on {until}, before its first date {anchor}. Give a later --until, or --never.")


@dataclass(frozen=True, slots=True)
class RuleWanted:
    """The rule to give; None leaves a part as it is, `every` "" takes the rule away, `until` "" its end."""

    every: str | None = None
    counts_from: CountsFrom | None = None
    anchor: str | None = None
    until: str | None = None


def read_rule(row: Undertaking) -> Rule | None:
    """The rule by which an undertaking comes round, None where it does not."""
    return make_rule(row.every, row.counts_from, row.anchor, row.until)


def make_rule(every: str | None, counts_from: str | None, anchor: str | None, until: date | None) -> Rule | None:
    """The rule that the columns of an undertaking hold."""
    if every is None or anchor is None:
        return None
    return Rule(parse_interval(every), anchor, CountsFrom(counts_from or CountsFrom.ANCHOR), until)


def begin_by_text(unit: UnitOfWork, row: Undertaking) -> None:
    """Let a new undertaking come round as the text says, from the day on which it is added."""
    assert row.commitment.recurrence
    assert row.commitment.deadline
    rule, period = read_beginning(row.commitment.recurrence, row.commitment.deadline, unit.moment.date())
    keep_rule(row, rule)
    await_next(unit, row, period)


def read_beginning(recurrence: str, deadline: str, day: date) -> tuple[Rule, Period | None]:
    """The rule by which a text comes round, and the occurrence that is awaited from a day on."""
    rule = Rule(parse_interval(recurrence), deadline)
    return rule, first_from(rule, day)


def keep_rule(row: Undertaking, rule: Rule | None) -> None:
    """Write a rule into the columns of the undertaking."""
    for name, value in describe_rule_columns(rule).items():
        setattr(row, name, value)


def describe_rule_columns(rule: Rule | None) -> dict[str, Any]:
    """What the columns of an undertaking hold of a rule."""
    return {
        "every": rule.every.iso if rule else None,
        "counts_from": rule.counts_from.value if rule else None,
        "anchor": rule.anchor if rule else None,
        "until": rule.until if rule else None,
    }


def await_next(unit: UnitOfWork, row: Undertaking, period: Period | None) -> None:
    """Make this occurrence the one to be met next; None where the rule has ended and none is left."""
    row.occurrence = period.edtf if period else None
    row.occurrence_last = period.last if period else None
    if period:
        add_occurrence(unit, row, period)
    settle_due(row)


def set_rules(
    unit: UnitOfWork,
    target: Target,
    wanted: RuleWanted,
    horizon: Horizon,
    head: EntryHead,
    whose: str | None = None,
) -> list[Filing]:
    """Give the rule to every undertaking that the target means; how each came round, and how it does now."""
    from ctrack.services.targets import find_undertakings

    rows = find_undertakings(unit, target, horizon, whose)
    return [set_rule(unit, row, wanted, horizon.today, head) for row in rows]


def set_rule(unit: UnitOfWork, row: Undertaking, wanted: RuleWanted, today: date, head: EntryHead) -> Filing:
    """Change the rule of one undertaking: only what is still to come moves with it."""
    before = describe_rule(row)
    rule, single = choose_rule(row, wanted), find_single(row)
    if rule != read_rule(row):
        write_passed(unit, row, today)
        held = list_occurrences(unit, row)
        open_one = next((item for item in held if item.due_last == row.occurrence_last), None)
        begins_anew = wanted.anchor not in (None, row.anchor)
        keep_rule(row, rule)
        if open_one is None or open_one.due_last >= today:
            begin = max([today, *(item.due_last + timedelta(days=1) for item in held if item is not open_one)])
            done = None if begins_anew else find_completion(row, held)
            first = find_first(row, rule, single, begin, done) if rule else None
            if first is not None and not held:
                tell_met(unit, row, first, head)
            expect(unit, row, open_one, first)
        stand_again(unit, [row])
    unit.flush()
    return Filing(row.commitment.code, row.party.code, row.commitment.title, before, describe_rule(row))


def write_passed(unit: UnitOfWork, row: Undertaking, today: date) -> None:
    """Write down the dates that went by under the rule so far: another rule does not change what they were."""
    rule = read_rule(row)
    if rule is None or row.occurrence_last is None or rule.counts_from is CountsFrom.COMPLETION:
        return
    last = max(item.due_last for item in list_occurrences(unit, row))
    for period in list(occurrences(rule, last, today - timedelta(days=1)))[-MOST_PASSED:]:
        add_occurrence(unit, row, period)
    unit.flush()


def tell_met(unit: UnitOfWork, row: Undertaking, first: Period, head: EntryHead) -> None:
    """Say of what was done before it came round which date it met: the one that it had then."""
    text = row.commitment
    due = text.moved_deadline or text.deadline or row.target
    period = period_from_edtf(due) if due else None
    if row.status != Status.IMPLEMENTED.value or period is None or period.last >= first.last or row.status_on is None:
        return
    item = add_occurrence(unit, row, period)
    unit.flush()
    done_on, voice = Deadline.from_day(row.status_on), Voice(row.voice or Voice.COORDINATOR)
    said = UpdateRequest(status=Status.IMPLEMENTED, effective=done_on, voice=voice)
    stamp = Stamp(head.author, head.recorded_at, unit.number, row.status_on)
    apply_update(unit, row, said, stamp, item)


def expect(unit: UnitOfWork, row: Undertaking, open_one: Occurrence | None, period: Period | None) -> None:
    """Await this occurrence instead of the one that was open, which keeps what was said of it."""
    if open_one is not None and period is not None:
        if open_one.due != period.edtf:
            open_one.due, open_one.due_last = period.edtf, period.last
        return
    if open_one is not None:
        unit.session.delete(open_one)
        unit.flush()
    await_next(unit, row, period)


def choose_rule(row: Undertaking, wanted: RuleWanted) -> Rule | None:
    """The rule after the wanted changes: parts that are not given stay, and a first rule counts from the due date."""
    if wanted.every == "":
        return None
    known = row.anchor or row.commitment.moved_deadline or row.commitment.deadline or row.target
    every = wanted.every or row.every or row.commitment.recurrence
    anchor = wanted.anchor or known
    if every is None:
        raise NoInterval(code=row.commitment.code)
    if anchor is None:
        raise NoAnchor(code=row.commitment.code)
    counts_from = wanted.counts_from or CountsFrom(row.counts_from or CountsFrom.ANCHOR)
    until = row.until if wanted.until is None else edtf_bounds(wanted.until)[1] if wanted.until else None
    rule = Rule(parse_interval(every), anchor, counts_from, until)
    if until is not None and until < rule.start.last:
        raise EndsBeforeItBegins(code=row.commitment.code, until=until, anchor=anchor)
    return rule


def find_completion(row: Undertaking, held: list[Occurrence]) -> date | None:
    """The day on which the last occurrence was met, or all of it before it came round."""
    met = [item for item in held if item.is_met]
    if not held and row.status == Status.IMPLEMENTED.value:
        return row.status_on
    return max(met, key=lambda item: item.due_last).closed_on if met else None


def find_single(row: Undertaking) -> Period | None:
    """The due date of an open undertaking that had no rule so far; None of all others.

    `find_first` keeps it where it is overdue, so that no new rule takes arrears away.
    """
    is_single = row.every is None and row.occurrence is None and dueness.is_open(Status(row.status))
    due = row.commitment.moved_deadline or row.commitment.deadline or row.target
    if not is_single or due is None or row.due_last is None:
        return None
    return period_from_edtf(due) or period_of(row.due_last.isoformat())


def find_first(row: Undertaking, rule: Rule, overdue: Period | None, begin: date, done: date | None) -> Period:
    """The occurrence that a new rule awaits first: the one that is overdue already, else the next from `begin` on.

    `done` is the last completion, which a rule may count from.
    """
    if overdue is not None and overdue.last < begin:
        return overdue
    if done is not None and rule.counts_from is CountsFrom.COMPLETION:
        found = following(rule, begin - timedelta(days=1), done)
    else:
        found = first_from(rule, begin)
    if found is None or (rule.until is not None and found.last > rule.until):
        raise NothingLeft(code=row.commitment.code)
    return found


def describe_rule(row: Undertaking) -> dict[str, str]:
    """The rule in parts, and what is due next by it."""
    return {
        "every": row.every or "",
        "counts_from": (row.counts_from or "") if row.every else "",
        "anchor": row.anchor or "",
        "until": row.until.isoformat() if row.until else "",
        "next": row.occurrence or "",
    }


def list_occurrences(unit: UnitOfWork, row: Undertaking) -> list[Occurrence]:
    """The stored occurrences of an undertaking, oldest first."""
    return unit.rows.find_occurrences([row.id])


def add_occurrence(unit: UnitOfWork, row: Undertaking, period: Period) -> Occurrence:
    """A new occurrence of an undertaking."""
    return unit.rows.add_occurrence(row, {"due": period.edtf, "due_last": period.last, "is_met": False})


def period_of(edtf: str) -> Period:
    """A stored date as a period."""
    period = period_from_edtf(edtf)
    assert period is not None
    return period
