"""The reports by name, and what one is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ctrack.domain.failures import marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document

REPORTS = {
    "progress": marked("counts by status, the rate, what presses and what changed (the default)"),
    "deadlines": marked("overdue, due soon, and what comes month by month"),
    "changes": marked("what moved since a day (--since)"),
    "country": marked("a draft national report with the notes as narrative, blanks marked"),
    "agency": marked("what each agency owes, who is late, who is silent"),
    "parties": marked("States side by side, instrument by instrument"),
    "assessment": marked("progress by area, the main shortfalls, priorities and needs for assistance"),
    "one": marked("the whole life of one commitment: one CODE"),
}
PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Order:
    """A report as it was ordered: what to cover, how to group it, and which day to compare with."""

    invocation: Invocation
    words: tuple[str, ...]
    node: Node | None
    text: str
    by: tuple[str, ...]
    compare: date | None
    since: str | None
    level: str | None


def load_report(name: str) -> Callable[[Order], Document]:
    """The maker of the report of that name."""
    module = import_module(f"ctrack.cli.reports.{name}")
    return cast("Callable[[Order], Document]", module.make)
