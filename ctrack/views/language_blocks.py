"""What a text says in the other languages that the reader asked for, each under what it calls itself."""

from __future__ import annotations

from ctrack.domain.languages import call_language
from ctrack.domain.records.undertakings import Dossier, Words
from ctrack.render.document import Block, Fact, Facts, Heading, Paragraph, Tone
from ctrack.text.language import asked_languages
from ctrack.text.language import translate as _


def language_blocks(dossier: Dossier) -> list[Block]:
    """The text of a commitment in each of the other languages that were asked for."""
    texts = (dossier.row.title, dossier.summary, dossier.note, dossier.deadline_words)
    present = {language for words in texts for language in words or {}}
    return [block for language in asked_languages(present) for block in blocks_in(dossier, language)]


def blocks_in(dossier: Dossier, language: str) -> list[Block]:
    """All that there is of it in one language; where there is nothing, that."""
    title, summary = pick(dossier.row.title, language), pick(dossier.summary, language)
    facts = [
        Fact(f"instrument_{language}", _("Instrument"), pick(dossier.instrument_title, language)),
        Fact(f"section_{language}", _("Section"), pick(dossier.section_title, language)),
        Fact(f"deadline_words_{language}", _("Deadline in words"), pick(dossier.deadline_words, language)),
        Fact(f"note_{language}", _("Note"), pick(dossier.note, language)),
    ]
    told = tuple(fact for fact in facts if fact.text)
    blocks: list[Block] = [Heading(call_language(language))]
    blocks += [Paragraph(text, tone) for text, tone in ((title, Tone.STRONG), (summary, Tone.PLAIN)) if text]
    blocks += [Facts(told)] if told else []
    if len(blocks) == 1:
        blocks.append(Paragraph(_("Nothing of it is in this language."), Tone.FAINT))
    return blocks


def pick(words: Words | None, language: str) -> str:
    """The text in exactly that language, or nothing."""
    return (words or {}).get(language, "")
