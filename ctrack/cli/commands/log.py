"""`ctrack log`: what was done, by whom and when."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.note_levels import redact_option
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.failures import marked

TERMINAL_ENTRIES = 20


@make_command(
    "log",
    examples=("ctrack log", "ctrack log KWT-25"),
    help=marked("What was done, by whom and when, newest first; with a code, what touched that commitment."),
)
@click.argument("code", required=False, shell_complete=complete_codes)
@click.option("-n", "--limit", type=RowNumber(), metavar="N", help=marked("At most so many entries; 20 on a terminal."))
@reverse_option
@redact_option
@pass_invocation
def command(invocation: Invocation, console: Console, code: str | None, limit: int | None, is_reversed: bool) -> None:
    """List journal entries."""
    from ctrack.services.redaction import redact_entry
    from ctrack.services.undo import count_entries, list_entries
    from ctrack.store.work import UnitOfWork
    from ctrack.views.journal import view_log

    limit = limit or console.most(TERMINAL_ENTRIES)

    def work(unit: UnitOfWork):  # type: ignore[no-untyped-def]
        found = list_entries(unit.connection, limit=limit, code=code, is_reversed=is_reversed)
        return found, len(found) if limit is None or len(found) < limit else count_entries(unit.connection, code)

    entries, total = invocation.read(work)
    entries = [redact_entry(entry, console.reader) for entry in entries]
    machines, is_cut = console.is_for_machines, console.is_cut
    console.show(view_log(entries, total, for_machines=machines, is_cut=is_cut, is_reversed=is_reversed))
