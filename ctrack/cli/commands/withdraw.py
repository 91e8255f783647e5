"""`ctrack withdraw`: take something out of sight without erasing anything, or bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import complete_codes
from ctrack.domain.failures import Misused, marked

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Withdrawal
    from ctrack.store.work import UnitOfWork


class OneThing(Misused):
    message = marked(
        'One thing is withdrawn at a time. Write why behind --reason: ctrack withdraw {word} --reason "{rest}"; or a '
        'name of several words within quotation marks: ctrack withdraw "{whole}".'
    )


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
@click.argument(
    "words", metavar="CODE|INSTRUMENT|AGENCY|PERSON", nargs=-1, required=True, shell_complete=complete_codes
)
@click.option("--reason", metavar="TEXT", help=marked("Why; it is shown with what was withdrawn."))
@click.option("--back", is_flag=True, help=marked("Bring it back into sight."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation, console: Console, words: tuple[str, ...], reason: str | None, back: bool, dry_run: bool
) -> None:
    """Withdraw something."""
    from ctrack.cli.params.notes import detect_language
    from ctrack.services.withdrawals import bring_back, withdraw
    from ctrack.views.withdrawals import view_withdrawal

    if len(words) > 1:
        raise OneThing(word=words[0], rest=" ".join(words[1:]), whole=" ".join(words))
    said = {detect_language(reason): reason} if reason else None

    def work(unit: UnitOfWork) -> Withdrawal:
        return bring_back(unit, words[0]) if back else withdraw(unit, words[0], said)

    done = invocation.write(work, invocation.head(), dry_run=dry_run)
    console.show(view_withdrawal(done, for_machines=console.is_for_machines))
