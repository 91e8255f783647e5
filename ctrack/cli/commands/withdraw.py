"""`ctrack withdraw`: take something out of sight without erasing anything, or bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import complete_codes
from ctrack.domain.failures import marked

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Withdrawal
    from ctrack.store.work import UnitOfWork


@make_command(
    "withdraw",
    examples=(
        'ctrack withdraw KWT-25 --reason "Entered twice"',
        "ctrack withdraw agency:moi",
        "ctrack withdraw hlc-2018",
    ),
    help=marked(
        "Take a commitment, an instrument with all its commitments, an agency or a person out of sight: lists, "
        "figures, reports and reminders leave it out, and its history stays. --back brings it back; 'ctrack list "
        "withdrawn:yes' shows what is out of sight. Where a name is that of several things, write what it is before "
        "it: agency:moi."
    ),
)
@click.argument("wanted", metavar="CODE|INSTRUMENT|AGENCY|PERSON", shell_complete=complete_codes)
@click.option("--reason", metavar="TEXT", help=marked("Why; it is shown with what was withdrawn."))
@click.option("--back", is_flag=True, help=marked("Bring it back into sight."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation, console: Console, wanted: str, reason: str | None, back: bool, dry_run: bool
) -> None:
    """Withdraw something."""
    from ctrack.cli.params.notes import detect_language
    from ctrack.services.withdrawals import bring_back, withdraw
    from ctrack.views.withdrawals import view_withdrawal

    words = {detect_language(reason): reason} if reason else None

    def work(unit: UnitOfWork) -> Withdrawal:
        return bring_back(unit, wanted) if back else withdraw(unit, wanted, words)

    console.show(view_withdrawal(invocation.write(work, invocation.head(), dry_run=dry_run)))
