"""`ctrack unlink`: take a link away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.link_words import complete_link, read_pair
from ctrack.domain.failures import marked

if TYPE_CHECKING:
    from ctrack.domain.records.link_records import LinkChange
    from ctrack.store.work import UnitOfWork


@make_command(
    "unlink",
    examples=("ctrack unlink KWT-12 GCTS-II-13", "ctrack unlink KWT-12 subset GCTS-II-13"),
    help=marked("Take the links between two away, or the one of a relation; 'ctrack undo' brings them back."),
)
@click.argument(
    "words", nargs=-1, required=True, metavar="CODE [RELATION] CODE|INSTRUMENT", shell_complete=complete_link
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(invocation: Invocation, console: Console, words: tuple[str, ...], dry_run: bool) -> None:
    """Unlink two."""
    from ctrack.services.links import untie_link
    from ctrack.views.links import view_linked

    code, relation, other = read_pair(words, "unlink")

    def work(unit: UnitOfWork) -> LinkChange:
        return untie_link(unit, code, other, relation)

    done = invocation.write(work, invocation.head(), dry_run=dry_run)
    console.show(view_linked(done, for_machines=console.is_for_machines))
