"""`ctrack edit`: what is known of a commitment's text, corrected with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.status_updates import NONE
from ctrack.domain.failures import Misused, marked

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Filing
    from ctrack.store.work import UnitOfWork


class NothingToEdit(Misused):
    message = marked("Say what to correct: --deadline DATE with --source, or --deadline none.")


class SourceMissing(Misused):
    message = marked(
        "Say where it is written that the deadline was moved: --source TEXT. A date of your own is 'ctrack update "
        "CODE --target DATE'."
    )


@make_command(
    "edit",
    examples=('ctrack edit GCTS-R9 --deadline 2026-09 --source "Decision of the Assembly, 26 June 2026"',),
    help=marked(
        "Record that the body itself moved the deadline of a commitment, and where that is written. From then on the "
        "moved date counts for every party, and the deadline of the text stays beside it."
    ),
)
@click.argument("code", shell_complete=complete_codes)
@click.option("--deadline", metavar="DATE", help=marked("The date that it was moved to; none takes it away."))
@click.option("--source", metavar="TEXT", help=marked("Where that is written."))
@click.option("--url", metavar="ADDRESS", help=marked("Where the source can be read."))
@click.option("--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    code: str,
    deadline: str | None,
    source: str | None,
    url: str | None,
    dry_run: bool,
) -> None:
    """Move a deadline."""
    from ctrack.cli.params.notes import detect_language
    from ctrack.services.moved_deadlines import move_deadline
    from ctrack.views.deadline_moves import view_moved

    if deadline is None:
        raise NothingToEdit()
    is_taken_away = deadline.strip().lower() == NONE
    if not is_taken_away and not source:
        raise SourceMissing()
    date = None if is_taken_away else read_date(deadline, invocation.today, "--deadline")
    cited = {detect_language(source): source, **({"url": url} if url else {})} if source else None

    def work(unit: UnitOfWork) -> list[Filing]:
        return move_deadline(unit, code, date, cited)

    moved = invocation.write(work, invocation.head(), dry_run=dry_run)
    console.show(view_moved(moved, for_machines=console.is_for_machines))
