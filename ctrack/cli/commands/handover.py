"""`ctrack handover`: everything open goes from one person to another, in one step."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.note_levels import redact_option
from ctrack.domain.failures import marked


@make_command(
    "handover",
    examples=("ctrack handover --from Salem --to Noura --dry-run",),
    help=marked(
        "Move everything open from one focal point to another and print what the new one has to know: open items, "
        "earlier notes, next dates. 'ctrack undo' takes it back as a whole."
    ),
)
@click.option("--from", "giver", metavar="NAME", required=True, help=marked("Who hands over."))
@click.option("--to", "taker", metavar="NAME", required=True, help=marked("Who takes over."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@redact_option
@pass_invocation
def command(invocation: Invocation, console: Console, giver: str, taker: str, dry_run: bool) -> None:
    """Hand over."""
    from ctrack.services.duties import hand_over
    from ctrack.services.redaction import redact_handover
    from ctrack.views.duties import view_handover

    done = invocation.write(
        lambda unit: hand_over(unit, giver, taker, invocation.horizon), invocation.head(), dry_run=dry_run
    )
    console.show(view_handover(redact_handover(done, console.reader)))
