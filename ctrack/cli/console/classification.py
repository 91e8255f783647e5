"""Which notes may be told: what --redact says, and what goes without saying where words leave the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.domain.vocabulary import Level

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.render.document import Document

EVERYTHING = "none"
# What is printed, or handed on as a page.
PAPERS = ("pdf", "docx", "xlsx", "html")


def read_level(console: Console) -> str | None:
    """The level up to which notes may be told; None for all of them."""
    asked = console.invocation.options.get("redact")
    if asked:
        return None if asked == EVERYTHING else str(asked)
    return Level.RESTRICTED.value if leaves_house(console) else None


def leaves_house(console: Console) -> bool:
    """Whether the output goes to a file, to the printer, or is a paper."""
    is_sent = console.target is not None or bool(console.invocation.options.get("print"))
    return is_sent or console.format in PAPERS


def classify(console: Console, document: Document) -> Document:
    """The document with its classification, where it leaves the house: the level of what it may tell."""
    from dataclasses import replace

    if document.level or not leaves_house(console):
        return document
    return replace(document, level=read_level(console) or Level.INTERNAL.value)
