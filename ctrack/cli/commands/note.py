"""`ctrack note`: a note, and nothing else."""

from __future__ import annotations

from typing import Any

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.note_levels import LEVEL_HELP
from ctrack.cli.params.notes import NoteSource
from ctrack.cli.params.status_updates import record
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Level


@make_command(
    "note",
    takes_text=True,
    examples=('ctrack note KWT-25 "The ministry has named two experts"', "ctrack note KWT-25 --note-file minutes.txt"),
    help=marked(
        "Add a note to a commitment without changing its status. Without TEXT or a file the note is written in your "
        "editor, or read from what is piped in."
    ),
)
@click.argument("code", shell_complete=complete_codes)
@click.argument("text", nargs=-1, type=click.UNPROCESSED)
@click.option("--note-file", metavar="FILE", help=marked("The note from a UTF-8 file; - reads standard input."))
@click.option("--recover", is_flag=True, help=marked("Take the text that was written last and could not be recorded."))
@click.option(
    "--note-lang", metavar="CODE", help=marked("The language of the note; without it, seen from its letters.")
)
@click.option("--on", "effective", metavar="DATE", help=marked("When it happened; without it, today."))
@click.option("--party", "whose", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option(
    "--level",
    type=VocabularyType("level", Level),
    default=Level.RESTRICTED,
    help=LEVEL_HELP,
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    /,
    code: str,
    text: tuple[str, ...],
    note_file: str | None,
    recover: bool,
    note_lang: str | None,
    dry_run: bool,
    **given: Any,
) -> None:
    """Record a note."""
    is_open = not text and note_file is None and not recover
    given_text = " ".join(text) if text else None
    source = NoteSource(given_text, note_file, is_open, note_lang, pipes=is_open, recovers=recover)
    record(invocation, console, (code,), source, given, dry_run=dry_run)
