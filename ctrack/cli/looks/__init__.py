"""What `ctrack doctor` looks at: each look is a function that gives its findings, and none of them changes anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctrack.cli.looks.register_state import look_at_register
from ctrack.cli.looks.settings_state import look_at_settings
from ctrack.cli.looks.surroundings import look_around

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.records.findings import Finding


def look_at_everything(invocation: Invocation, console: Console) -> Iterator[Finding]:
    """Every finding, from the program outwards."""
    yield from look_around(invocation, console)
    yield from look_at_settings(invocation)
    yield from look_at_register(invocation)
