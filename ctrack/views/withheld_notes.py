"""What a report says of the notes that were left out of it."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.render.document import Block, Paragraph, Tone
from ctrack.text.language import translate as _
from ctrack.views import words


def withheld_blocks(level: str | None, codes: Sequence[str]) -> list[Block]:
    """Of which commitments notes above the level were left out; nothing where none was."""
    if not codes:
        return []
    text = _("Notes above the level {level} were left out of: {codes}.")
    said = text.format(level=words.say(words.LEVEL_WORDS, level), codes=", ".join(codes))
    return [Paragraph(said, Tone.WARNING)]
