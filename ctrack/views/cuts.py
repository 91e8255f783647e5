"""What is said where a list is cut: how many are shown, of how many, and what shows them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ctrack.domain.frozen import replace
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.render.document import Block, Document, Heading, Paragraph, Tone
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

if TYPE_CHECKING:
    from ctrack.domain.records.reports import Extract

# So many of the undertakings that a command wrote on are shown on a terminal.
MOST_SHOWN = 20
# So many of the parts of a report that are not shown are named.
MOST_NAMED = 4


def say_cut(shown: int, total: int) -> str:
    """How many of how many, and how all are to be seen; nothing where all are."""
    return _("{shown} of {total} shown; --all shows the rest").format(shown=shown, total=total) if shown < total else ""


def cut_blocks(listed: Extract[Any]) -> list[Block]:
    """The same as a line below a table."""
    return cut_lines(len(listed.rows), listed.total)


def cut_lines(shown: int, total: int) -> list[Block]:
    """The same where no list knows how many it has."""
    said = say_cut(shown, total)
    return [Paragraph(said, Tone.FAINT)] if said else []


def first_heading(blocks: Sequence[Block]) -> Heading | None:
    """The heading with which blocks begin, or the first of them."""
    return next((block for block in blocks if isinstance(block, Heading)), None)


def cut_rest(document: Document) -> Document:
    """The report as far as it says what matters first, and the names of what follows; whole where all of it does."""
    if document.rest is None:
        return document
    place = document.blocks.index(document.rest)
    rest = [block for block in document.blocks[place:] if isinstance(block, Heading)]
    names = [heading.text for heading in rest if heading.level <= document.rest.level]
    more = len(names) - MOST_NAMED
    others = [translate_count("{count} more part", "{count} more parts", more)] if more > 0 else []
    said = _("Not shown here: {parts}. --full shows all of it.").format(
        parts=join_words([*names[:MOST_NAMED], *others], _, SEMICOLON)
    )
    return replace(document, blocks=(*document.blocks[:place], Paragraph(said, Tone.FAINT)))
