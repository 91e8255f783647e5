"""Planning backwards from a due date: the internal steps before it, each with its last safe start.

A step of n working days fills n of them, the first and the last included; the next step starts on the working day
after. The last step is finished on the due date, or on the last working day before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Misused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.undertakings import Row
from ctrack.domain.workdays import DAY, WorkCalendar

# The steps of an answer to an instrument, in the order in which they are taken.
STEPS = ("request", "draft", "clearance", "translation", "signature", "transmission")
MOST_WORKING_DAYS = 1000


class StepTooLong(Misused):
    message = marked("The step {name} cannot take {days} working days; plan.{name} is from 0 to {most}.")


class NoSteps(Misused):
    message = marked("No step takes any time, so that there is nothing to plan; set plan.draft or another of plan.*.")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many working days it takes, its last safe start, and when it must be finished.

    `days_left` is how many days of the calendar are left until the last safe start; negative where it has passed.
    """

    name: str
    working_days: int
    start_by: date
    finish_by: date
    days_left: int

    @property
    def is_late(self) -> bool:
        """Whether the last safe start has passed."""
        return self.days_left < 0

    @property
    def days_late(self) -> int:
        """How many days ago the last safe start was; 0 where it has not passed."""
        return max(0, -self.days_left)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps to a due date of one undertaking, and how many working days are left for them, today included."""

    row: Row
    due: Deadline
    today: date
    steps: tuple[Step, ...]
    working_days_left: int

    @property
    def working_days_needed(self) -> int:
        """How many working days the steps take together."""
        return sum(step.working_days for step in self.steps)

    @property
    def days_left(self) -> int:
        """How many days of the calendar are left until the due date; negative where it has passed."""
        return (self.due.last - self.today).days


def plan_backwards(
    due: date, steps: Sequence[tuple[str, int]], calendar: WorkCalendar, today: date
) -> tuple[Step, ...]:
    """The steps, first to last, that end on a due date; each is a name and how many working days it takes.

    A step of no time is left out. Raises StepTooLong, and NoSteps where none is left.
    """
    planned: list[Step] = []
    finish = calendar.last_working(due)
    for name, days in reversed(steps):
        if not 0 <= days <= MOST_WORKING_DAYS:
            raise StepTooLong(name=name, days=days, most=MOST_WORKING_DAYS)
        if days:
            start = calendar.add_working_days(finish, 1 - days)
            planned.append(Step(name, days, start, finish, (start - today).days))
            finish = calendar.add_working_days(start, -1)
    if not planned:
        raise NoSteps()
    return tuple(reversed(planned))


def draw_plan(row: Row, due: Deadline, steps: Sequence[tuple[str, int]], calendar: WorkCalendar, today: date) -> Plan:
    """The plan of an undertaking that is due then; raises as `plan_backwards` does."""
    left = max(0, calendar.working_days_between(today - DAY, due.last))
    return Plan(row, due, today, plan_backwards(due.last, steps, calendar, today), left)
