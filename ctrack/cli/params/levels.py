"""Which notes may be told: what --redact says, and what goes without saying where words leave the house."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ctrack.cli.base import keep
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Level

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document

Function = TypeVar("Function", bound=Callable[..., Any])
EVERYTHING = "none"
REDACTIONS = (Level.PUBLIC.value, Level.RESTRICTED.value, EVERYTHING)
# What is printed, or handed on as a page.
PAPERS = ("pdf", "docx", "xlsx", "html")
LEVEL_HELP = marked("Who may read the note: public, restricted (the default) or internal.")


def redact_option(function: Function) -> Function:
    """--redact."""
    return click.option(
        "--redact", type=click.Choice(REDACTIONS), expose_value=False, callback=keep,
        help=marked("Withhold notes above this level, and say of which commitments; none withholds nothing. Without "
                    "it: public in 'report country', restricted in a file and on paper, none on the screen."),
    )(function)  # fmt: skip


def read_level(invocation: Invocation) -> str | None:
    """The level up to which notes may be told; None for all of them."""
    asked = invocation.options.get("redact")
    if asked:
        return None if asked == EVERYTHING else str(asked)
    return Level.RESTRICTED.value if leaves_house(invocation) else None


def leaves_house(invocation: Invocation) -> bool:
    """Whether the output goes to a file, to the printer, or is a paper."""
    asked = invocation.options.get("output") or invocation.options.get("print")
    return bool(asked) or invocation.format in PAPERS


def limit_notes(invocation: Invocation, node: Node | None) -> Node | None:
    """The filter, which looks only into notes that may be told: what is withheld is not to be guessed at by it."""
    level = read_level(invocation)
    if node is None or level is None:
        return node
    from ctrack.domain.filters import read_as

    return read_as(node, level)


def classify(invocation: Invocation, document: Document) -> Document:
    """The document with its classification, where it leaves the house: the level of what it may tell."""
    from dataclasses import replace

    if document.level or not leaves_house(invocation):
        return document
    return replace(document, level=read_level(invocation) or Level.INTERNAL.value)
