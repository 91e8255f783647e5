"""The reports by name, and what one is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctrack.cli.invocation import Invocation
    from ctrack.cli.params.since import Since
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document

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
    since: Since | None
    level: str | None
    for_machines: bool = False


def load_report(name: str) -> Callable[[Order], Document]:
    """The maker of the report of that name."""
    module = import_module(f"ctrack.cli.reports.{name}")
    return cast("Callable[[Order], Document]", module.make)
