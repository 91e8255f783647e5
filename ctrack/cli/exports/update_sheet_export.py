"""A workbook for somebody to fill in, which `import --into updates` takes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.params.filters import show_filter
from ctrack.domain.failures import Misused, NothingMatches, marked
from ctrack.text.language import current_language, translate, translate_count

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node


class NotAWorkbook(Misused):
    message = marked("{path} has to end in .xlsx: a sheet to be filled in is a workbook.")


def write_sheet(invocation: Invocation, console: Console, node: Node | None, target: Path) -> None:
    """Write a sheet, and say how it is taken back."""
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
    listing = invocation.read(lambda unit: list_undertakings(unit.connection, node, invocation.horizon, only_home=True))
    if not listing.rows:
        raise NothingMatches(filter=show_filter(node))
    names = {field: name_field(field, current_language(), Into.UPDATES) for field in read_fields(Into.UPDATES)}
    save(target, write_update_sheet(make_update_sheet(listing.rows, names)), forces=console.forces)
    console.say(translate("Written: {path}").format(path=target))
    told = translate_count("{count} commitment is in it.", "{count} commitments are in it.", len(listing.rows))
    again = f"'ctrack import {quote_argument(str(target))} --into updates'"
    console.say(f"{told} {translate('{command} takes it back.').format(command=again)}")
