"""The reports by name, and what one is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document

PROGRESS = "progress"
TERMINAL_ROWS = 12


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

    @property
    def most(self) -> int | None:
        """How many rows the lists of a report have; None for all."""
        return self.invocation.most(TERMINAL_ROWS)


def load_report(name: str) -> Callable[[Order], Document]:
    """The maker of the report of that name."""
    module = import_module(f"ctrack.cli.reports.{name}")
    return cast("Callable[[Order], Document]", module.make)
