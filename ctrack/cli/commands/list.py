"""`ctrack list`: commitments and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.column_names import columns_option, read_columns
from ctrack.cli.params.filters import add_context, filter_argument, read_filter, show_filter
from ctrack.cli.params.note_levels import limit_notes, redact_option
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.failures import marked

SORTS = ("register", "due", "code", "status", "progress", "updated")
TERMINAL_ROWS = 25


@make_command(
    "list",
    examples=("ctrack list status:overdue", "ctrack list instrument:pve-plan section:youth border"),
    help=marked("List commitments and where they stand. The filter is told by 'ctrack help filters'."),
    reads_filter=True,
)
@filter_argument
@click.option("--sort", type=click.Choice(SORTS), default="register", help=marked("The order of the rows."))
@reverse_option
@click.option("-n", "--limit", type=RowNumber(), metavar="N", help=marked("At most so many rows; 25 on a terminal."))
@columns_option
@click.option(
    "--scale", "in_own_words", is_flag=True, help=marked("Statuses in the words of each instrument's own scale.")
)
@redact_option
@as_of_options
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    sort: str,
    is_reversed: bool,
    limit: int | None,
    columns: str | None,
    in_own_words: bool,
) -> None:
    """List undertakings."""
    show_list(
        invocation, console, words, sort=sort, is_reversed=is_reversed, limit=limit, columns=columns,
        in_own_words=in_own_words,
    )  # fmt: skip


def show_list(
    invocation: Invocation,
    console: Console,
    words: Sequence[str],
    *,
    sort: str = "register",
    is_reversed: bool = False,
    limit: int | None = None,
    columns: str | None = None,
    in_own_words: bool = False,
) -> None:
    """Show the undertakings that fit a filter."""
    from ctrack.services.listings import list_undertakings
    from ctrack.views.listings import view_listing

    keys = read_columns(columns)
    node = limit_notes(console, read_filter(invocation, add_context(console, words)))
    limit = limit or console.most(TERMINAL_ROWS)
    listing = invocation.read(
        lambda unit: list_undertakings(
            unit.connection,
            node,
            invocation.horizon,
            sort=sort,
            is_reversed=is_reversed,
            limit=limit,
            text=show_filter(node),
        )
    )
    scales = None
    if in_own_words:
        from ctrack.services.scale_words import read_scales_of

        scales = invocation.read(lambda unit: read_scales_of(unit.connection))
    wants = {"for_machines": console.is_for_machines, "needs_data": console.format == "json"}
    console.show(view_listing(listing, **wants, columns=keys, scales=scales))
