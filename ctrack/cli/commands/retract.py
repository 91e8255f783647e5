"""`ctrack retract`: take back what was said by mistake, also where more was said since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.note_levels import LEVEL_HELP, redact_option
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Level

if TYPE_CHECKING:
    from ctrack.services.false_words import Retracted
    from ctrack.store.work import UnitOfWork


@make_command(
    "retract",
    examples=('ctrack retract KWT-25 --reason "It was another working group"', "ctrack retract 2"),
    help=marked(
        "Take back what was said last of a commitment, or all that an entry of the journal said, by its number in "
        "'ctrack log'; also where more was said since. Where things stand is read anew, and the history keeps both."
    ),
)
@click.argument("wanted", metavar="CODE|ENTRY", shell_complete=complete_codes)
@click.option("--reason", metavar="TEXT", help=marked("Why; kept as the note of the retraction."))
@click.option("--party", "whose", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option("--level", type=VocabularyType("level", Level), default=Level.RESTRICTED, help=LEVEL_HELP)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@redact_option
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    wanted: str,
    reason: str | None,
    whose: str | None,
    level: Level,
    dry_run: bool,
) -> None:
    """Retract a mistake."""
    from ctrack.cli.params.notes import detect_language
    from ctrack.domain.frozen import replace
    from ctrack.services.false_words import Mistake, retract_mistake
    from ctrack.services.redaction import redact_update
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.taken_back import view_retracted

    named = {"number": int(wanted)} if wanted.isdecimal() and len(wanted) < 10 else {"code": wanted}
    words = {detect_language(reason): reason} if reason is not None else None
    mistake = Mistake(**named, whose=whose, reason=words, level=level)
    head = invocation.head()

    def work(unit: UnitOfWork) -> list[Retracted]:
        return retract_mistake(unit, mistake, head, invocation.horizon)

    done = invocation.write(work, head, dry_run=dry_run)
    told = [(redact_update(item.update, console.reader), replace(item.move, note=words, level=level)) for item in done]
    most = console.most(MOST_SHOWN)
    console.show(view_retracted(told, for_machines=console.is_for_machines, most=most))
