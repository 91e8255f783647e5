"""What was asked of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.domain.frozen import dataclass

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node
    from ctrack.exchange.export_files import ExportForm


@dataclass(frozen=True, slots=True)
class Order:
    """The form and its name, what fits the filter, and up to which level notes are told; None for all of them."""

    invocation: Invocation
    name: str
    form: ExportForm
    node: Node | None
    reader: str | None
