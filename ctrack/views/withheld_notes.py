"""What is said of the notes that are withheld, and of the level of those that are told."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.messages import join_words
from ctrack.domain.records.undertakings import Words
from ctrack.render.document import Block, Paragraph, Tone
from ctrack.text.language import choose_words, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words


def withheld_blocks(level: str | None, counts: Mapping[str, int]) -> list[Block]:
    """How many notes above the level are withheld, and of which commitments; nothing where none is."""
    if not counts:
        return []
    text = _("{notes}, above the level {level}: {codes}.")
    notes, level = count_withheld(sum(counts.values())), words.say(words.LEVEL_WORDS, level)
    said = text.format(notes=notes, level=level, codes=join_words(counts, _))
    return [Paragraph(said, Tone.WARNING)]


def say_withheld(count: int) -> str:
    """That so many notes of something are withheld."""
    return f"[{count_withheld(count)}]"


def count_withheld(count: int) -> str:
    """How many notes are withheld."""
    return translate_count("{count} note withheld", "{count} notes withheld", count)


def say_note(note: Words | None, level: str) -> str:
    """A note behind its level."""
    return f"[{words.say(words.LEVEL_WORDS, level)}] {choose_words(note)}" if note else ""
