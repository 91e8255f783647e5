"""`ctrack show`: one commitment whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.note_levels import redact_option
from ctrack.domain.failures import UnknownCode, marked

if TYPE_CHECKING:
    from ctrack.domain.records.undertakings import Dossier, EntryRecord
    from ctrack.render.document import Document
    from ctrack.store.work import UnitOfWork


@make_command(
    "show",
    examples=("ctrack show KWT-21", "ctrack show 44-A --lang ar", "ctrack show KWT-25 KWT-26"),
    help=marked(
        "Show one commitment, or several: what the text asks, its sources, its links, and all that was said of it."
    ),
)
@click.argument("codes", metavar="CODE...", nargs=-1, required=True, shell_complete=complete_codes)
@click.option("--party", metavar="CODE", help=marked("Whose side to show; without it, the home party's."))
@click.option("--history", is_flag=True, help=marked("Also the journal entries that touched it."))
@redact_option
@as_of_options
@pass_invocation
def command(invocation: Invocation, console: Console, codes: tuple[str, ...], party: str | None, history: bool) -> None:
    """Show commitments."""
    from ctrack.services.known_codes import split_codes
    from ctrack.views.commitment import join_dossiers

    is_one = len(codes) == 1 and "," not in codes[0]
    try:
        found = codes if is_one else invocation.read(lambda unit: split_codes(unit.connection, codes))
        documents = [make_document(invocation, console, code, party, history) for code in found]
    except UnknownCode:
        from ctrack.cli.params.other_verbs import refuse_filter

        refuse_filter(codes)
        raise
    console.show(documents[0] if len(documents) == 1 else join_dossiers(documents))


def make_document(invocation: Invocation, console: Console, code: str, party: str | None, history: bool) -> Document:
    """What is shown of one commitment."""
    from ctrack.services.listings import show_commitment
    from ctrack.services.redaction import redact_dossier, redact_entry
    from ctrack.views.commitment import view_commitment, with_entries

    def work(unit: UnitOfWork) -> tuple[Dossier, list[EntryRecord]]:
        dossier = show_commitment(unit.connection, code, invocation.horizon, party)
        if not history:
            return dossier, []
        from ctrack.services.undo import list_entries

        moment = invocation.moment_read
        until = moment.as_of if moment is not None else None
        return dossier, list_entries(unit.connection, code=dossier.row.code, until=until)

    dossier, entries = invocation.read(work)
    level = console.reader
    dossier, entries = redact_dossier(dossier, level), [redact_entry(entry, level) for entry in entries]
    document = view_commitment(dossier, for_machines=console.is_for_machines, is_cut=console.is_cut)
    if history and not console.is_for_machines:
        document = with_entries(document, entries, is_cut=console.is_cut)
    return document
