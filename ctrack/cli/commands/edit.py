"""`ctrack edit`: what the register says of a text, corrected; and a deadline that its own body moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.language_texts import text_options
from ctrack.domain.failures import marked
from ctrack.domain.fields.vocabularies import FORCES
from ctrack.domain.vocabulary import Addressee, Kind, Verification
from ctrack.text.language import translate

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Filing
    from ctrack.store.work import UnitOfWork


@make_command(
    "edit",
    examples=(
        'ctrack edit kuwait-2024/followup --title "Follow-up"',
        'ctrack edit KWT-25 --summary "As the ministry reads it" --source "Legal department"',
        'ctrack edit GCTS-R9 --deadline 2026-09 --source "Decision of the Assembly, 26 June 2026"',
    ),
    help=marked(
        "Correct what the register says of a commitment, an instrument or a section (INSTRUMENT/SECTION). What you "
        "added yourself is changed; of the catalogue's the correction is local, and its own words stay beside it until "
        "--restore takes them again. With --source, --deadline is a date to which the body itself moved the deadline: "
        "it counts for every party, and that of the text stays beside it. The value none takes something away."
    ),
)
@click.argument("wanted", metavar="CODE|INSTRUMENT|SECTION", shell_complete=complete_codes)
@text_options(
    "title",
    marked("The title: in English, or LANG=TEXT in another language, such as fr=...; may be repeated."),
    marked("The title in Arabic."),
)
@text_options(
    "summary",
    marked("A summary: in English, or LANG=TEXT in another language; may be repeated."),
    marked("A summary in Arabic."),
)
@click.option("--paragraph", metavar="TEXT", help=marked("The paragraph in which it stands."))
@click.option("--section", metavar="SLUG", help=marked("The section; made when needed."))
@click.option("--kind", type=VocabularyType("kind", Kind), help=marked("What it asks for."))
@click.option("--verb", type=VocabularyType("force", str, allowed=FORCES.keys), help=marked("The verb of the text."))
@click.option("--addressee", type=VocabularyType("addressee", Addressee), help=marked("Whom it addresses."))
@click.option(
    "--party", "parties", multiple=True, metavar="CODE", help=marked("A party that it names; may be repeated.")
)
@click.option(
    "--theme", "themes", multiple=True, metavar="NAME", help=marked("A theme of it; may be repeated, none takes all.")
)
@click.option("--text-deadline", metavar="DATE", help=marked("The deadline that the text has, read anew."))
@click.option("--deadline", metavar="DATE", help=marked("The date that it was moved to; none takes it away."))
@click.option("--source", metavar="TEXT", help=marked("Where that is written."))
@click.option("--url", metavar="ADDRESS", help=marked("Where the source, or the instrument, can be read."))
@click.option(
    "--verification",
    type=VocabularyType("verification", Verification),
    help=marked("How sure you are of what the text says."),
)
@click.option("--symbol", metavar="TEXT", help=marked("The document symbol of an instrument."))
@click.option("--adopted-on", metavar="DATE", help=marked("The day on which an instrument was adopted."))
@click.option(
    "--scale", metavar="NAME", help=marked("The scale of status words of an instrument; ctrack for none of its own.")
)
@click.option("--restore", "restores", is_flag=True, help=marked("Take the catalogue's own words again."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(invocation: Invocation, console: Console, /, wanted: str, dry_run: bool, **given: object) -> None:
    """Correct a text, or move its deadline."""
    from ctrack.cli.params.corrections import Given, read_move
    from ctrack.services.moved_deadlines import move_deadline
    from ctrack.views.corrections import view_corrected
    from ctrack.views.deadline_moves import view_moved

    options = Given(**given)  # type: ignore[arg-type]
    thing = invocation.read(lambda unit: options.find(unit, wanted))
    move = read_move(options, thing, invocation.today)
    if move is not None:
        date, cited = move

        def work(unit: UnitOfWork) -> list[Filing]:
            return move_deadline(unit, thing.named.key, date, cited)

        moved = invocation.write(work, invocation.head(), dry_run=dry_run)
        console.show(view_moved(moved, for_machines=console.is_for_machines))
        return
    from ctrack.cli.params.corrections import read_correction, read_text_deadline
    from ctrack.services.instruments import find_adoption_of_text
    from ctrack.services.text_edits import correct_text

    deadline = read_text_deadline(
        options,
        invocation.today,
        lambda: invocation.read(lambda unit: find_adoption_of_text(unit.connection, thing.named.key)),
    )
    correction = read_correction(options, thing, invocation.today, deadline)
    done = invocation.write(
        lambda unit: correct_text(unit, thing.named, correction), invocation.head(), dry_run=dry_run
    )
    if deadline is not None and deadline.remark is not None:
        console.say(deadline.remark.tell(translate))
    console.show(
        view_corrected(done, is_local=thing.is_shipped and not options.restores, for_machines=console.is_for_machines)
    )
