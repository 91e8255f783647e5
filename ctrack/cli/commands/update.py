"""`ctrack update`: record what a party has done."""

from __future__ import annotations

from typing import Any

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import StatusType, VocabularyType
from ctrack.cli.params.filed import filed_options
from ctrack.cli.params.filters import target_argument
from ctrack.cli.params.kept_options import keep
from ctrack.cli.params.note_levels import LEVEL_HELP
from ctrack.cli.params.notes import NoteSource
from ctrack.cli.params.percent import ProgressType
from ctrack.cli.params.status_updates import record
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Level, Voice


@make_command(
    "update",
    examples=(
        'ctrack update KWT-25 --status in_progress --progress 40 --note "Two experts named"',
        "ctrack update instrument:kuwait-2024 section:border --target 2027-06 --dry-run",
    ),
    help=marked(
        "Record a status, a progress, a note or a target date on one commitment, on several codes, or on all that fit "
        "a filter. Prints what was and what is; 'ctrack undo' takes it back."
    ),
)
@target_argument
@click.option(
    "--status",
    type=StatusType(),
    help=marked("The new status, or a word of the instrument's own scale ('ctrack help scales')."),
)
@click.option("--progress", type=ProgressType(), metavar="N", help=marked("Progress in per cent, 0 to 100."))
@click.option("--note", metavar="TEXT", help=marked("A note; - reads standard input."))
@click.option("--note-file", metavar="FILE", help=marked("A note from a UTF-8 file; - reads standard input."))
@click.option("--edit", is_flag=True, help=marked("Write the note in your editor ($VISUAL, $EDITOR)."))
@click.option("--recover", is_flag=True, help=marked("Take the text that was written last and could not be recorded."))
@click.option(
    "--note-lang", metavar="CODE", help=marked("The language of the note; without it, seen from its letters.")
)
@click.option("--on", "effective", metavar="DATE", help=marked("When it happened; without it, today."))
@click.option("--target", metavar="DATE", help=marked("A target date of one's own; none takes it away."))
@click.option(
    "--occurrence", metavar="DATE", help=marked("Which due date was met, of what comes round; without it, the nearest.")
)
@click.option("--party", "whose", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option(
    "--voice",
    type=VocabularyType("voice", Voice),
    default=Voice.COORDINATOR,
    help=marked("Who says so: agency, coordinator or external."),
)
@click.option(
    "--level",
    type=VocabularyType("level", Level),
    default=Level.RESTRICTED,
    help=LEVEL_HELP,
)
@filed_options
@click.option("--tag", "add_tags", multiple=True, metavar="NAME", help=marked("Add a tag."))
@click.option("--untag", "drop_tags", multiple=True, metavar="NAME", help=marked("Take a tag away."))
@click.option(
    "--backwards", is_flag=True, expose_value=False, callback=keep, help=marked("Let several at once move backwards.")
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    /,
    words: tuple[str, ...],
    note: str | None,
    note_file: str | None,
    edit: bool,
    recover: bool,
    note_lang: str | None,
    dry_run: bool,
    **given: Any,
) -> None:
    """Record an update."""
    source = NoteSource(note, note_file, edit, note_lang, recovers=recover)
    record(invocation, console, words, source, given, dry_run=dry_run)
