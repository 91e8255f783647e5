"""The reports by name, and what one is made from."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ctrack.domain.failures import Misused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import list_all
from ctrack.views.report_names import REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctrack.cli.invocation import Invocation
    from ctrack.cli.params.since import Since
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document

PROGRESS = "progress"
# What is pasted into papers, and none itself.
CHART = "chart"
# Which reports take an option that not all of them take.
TAKEN_BY = {
    "by": (PROGRESS, "assessment", "country", "chart"),
    "blanks": ("country",),
    "compare": (PROGRESS,),
    "since": ("changes", "chart"),
    "once": (PROGRESS,),
    "scale": (PROGRESS, "scales"),
}
# Reports that are written for readers outside: no note that is not public, unless it is asked for.
FOR_EVERYBODY = ("country",)
TERMINAL_ROWS = 12
GROUPINGS = (
    "instrument", "section", "theme", "agency", "addressee", "kind", "force", "party", "verification", "priority",
)  # fmt: skip
# Reports whose chapters are few groups of these.
GROUPED_BY = {"country": GROUPINGS[:4]}


class BadGrouping(Misused):
    message = marked("--by takes one or two of {known}, with a comma between them; {value} is not that.")


class NotTaken(Misused):
    message = marked("The report {report} takes no {option}. It is for: {reports}.")


@dataclass(frozen=True, slots=True)
class Order:
    """A report as it was ordered: what to cover, how to group it, and which day to compare with."""

    invocation: Invocation
    words: tuple[str, ...]
    node: Node | None
    text: str
    by: tuple[str, ...]
    compare: date | None
    since: Since | None
    level: str | None
    is_cut: bool = False
    is_once: bool = False
    has_blanks: bool = False
    # Whether it goes to a file or to the printer, or is a format of papers.
    is_paper: bool = False

    @property
    def most(self) -> int | None:
        """How many rows the lists of a report have; None for all."""
        return TERMINAL_ROWS if self.is_cut else None


def read_grouping(report: str, text: str | None) -> tuple[str, ...]:
    """One grouping, or two; raises BadGrouping."""
    from ctrack.domain.filters.terms import find_field

    known = GROUPED_BY.get(report, GROUPINGS)
    fields = [find_field(word) for word in re.split("[,،]", text or "instrument")]
    words = tuple(field.name if field else "" for field in fields)
    if len(words) > 2 or len(set(words)) < len(words) or not set(words) <= set(known):
        raise BadGrouping(known=list_all(known), value=text)
    return words


def check_options(report: str, **given: object) -> None:
    """Refuse an option that the report would pay no heed to."""
    for name, value in given.items():
        takers = TAKEN_BY.get(name, tuple(REPORTS))
        if value not in (None, False) and report not in takers:
            raise NotTaken(report=report, option=f"--{name}", reports=list_all(takers))


def load_report(name: str) -> Callable[[Order], Document]:
    """The maker of the report of that name."""
    module = import_module(f"ctrack.cli.reports.{name}")
    return cast("Callable[[Order], Document]", module.make)
