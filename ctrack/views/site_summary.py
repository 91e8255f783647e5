"""What is said of a site that was written: where it is, how many pages it has, and what it withholds."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.messages import join_words
from ctrack.domain.vocabulary import Level
from ctrack.render.document import Block, Document, Paragraph, Tone
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.withheld_notes import count_withheld

# So many commitments are named; JSON has all of them.
MOST_NAMED = 20


def view_published(folder: str, count: int, withheld: Mapping[str, int]) -> Document:
    """Where the site is, how many pages it has, and the notes of which commitments are not in it."""
    pages = translate_count("{count} page", "{count} pages", count)
    text = _("Published in {folder}: {pages}.").format(folder=folder, pages=pages)
    data = {"folder": folder, "pages": count, "level": Level.PUBLIC.value, "withheld": dict(withheld)}
    return Document(_("Published"), current_language(), (Paragraph(text), *withheld_lines(withheld)), data)


def withheld_lines(withheld: Mapping[str, int]) -> list[Block]:
    """How many notes were withheld, and the commitments that they are of, at most so many by their codes."""
    if not withheld:
        return [Paragraph(_("No note was withheld: all of them are public."), Tone.FAINT)]
    named = list(withheld)[:MOST_NAMED]
    rest = len(withheld) - len(named)
    others = [translate_count("{count} other commitment", "{count} other commitments", rest)] if rest else []
    text = _("{notes}, above the level {level}: {codes}.")
    level = words.say(words.LEVEL_WORDS, Level.PUBLIC)
    notes = count_withheld(sum(withheld.values()))
    said = text.format(notes=notes, level=level, codes=join_words([*named, *others], _))
    return [Paragraph(said, Tone.WARNING)]
