"""`ctrack add`: a commitment of one's own."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.language_texts import text_options
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Addressee, Kind, Verification
from ctrack.text.language import translate


@make_command(
    "add",
    examples=(
        'ctrack add NAT-1 --title "Adopt the national plan" --title-ar "اعتماد الخطة الوطنية" --deadline 2027-06',
    ),
    help=marked(
        "Add a commitment of your own. It goes into the instrument --instrument, or into one of your own commitments "
        "named 'own' that is made when needed. Whole instruments come with 'ctrack instrument add FILE'."
    ),
)
@click.argument("code")
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
@click.option(
    "--instrument", metavar="SLUG", default="own", show_default=True, help=marked("The instrument it belongs to.")
)
@click.option(
    "--section", metavar="SLUG", default="general", show_default=True, help=marked("The section; made when needed.")
)
@click.option("--kind", type=VocabularyType("kind", Kind), default=Kind.ACTION, help=marked("What it asks for."))
@click.option(
    "--addressee",
    type=VocabularyType("addressee", Addressee),
    help=marked("Whom it addresses; without it, the home party alone."),
)
@click.option(
    "--party", "parties", multiple=True, metavar="CODE", help=marked("A party that it names; may be repeated.")
)
@click.option("--theme", "themes", multiple=True, metavar="NAME", help=marked("A theme of it; may be repeated."))
@click.option(
    "--deadline", metavar="DATE", help=marked("The deadline, as the text says it; words that name no date are kept.")
)
@click.option("--source", metavar="TEXT", help=marked("Where it can be read."))
@click.option(
    "--verification",
    type=VocabularyType("verification", Verification),
    default=Verification.UNCHECKED,
    help=marked("How sure you are of what the text says."),
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(invocation: Invocation, console: Console, /, code: str, dry_run: bool, **given: object) -> None:
    """Add a commitment."""
    from ctrack.cli.params.new_commitments import Adding, make_entry, read_deadline
    from ctrack.services.additions import add_commitment
    from ctrack.services.instruments import find_adoption_day
    from ctrack.services.listings import show_commitment
    from ctrack.store.work import UnitOfWork
    from ctrack.views.commitment import view_commitment

    adding = Adding(code=code, **given)  # type: ignore[arg-type]
    deadline = read_deadline(
        adding.deadline,
        invocation.today,
        lambda: invocation.read(lambda unit: find_adoption_day(unit.connection, adding.instrument)),
    )
    entry = make_entry(adding, deadline)

    def work(unit: UnitOfWork):  # type: ignore[no-untyped-def]
        add_commitment(unit, adding.instrument, entry)
        unit.flush()
        return show_commitment(unit.connection, entry.code, invocation.horizon)

    dossier = invocation.write(work, invocation.head(), dry_run=dry_run)
    if deadline.remark is not None:
        console.say(deadline.remark.tell(translate))
    console.show(view_commitment(dossier, for_machines=console.is_for_machines))
