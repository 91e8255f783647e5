"""`ctrack snooze`: no reminders of something until after a day."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filters import target_argument
from ctrack.cli.params.status_updates import NONE, read_targets
from ctrack.domain.failures import marked


@make_command(
    "snooze",
    examples=("ctrack snooze KWT-25 --until 2027-09-01", "ctrack snooze KWT-25 --until none"),
    help=marked(
        "Send no reminders of a commitment, of several codes, or of all that fit a filter, until after a day. It stays "
        "due, and every list still shows it."
    ),
)
@target_argument
@click.option("--until", required=True, metavar="DATE", help=marked("The last quiet day; none ends the pause."))
@click.option("--party", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation, console: Console, words: tuple[str, ...], until: str, party: str | None, dry_run: bool
) -> None:
    """Pause reminders."""
    from ctrack.services.reminders.pauses import snooze
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.dates_ahead import view_pauses

    targets = read_targets(invocation, words)
    day = None if until.strip().lower() == NONE else read_date(until, invocation.today, "--until").last
    changes = invocation.write(
        lambda unit: [item for target in targets for item in snooze(unit, target, day, invocation.horizon, party)],
        invocation.head(),
        dry_run=dry_run,
    )
    most = console.most(MOST_SHOWN)
    console.show(view_pauses(changes, for_machines=console.is_for_machines, most=most))
