"""`ctrack note`: a note, and nothing else."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import FILTER_SETTINGS, complete_codes, refuse_options
from ctrack.cli.params.levels import LEVEL_HELP
from ctrack.cli.params.status_updates import Recording, record
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Level, Voice


@make_command(
    "note",
    examples=('ctrack note KWT-25 "The ministry has named two experts"', "ctrack note KWT-25 --note-file minutes.txt"),
    help=marked(
        "Add a note to a commitment without changing its status. Without TEXT or a file the note is written in your "
        "editor; - reads standard input."
    ),
    **FILTER_SETTINGS,
)
@click.argument("code", shell_complete=complete_codes)
@click.argument("text", nargs=-1, type=click.UNPROCESSED)
@click.option("--note-file", metavar="FILE", help=marked("The note from a UTF-8 file; - reads standard input."))
@click.option(
    "--note-lang", metavar="CODE", help=marked("The language of the note; without it, seen from its letters.")
)
@click.option("--on", "on", metavar="DATE", help=marked("When it happened; without it, today."))
@click.option("--party", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option(
    "--level",
    type=VocabularyType("level", Level),
    default=Level.RESTRICTED,
    help=LEVEL_HELP,
)
@click.option("--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    code: str,
    text: tuple[str, ...],
    note_file: str | None,
    note_lang: str | None,
    on: str | None,
    party: str | None,
    level: Level,
    dry_run: bool,
) -> None:
    """Record a note."""
    refuse_options(text)
    recording = Recording(
        note=" ".join(text) if text else None,
        note_file=note_file,
        edit=not text and note_file is None,
        note_lang=note_lang,
        on=on,
        party=party,
        level=level,
        voice=Voice.COORDINATOR,
        dry_run=dry_run,
    )
    record(invocation, (code,), recording)
