"""`ctrack show`: one commitment whole."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.filters import complete_codes
from ctrack.domain.failures import marked


@make_command(
    "show",
    examples=("ctrack show KWT-21", "ctrack show 44-A --lang ar"),
    help=marked("Show one commitment: what the text asks, its sources, its links, and all that was said of it."),
)
@click.argument("code", shell_complete=complete_codes)
@click.option("--party", metavar="CODE", help=marked("Whose side to show; without it, the home party's."))
@click.option("--history", is_flag=True, help=marked("Also the journal entries that touched it."))
@as_of_options
@pass_invocation
def command(invocation: Invocation, console: Console, code: str, party: str | None, history: bool) -> None:
    """Show one commitment."""
    from ctrack.services.listings import show_commitment
    from ctrack.store.work import UnitOfWork
    from ctrack.views.commitment import view_commitment, with_entries

    def work(unit: UnitOfWork):  # type: ignore[no-untyped-def]
        dossier = show_commitment(unit.connection, code, invocation.horizon, party)
        if not history:
            return dossier, []
        from ctrack.services.undo import list_entries

        moment = invocation.moment_read
        until = moment.as_of if moment is not None else None
        return dossier, list_entries(unit.connection, code=dossier.row.code, until=until)

    dossier, entries = invocation.read(work)
    document = view_commitment(dossier, for_machines=console.is_for_machines)
    console.show(with_entries(document, entries) if history and not console.is_for_machines else document)
