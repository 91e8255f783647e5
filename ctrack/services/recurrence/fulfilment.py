"""Which occurrence an update is said of, of what comes round again, and what opens after it.

That something was done is said of the latest occurrence that had come due, or of the one ahead where that is nearer;
whatever else is said, of the one that was in hand on the day. Those before it stay as they are: met, or missed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Refused, marked
from ctrack.domain.messages import list_all
from ctrack.domain.periods import Period, add_months
from ctrack.domain.recurrence import CountsFrom, Rule, first_from, following, occurrences
from ctrack.domain.vocabulary import CLOSED_STATUSES, NOT_COUNTED_STATUSES, Status
from ctrack.services.recurrence.rules import add_occurrence, list_occurrences, period_of, read_rule
from ctrack.services.standings import stand_again

if TYPE_CHECKING:
    from ctrack.store.models import Occurrence, Undertaking
    from ctrack.store.units import UnitOfWork

# So many occurrences at most are written down as gone by at once: those nearest to the one that is spoken of.
MOST_PASSED = 200
MOST_NAMED = 6


class MetAlready(Refused):
    message = marked("{code} was met for {date} already, on {on}. 'ctrack undo' takes back what was recorded in error.")


class NoSuchOccurrence(Refused):
    message = marked("{code} is not due on {date}. Its due dates nearby: {known}.")


class ComesNotRound(Refused):
    message = marked("{code} does not come round again, so that it has one due date only. 'ctrack recur' gives a rule.")


def find_spoken_of(
    unit: UnitOfWork, row: Undertaking, day: date, status: Status | None, named: Deadline | None
) -> Occurrence | None:
    """The occurrence that is spoken of on a day; `named` is one that the user means.

    None where it is said of the undertaking as a whole: where it comes not round, or does not apply any more.
    """
    held, rule = list_occurrences(unit, row), read_rule(row)
    if named is not None:
        if not held:
            raise ComesNotRound(code=row.commitment.code)
        return keep(unit, row, held, find_named(row, held, rule, day, named, status))
    if row.occurrence is None or row.occurrence_last is None or status in NOT_COUNTED_STATUSES:
        return None
    if status is not Status.IMPLEMENTED:
        return keep(unit, row, held, find_in_hand(held, rule, day))
    met = find_met(row, held, rule, day)
    if met is not None:
        return keep(unit, row, held, met)
    # What was done already is said to be done once more.
    return max((item for item in held if is_behind(item, day)), key=lambda item: item.due_last, default=None)


def find_met(row: Undertaking, held: list[Occurrence], rule: Rule | None, day: date) -> Period | None:
    """The occurrence that is met by what was implemented on a day.

    That is the latest that had come due by then and is not met, or the open one ahead where it is nearer than the one
    before it: a report on what is behind must not use up what is to come.
    """
    assert row.occurrence is not None
    assert row.occurrence_last is not None
    unmet = list_unmet(held, rule, max(day, row.occurrence_last))
    due = [period for period in unmet.values() if period.first <= day]
    latest = max(due, key=lambda period: period.last, default=None)
    # What was met early has come due as well.
    met = [item.due_last for item in held if is_behind(item, day)]
    if latest is not None and latest.last > max(met, default=date.min):
        return latest
    is_near = is_nearer_ahead(rule, held, row.occurrence_last, day)
    return period_of(row.occurrence) if is_near else None


def list_unmet(held: list[Occurrence], rule: Rule | None, until: date) -> dict[date, Period]:
    """The occurrences that are neither met nor waived, by their last days: those stored, and those that follow."""
    unmet = {item.due_last: period_of(item.due) for item in held if item.status not in CLOSED_STATUSES}
    if rule is not None and rule.counts_from is CountsFrom.ANCHOR and held:
        unmet |= {period.last: period for period in occurrences(rule, held[-1].due_last, until)}
    return unmet


def find_in_hand(held: list[Occurrence], rule: Rule | None, day: date) -> Period | None:
    """The occurrence that was in hand on a day: the last one spoken of until it was met, else the newest gone by."""
    later = [item for item in held if item.is_met and item.closed_on is not None and item.closed_on > day]
    unmet = list_unmet(held, rule, max(day, held[-1].due_last))
    unmet |= {item.due_last: period_of(item.due) for item in later}
    floor = max((item.due_last for item in held if item.is_met and item not in later), default=date.min)
    spoken = [item.due_last for item in held if item.status is not None and item.due_last in unmet]
    if spoken and not later and spoken[-1] >= day:
        return unmet[spoken[-1]]
    behind = [last for last in unmet if floor < last < day]
    ahead = [last for last in unmet if last >= day]
    chosen = max(behind) if behind else min(ahead, default=None)
    return unmet[chosen] if chosen is not None else None


def is_behind(item: Occurrence, day: date) -> bool:
    """Whether an occurrence was met and had come due by a day, or was met by then."""
    return item.is_met and (item.due_last <= day or (item.closed_on is not None and item.closed_on <= day))


def find_named(
    row: Undertaking, held: list[Occurrence], rule: Rule | None, day: date, named: Deadline, status: Status | None
) -> Period:
    """The occurrence that lies in the period which the user names; one that was met cannot be met again."""
    # The one ahead of that day may be met by name, where one before it is still open.
    ahead = first_from(rule, day) if rule is not None and rule.counts_from is CountsFrom.ANCHOR else None
    unmet = list_unmet(held, rule, max(day, held[-1].due_last, ahead.last if ahead else date.min))
    for each in sorted(unmet):
        if unmet[each].first <= named.last and named.first <= unmet[each].last:
            return unmet[each]
    for item in held:
        if period_of(item.due).first <= named.last and named.first <= item.due_last:
            if item.is_met and status is Status.IMPLEMENTED:
                raise MetAlready(code=row.commitment.code, date=item.due, on=item.closed_on)
            return period_of(item.due)
    known = list_all(unmet[each].edtf for each in sorted(unmet)[-MOST_NAMED:])
    raise NoSuchOccurrence(code=row.commitment.code, date=named.edtf, known=known)


def is_nearer_ahead(rule: Rule | None, held: list[Occurrence], due_last: date, day: date) -> bool:
    """Whether a day lies nearer to the occurrence ahead than to the one before it.

    Before the first occurrence there is none to compare with: there a day is near within one interval.
    """
    if rule is None:
        return True
    is_counted = rule.counts_from is CountsFrom.COMPLETION
    before = add_months(due_last, -rule.every.months, -rule.every.days)
    ends = [(item.closed_on if is_counted else None) or item.due_last for item in held if item.due_last < due_last]
    if not is_counted and rule.start.last < due_last:
        ends.append(before)
    return due_last - day <= day - max(ends) if ends else day > before


def keep(unit: UnitOfWork, row: Undertaking, held: list[Occurrence], period: Period | None) -> Occurrence | None:
    """The stored occurrence of that period; it is written down, with those that went by before it, where it is not."""
    if period is None:
        return None
    stored = {item.due_last: item for item in held}
    if period.last not in stored:
        rule = read_rule(row)
        passed = occurrences(rule, held[-1].due_last, period.last - timedelta(days=1)) if rule and held else ()
        for each in (*list(passed)[-MOST_PASSED:], period):
            stored[each.last] = add_occurrence(unit, row, each)
        unit.flush()
    return stored[period.last]


def settle_rounds(unit: UnitOfWork, row: Undertaking, done_on: date) -> None:
    """Bring what comes round in step with what was said of it; where the last occurrence is done the next one opens."""
    stand_again(unit, [row])
    held, rule = list_occurrences(unit, row), read_rule(row)
    if rule is None or not held:
        return
    if row.occurrence is None and held[-1].status in CLOSED_STATUSES:
        open_next(unit, row, following(rule, held[-1].due_last, held[-1].closed_on or done_on))
    elif rule.counts_from is CountsFrom.COMPLETION and len(held) > 1 and held[-2].is_met and held[-1].status is None:
        move_next(held[-1], following(rule, held[-2].due_last, held[-2].closed_on))
    stand_again(unit, [row])


def open_next(unit: UnitOfWork, row: Undertaking, period: Period | None) -> None:
    """From now on this occurrence is the next one; None where there is none any more."""
    if period is not None:
        add_occurrence(unit, row, period)


def move_next(item: Occurrence, period: Period | None) -> None:
    """An occurrence that counts from a completion moves with it."""
    if period is not None and item.due != period.edtf:
        item.due, item.due_last = period.edtf, period.last
