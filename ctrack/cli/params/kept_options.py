"""Options that every command finds with the invocation, wherever on the line they stand, and the languages of one."""

from __future__ import annotations

from typing import Any

import click

from ctrack.cli.console.output import Console


def keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Keep a global option where every command finds it; given twice, the later one counts."""
    console = context.find_object(Console)
    if console is not None and parameter.name and value not in (None, False):
        console.invocation.options[parameter.name] = value
    return value
