"""`ctrack link`: say how one commitment relates to another one, or to an instrument, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.link_words import complete_link, read_link, read_reasons
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Basis

if TYPE_CHECKING:
    from ctrack.domain.records.link_records import LinkChange
    from ctrack.store.work import UnitOfWork


@make_command(
    "link",
    examples=(
        'ctrack link KWT-12 subset GCTS-II-13 --reason "Border control against movement is part of it" --basis read',
        "ctrack link KWT-16 implements gcts-2006",
    ),
    help=marked(
        "Link a commitment to another one or to an instrument: it asks the same (equal), is part of it (subset), "
        "includes it (superset), overlaps with it (intersects), reaffirms it, carries it out (implements) or takes its "
        "place (succeeds). 'ctrack show' lists links from both sides, and 'ctrack report --once' counts once what asks "
        "the same."
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="CODE RELATION CODE|INSTRUMENT", shell_complete=complete_link)
@click.option(
    "--reason", "reasons", multiple=True, metavar="TEXT", help=marked("Why; may be repeated in another language.")
)
@click.option(
    "--basis", type=VocabularyType("basis", Basis), help=marked("What that rests on: read, press or unchecked.")
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    reasons: tuple[str, ...],
    basis: Basis | None,
    dry_run: bool,
) -> None:
    """Link two."""
    from ctrack.services.links import Wanted, tie_link
    from ctrack.views.links import view_linked

    code, relation, other = read_link(words, "link")
    wanted, head = Wanted(code, relation, other, read_reasons(reasons), basis), invocation.head()

    def work(unit: UnitOfWork) -> LinkChange:
        return tie_link(unit, wanted, head.author)

    console.show(view_linked(invocation.write(work, head, dry_run=dry_run), for_machines=console.is_for_machines))
