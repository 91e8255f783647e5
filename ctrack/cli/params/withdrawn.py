"""The option of listings that is typed to see what was withdrawn."""

from __future__ import annotations

import click

from ctrack.domain.failures import marked

withdrawn_option = click.option(
    "--withdrawn",
    "is_withdrawn",
    is_flag=True,
    help=marked("Only what was withdrawn, in the place of what is in sight."),
)
