"""The options that show the register as it stood on another day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from ctrack.cli.params.kept_options import keep
from ctrack.domain.failures import marked

Function = TypeVar("Function", bound=Callable[..., Any])


def as_of_options(function: Function) -> Function:
    """--as-of and --known-at."""
    options = (
        click.option(
            "--as-of", "as_of", metavar="DATE", expose_value=False, callback=keep,
            help=marked("As things stood at the end of that day."),
        ),
        click.option(
            "--known-at", "known_at", metavar="DATE", expose_value=False, callback=keep,
            help=marked("Only what had been recorded by the end of that day (UTC)."),
        ),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function
