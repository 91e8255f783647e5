"""`ctrack log`: what was done, by whom and when."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.cli.params.filters import complete_codes
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
    from ctrack.services.undo import list_entries
    from ctrack.views.journal import view_log

    limit = limit or invocation.most(TERMINAL_ENTRIES)
    # One more than is shown tells whether there is more.
    wanted = limit + 1 if limit is not None else None
    entries = invocation.read(lambda unit: list_entries(unit.connection, limit=wanted, code=code))
    has_older = limit is not None and len(entries) > limit
    invocation.show(view_log(entries[:limit], has_older=has_older, for_machines=invocation.is_for_machines))
