"""A register in JSON that is taken whole into an empty one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.domain.failures import Misused, marked
from ctrack.domain.messages import list_all

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation
    from ctrack.store.work import UnitOfWork

# The options of `import` that speak of the rows of a table.
OF_TABLES = ("into", "instrument", "mappings", "columns", "sheet", "partial", "refused")


class TakenWhole(Misused):
    message = marked("{file} is a whole register, which is taken as it is: leave {options} out.")


def take_file(invocation: Invocation, console: Console, file: Path, *, is_dry: bool) -> None:
    """Take the register in, and show how much came."""
    from ctrack.exchange.register_text import read_pieces
    from ctrack.services.register_intake import ORDER, take_register
    from ctrack.views.register_lists import view_taken

    refuse_options(file)

    def work(unit: UnitOfWork) -> dict[str, int]:
        return take_register(
            unit, read_pieces(file, ORDER), file.name, invocation.horizon, lambda: read_pieces(file, ORDER)
        )

    counts = invocation.write(work, invocation.head(), dry_run=is_dry)
    console.show(view_taken(file.name, counts))


def refuse_options(file: Path) -> None:
    """Refuse options that mean nothing for a whole register; raises TakenWhole."""
    context = click.get_current_context()
    given = [
        option.opts[0]
        for option in context.command.params
        if option.name in OF_TABLES
        and context.get_parameter_source(option.name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        raise TakenWhole(file=file.name, options=list_all(given))
