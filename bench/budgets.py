"""What a measured command may take: so many times its yardstick, so many seconds beside that, so many megabytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bench.stopwatch import Figures, Trial


@dataclass(frozen=True, slots=True)
class Budget:
    """A trial and what it may take; without `most` it is told for the record, and can break nothing."""

    trial: Trial
    yardstick: str = "RS"
    most: float | None = None
    seconds: float = 0
    megabytes: float | None = None

    @property
    def unit(self) -> str:
        """The yardstick as a table has it; one that is of one command alone is told by its first word."""
        return self.yardstick.partition(" ")[0]

    @property
    def allowed(self) -> str:
        """The budget as a table has it."""
        time = f"{self.most:g} {self.unit}" if self.most is not None else ""
        time += f" + {self.seconds:g} s" if self.seconds else ""
        memory = f"{self.megabytes:g} MB" if self.megabytes is not None else ""
        return ", ".join(filter(None, (time, memory)))


class Verdict(NamedTuple):
    """A budget beside what was measured: the ratio to its yardstick, and whether time and memory hold."""

    budget: Budget
    figures: Figures
    ratio: float
    is_in_time: bool
    is_in_memory: bool

    @property
    def holds(self) -> bool:
        """Whether all that was promised is kept."""
        return self.is_in_time and self.is_in_memory


def judge(budget: Budget, taken: Mapping[str, Figures], clock: str) -> Verdict:
    """The verdict by a clock, `cpu` or `wall`; a yardstick is a trial whose name begins with its name and a colon."""
    yardstick = next(each for name, each in taken.items() if name.startswith(f"{budget.yardstick}:")).middle(clock)
    figures = taken[budget.trial.name]
    time = figures.middle(clock)
    in_time = budget.most is None or time <= budget.most * yardstick + budget.seconds
    in_memory = budget.megabytes is None or figures.middle("peak") <= budget.megabytes
    return Verdict(budget, figures, time / yardstick, in_time, in_memory)
