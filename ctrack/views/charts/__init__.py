"""The charts as documents: a module of this package each, found by its name, drawn from what a report reads.

A module says what it DRAWS: the names of its charts, each with its title and what it shows, in words to translate.
READS is the reading that it is drawn from, and `draw(reading, name)` gives the block. Whatever is named here is a chart
to paste, and may be a part of a report.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from ctrack.domain.modules import list_modules
from ctrack.render.document import Chart


class ChartModule(Protocol):
    """What a module of a chart offers."""

    @property
    def DRAWS(self) -> Mapping[str, tuple[str, str]]: ...

    @property
    def READS(self) -> str: ...

    def draw(self, reading: Any, name: str) -> Chart: ...


def load_charts() -> dict[str, ChartModule]:
    """The module of every chart, by the name of the chart."""
    names = list_modules(os.path.dirname(__file__))
    modules = (cast(ChartModule, import_module(f"{__name__}.{name}")) for name in names)
    return {chart: module for module in modules for chart in module.DRAWS}
