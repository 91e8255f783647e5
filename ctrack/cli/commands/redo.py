"""`ctrack redo`: do again what was undone last."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.note_levels import redact_option
from ctrack.domain.failures import marked


@make_command(
    "redo",
    help=marked("Do again what was undone last; repeated, one command further each time."),
)
@click.option("--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@redact_option
@pass_invocation
def command(invocation: Invocation, console: Console, dry_run: bool) -> None:
    """Do a command again."""
    from ctrack.cli.commands.undo import turn
    from ctrack.services.undo_order import find_redo

    turn(invocation, console, find_redo, dry_run=dry_run)
