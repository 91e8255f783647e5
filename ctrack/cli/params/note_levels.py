"""The levels of notes on the command line: up to which they are told, and which of them a filter looks into."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ctrack.cli.console.output import EVERYTHING
from ctrack.cli.params.kept_options import keep
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Level

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.domain.filters import Node

Function = TypeVar("Function", bound=Callable[..., Any])
REDACTIONS = (Level.PUBLIC.value, Level.RESTRICTED.value, EVERYTHING)
LEVEL_HELP = marked("Who may read the note: public, restricted (the default) or internal.")


def redact_option(function: Function) -> Function:
    """--redact."""
    return click.option(
        "--redact", type=click.Choice(REDACTIONS), expose_value=False, callback=keep,
        help=marked("Withhold notes above this level, and say of which commitments; none withholds nothing. Without "
                    "it: public in 'report country', restricted in a file and on paper, none on the screen."),
    )(function)  # fmt: skip


def limit_notes(console: Console, node: Node | None) -> Node | None:
    """The filter, which looks only into notes that may be told: what is withheld is not to be guessed at by it."""
    if node is None or console.reader is None:
        return node
    from ctrack.domain.filters import read_as

    return read_as(node, console.reader)
