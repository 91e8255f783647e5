"""What is said where a list is cut: how many are shown, of how many, and what shows them all."""

from __future__ import annotations

from typing import Any

from ctrack.domain.records.reports import Extract
from ctrack.render.document import Block, Paragraph, Tone
from ctrack.text.language import translate as _

# So many of the undertakings that a command wrote on are shown on a terminal.
MOST_SHOWN = 20


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
