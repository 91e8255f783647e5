"""`ctrack log`: what was done, by whom and when."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.filtering import complete_codes
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.failures import marked

TERMINAL_ENTRIES = 20


@make_command(
    "log",
    examples=("ctrack log", "ctrack log KWT-25"),
    help=marked("What was done, by whom and when, newest first; with a code, what touched that commitment."),
)
@click.argument("code", required=False, shell_complete=complete_codes)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=marked("At most so many entries; 20 on a terminal.")
)
@pass_invocation
def command(invocation: Invocation, code: str | None, limit: int | None) -> None:
    """List journal entries."""
    from ctrack.services.undoing import list_entries
    from ctrack.views.journal import view_log

    if limit is None and invocation.format == "table":
        limit = TERMINAL_ENTRIES
    entries = invocation.read(lambda unit: list_entries(unit.connection, limit=limit, code=code))
    invocation.show(view_log(entries))
