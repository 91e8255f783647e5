"""One commitment in a national report: its title, where it stands, and what was said of it or is still to be written.

All of it stays together on a page. A date and a mark are set in the language of the paper, a title and a note each in
its own and in a paragraph of its own, so that no line runs two ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctrack.domain.frozen import replace
from ctrack.domain.records.reports import Passage
from ctrack.domain.records.undertakings import Row, Words
from ctrack.domain.vocabulary import DueState, Level, Status
from ctrack.render.document import Block, Paragraph, Tone
from ctrack.text.labels import label_value, say_share
from ctrack.text.language import choose_language, choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.withheld_notes import say_withheld


def passage_blocks(
    passage: Passage, level: str | None, *, has_parties: bool = False, has_blanks: bool = False
) -> list[Block]:
    """The passage, of a report that tells notes up to `level`; `has_parties` names whose side of it this is."""
    row = passage.row
    named = f"{row.code} {row.party}" if has_parties else row.code
    title = Paragraph(f"{named}  {choose_words(row.title)}", Tone.STRONG, language=other_language(row.title))
    lines = [title, Paragraph(say_standing(passage)), *note_lines(passage, level)]
    if has_blanks and passage.is_blank:
        lines.append(Paragraph(say_blank(row.status), Tone.WARNING))
    return [replace(line, together=f"{row.code} {row.party}") for line in lines]


def say_standing(passage: Passage) -> str:
    """The status, when it was implemented, when it is due, and by how much it is late; each date behind its name."""
    row = passage.row
    share = f" {say_share(row.progress)}" if 0 < row.progress < 100 else ""
    return " · ".join((words.say_status(row.status) + share, *date_words(row, passage.done)))


def date_words(row: Row, done: str | None) -> Iterator[str]:
    """The dates of an undertaking: one that is closed without being implemented has none that still counts."""
    is_done = row.status is Status.IMPLEMENTED
    if done is not None:
        yield label_value(_("Done on"), words.say_edtf(done))
    if row.due and (is_done or row.is_open):
        label = _("Next date") if is_done and row.occurrence else _("Due")
        yield label_value(label, words.say_edtf(row.due))
    if row.is_postponed:
        yield label_value(_("Postponed to"), words.say_edtf(row.target))
    if row.due_state is DueState.OVERDUE:
        yield words.say_days_left(row.days_left)
    if row.due_state is DueState.MET_LATE:
        yield words.say(words.DUE_WORDS, row.due_state)


def note_lines(passage: Passage, level: str | None) -> Iterator[Paragraph]:
    """Each note below its date, and how many are withheld."""
    for day, note, told in passage.notes:
        yield Paragraph(words.say_edtf(day) + say_level(told, level), Tone.FAINT)
        yield Paragraph(choose_words(note), language=other_language(note))
    if passage.withheld:
        yield Paragraph(say_withheld(passage.withheld), Tone.FAINT)


def say_level(told: str, level: str | None) -> str:
    """The level of a note, behind its date; in a report for everybody all are public, and none says so."""
    return "" if level == Level.PUBLIC else f" [{words.say(words.LEVEL_WORDS, told)}]"


def say_blank(status: Status) -> str:
    """What is to be written of a commitment of that status."""
    match status:
        case Status.NOT_REPORTED:
            return _("[to be written: nothing has been said of this commitment]")
        case Status.IMPLEMENTED:
            return _("[to be written: how this was implemented]")
        case Status.NOT_APPLICABLE | Status.OVERTAKEN_BY_EVENTS:
            return _("[to be written: the reason]")
        case _other:
            return _("[to be written: what was done, and what remains to be done]")


def other_language(text: Words) -> str:
    """The language that a text is shown in, where it is not the reader's."""
    code = choose_language(text)
    return "" if code == current_language() else code
