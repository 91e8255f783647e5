"""`ctrack suggest`: links that may be missing, each with its reasons; a person records one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.link_words import read_reasons
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.domain.failures import Misused, marked
from ctrack.domain.vocabulary import Basis, Relation

if TYPE_CHECKING:
    from ctrack.domain.records.link_records import LinkChange
    from ctrack.store.work import UnitOfWork

TERMINAL_ROWS = 10


class AcceptsOne(Misused):
    message = marked("Say which one is accepted: ctrack suggest CODE --accept CODE.")


@make_command(
    "suggest",
    examples=(
        "ctrack suggest KWT-12",
        "ctrack suggest KWT-12 --accept KWT-14 --relation subset --basis press",
    ),
    help=marked(
        "Suggest links that may be missing, of one commitment or of all, the likest first and each with its reasons: "
        "what both speak of by a glossary in English and Arabic, words, themes, addressee, verb, and the documents "
        "that they name. Nothing leaves the computer. --accept records one as a link, which 'ctrack undo' takes back."
    ),
)
@click.argument("code", required=False, shell_complete=complete_codes)
@click.option("--limit", type=RowNumber(), metavar="N", help=marked("At most so many rows; 10 on a terminal."))
@click.option("--accept", "other", metavar="CODE", shell_complete=complete_codes, help=marked("Link it with this one."))
@click.option(
    "--relation",
    type=VocabularyType("relation", Relation),
    default=Relation.INTERSECTS,
    help=marked("With --accept: how the first relates to the other; intersects unless told."),
)
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar="TEXT",
    help=marked("With --accept: why; without it, the reasons of the suggestion."),
)
@click.option(
    "--basis",
    type=VocabularyType("basis", Basis),
    help=marked("What that rests on: read, press or unchecked."),
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    code: str | None,
    limit: int | None,
    other: str | None,
    relation: Relation,
    reasons: tuple[str, ...],
    basis: Basis | None,
    dry_run: bool,
) -> None:
    """Suggest links, or record one."""
    from ctrack.services.links import Wanted, tie_link
    from ctrack.services.suggestions import find_suggestion, suggest_links
    from ctrack.views.links import view_linked
    from ctrack.views.suggestions import view_suggestions, write_reason

    if other is None:
        found = invocation.read(lambda unit: suggest_links(unit.connection, code))
        most = limit or console.most(TERMINAL_ROWS)
        is_of_one, for_machines = code is not None, console.is_for_machines
        console.show(view_suggestions(found, most, is_of_one=is_of_one, for_machines=for_machines))
        return
    if code is None:
        raise AcceptsOne()
    head, first = invocation.head(), code

    def work(unit: UnitOfWork) -> LinkChange:
        proposal = find_suggestion(unit.connection, first, other)
        reason = read_reasons(reasons) or write_reason(proposal)
        return tie_link(unit, Wanted(proposal.code, relation, proposal.to, reason, basis), head.author)

    console.show(view_linked(invocation.write(work, head, dry_run=dry_run), for_machines=console.is_for_machines))
