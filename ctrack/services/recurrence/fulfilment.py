"""Which occurrence an update meets, of what comes round again, and what becomes of those around it.

The latest that had come due is met; older ones that are open are passed over, and the next one is awaited.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Refused, marked
from ctrack.domain.periods import Period, add_months
from ctrack.domain.recurrence import CountsFrom, Rule, first_from, following, occurrences
from ctrack.services.recurrence.rules import await_next, list_occurrences, period_of, read_rule
from ctrack.store.models import Occurrence, Undertaking

if TYPE_CHECKING:
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import UnitOfWork

# So many occurrences at most are written down as passed over at once: those nearest to the one that was met.
MOST_PASSED = 200
MOST_NAMED = 6


class MetAlready(Refused):
    message = marked("{code} was met for {date} already, on {on}. 'ctrack undo' takes back what was recorded in error.")


class NoSuchOccurrence(Refused):
    message = marked("{code} is not due on {date}. Its due dates nearby: {known}.")


class ComesNotRound(Refused):
    message = marked("{code} does not come round again, so that it has one due date only. 'ctrack recur' gives a rule.")


def find_met(unit: UnitOfWork, row: Undertaking, effective_on: date, named: Deadline | None) -> Period | None:
    """The occurrence that is met by what was implemented on a day; `named` is one that the user means.

    That is the latest that had come due by then and is not met, or the open one ahead where it is nearer than the one
    before it: a report on what is behind must not use up what is to come.
    """
    if row.occurrence is None or row.occurrence_last is None:
        if named is not None:
            raise ComesNotRound(code=row.commitment.code)
        return None
    rule, held = read_rule(row), list_occurrences(unit, row)
    unmet = {item.due_last: period_of(item.due) for item in held if not item.is_met}
    if rule is not None and rule.counts_from is CountsFrom.ANCHOR:
        # The one ahead of that day is met only by name, where one before it is still open.
        ahead = first_from(rule, effective_on) if named is not None else None
        end = max(effective_on, row.occurrence_last, ahead.last if ahead else date.min)
        unmet |= {period.last: period for period in occurrences(rule, row.occurrence_last, end)}
    if named is not None:
        return find_named(row, held, unmet, named)
    due = [period for period in unmet.values() if period.first <= effective_on]
    latest = max(due, key=lambda period: period.last, default=None)
    # What was met early has come due as well.
    met = [item.due_last for item in held if item.is_met and is_behind(item, effective_on)]
    if latest is not None and latest.last > max(met, default=date.min):
        return latest
    is_near = is_nearer_ahead(rule, held, row.occurrence_last, effective_on)
    return period_of(row.occurrence) if is_near else None


def is_behind(item: Occurrence, day: date) -> bool:
    """Whether an occurrence had come due by a day, or was closed."""
    return item.due_last <= day or (item.closed_on is not None and item.closed_on <= day)


def find_named(row: Undertaking, held: list[Occurrence], unmet: dict[date, Period], named: Deadline) -> Period:
    """The occurrence that lies in the period which the user names."""
    for day in sorted(unmet):
        if unmet[day].first <= named.last and named.first <= unmet[day].last:
            return unmet[day]
    for item in held:
        if item.is_met and period_of(item.due).first <= named.last and named.first <= item.due_last:
            raise MetAlready(code=row.commitment.code, date=item.due, on=item.closed_on)
    known = ", ".join(unmet[day].edtf for day in sorted(unmet)[-MOST_NAMED:])
    raise NoSuchOccurrence(code=row.commitment.code, date=named.edtf, known=known)


def is_nearer_ahead(rule: Rule | None, held: list[Occurrence], due_last: date, day: date) -> bool:
    """Whether a day lies nearer to the occurrence ahead than to the one before it.

    Before the first occurrence there is none to compare with: there a day is near within one interval.
    """
    if rule is None:
        return True
    is_counted = rule.counts_from is CountsFrom.COMPLETION
    before = add_months(due_last, -rule.every.months, -rule.every.days)
    ends = [(item.closed_on if is_counted else None) or item.due_last for item in held if item.closed_on is not None]
    if not is_counted and rule.start.last < due_last:
        ends.append(before)
    return due_last - day <= day - max(ends) if ends else day > before


def close_occurrence(unit: UnitOfWork, row: Undertaking, met: Period, effective_on: date, head: EntryHead) -> None:
    """Mark an occurrence as met; those before it that are open are passed over, and the next one is awaited."""
    rule, held = read_rule(row), {item.due_last: item for item in list_occurrences(unit, row)}
    is_earlier = row.occurrence_last is not None and met.last < row.occurrence_last
    end = {"closed_on": effective_on, "closed_at": head.recorded_at}
    if not is_earlier:
        for period in list_passed(rule, row.occurrence_last, met.last):
            if period.last not in held:
                held[period.last] = add_occurrence(unit, row, period)
        for day, item in held.items():
            if item.closed_on is None and day < met.last:
                close(item, end, is_met=False)
    chosen = held.get(met.last) or add_occurrence(unit, row, met)
    close(chosen, end, is_met=True)
    if not is_earlier:
        await_next(unit, row, following(rule, met.last, effective_on) if rule else None)
    unit.flush()


def list_passed(rule: Rule | None, since: date | None, met: date) -> list[Period]:
    """The occurrences between the one that was open and the one that was met."""
    if rule is None or since is None or rule.counts_from is CountsFrom.COMPLETION:
        return []
    return [period for period in occurrences(rule, since, met) if period.last < met][-MOST_PASSED:]


def add_occurrence(unit: UnitOfWork, row: Undertaking, period: Period) -> Occurrence:
    """Add the row of an occurrence that has none yet."""
    item = Occurrence(undertaking=row, due=period.edtf, due_last=period.last, is_met=False)
    unit.session.add(item)
    return item


def close(item: Occurrence, end: dict[str, object], *, is_met: bool) -> None:
    """Close one occurrence."""
    item.is_met = is_met
    for name, value in end.items():
        setattr(item, name, value)
