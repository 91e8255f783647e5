"""`ctrack export`: a sheet for somebody to fill in, which `import` takes back."""

from __future__ import annotations

from pathlib import Path

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import add_context, filter_argument, read_filter, show_filter
from ctrack.domain.failures import Misused, NothingMatches, marked
from ctrack.text.language import current_language, translate, translate_count


class NotAWorkbook(Misused):
    message = marked("{path} has to end in .xlsx: a sheet to be filled in is a workbook.")


@make_command(
    "export",
    examples=("ctrack export agency:moi --for-update moi.xlsx", "ctrack import moi.xlsx --into updates"),
    help=marked(
        "Write a workbook with what fits the filter for somebody to fill in: codes are locked, statuses are chosen from"
        " a list, and what is told now stands beside. 'ctrack import FILE --into updates' takes it back and shows what "
        "was and what is."
    ),
    reads_filter=True,
)
@filter_argument
@click.option(
    "--for-update", "target", type=click.Path(path_type=Path), metavar="FILE", required=True,
    help=marked("The workbook to write, which ends in .xlsx."),
)  # fmt: skip
@pass_invocation
def command(invocation: Invocation, console: Console, words: tuple[str, ...], target: Path) -> None:
    """Write a sheet."""
    from ctrack.cli.console.files import check_output, save
    from ctrack.domain.records.imported_rows import Into
    from ctrack.domain.shell_words import quote_argument
    from ctrack.exchange.table_heads import name_field, read_fields
    from ctrack.exchange.update_sheet import write_update_sheet
    from ctrack.services.listings import list_undertakings
    from ctrack.views.update_sheets import make_update_sheet

    if target.suffix.lower() != ".xlsx":
        raise NotAWorkbook(path=target)
    check_output(str(target), forces=console.forces, kept=invocation.own_files())
    node = read_filter(invocation, add_context(console, words))
    listing = invocation.read(lambda unit: list_undertakings(unit.connection, node, invocation.horizon, only_home=True))
    if not listing.rows:
        raise NothingMatches(filter=show_filter(node))
    names = {field: name_field(field, current_language(), Into.UPDATES) for field in read_fields(Into.UPDATES)}
    save(target, write_update_sheet(make_update_sheet(listing.rows, names)), forces=console.forces)
    console.say(translate("Written: {path}").format(path=target))
    told = translate_count("{count} commitment is in it.", "{count} commitments are in it.", len(listing.rows))
    again = f"'ctrack import {quote_argument(str(target))} --into updates'"
    console.say(f"{told} {translate('{command} takes it back.').format(command=again)}")
