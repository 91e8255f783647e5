"""The coordinator's week in words: as a mail, and as a document for whoever asks for it now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ctrack.domain.records.reminders import Bulletin, Part
from ctrack.render.document import Block, Document, Heading, Paragraph
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words

if TYPE_CHECKING:
    from ctrack.domain.records.undertakings import Row
    from ctrack.domain.records.week_records import Told, Week

MOST_LINES = 40


def write_summary(week: Week) -> Bulletin:
    """The mail, in the language spoken now."""
    told = sum(len(each.answered) + len(each.silent) for each in week.told)
    answered = sum(len(each.answered) for each in week.told)
    opening = _(
        "From {first} to {last}: reminders of commitments: {told}, of which answered: {answered}. Commitments that "
        "nobody hears of: {unheard}. Due in the next two weeks: {coming}."
    ).format(
        first=words.say_day(week.first), last=words.say_day(week.last), told=told, answered=answered,
        unheard=len(week.unheard), coming=len(week.coming),
    )  # fmt: skip
    subject = _("[ctrack] The week to {date}").format(date=words.say_day(week.last))
    return Bulletin(subject, opening, tuple(list_parts(week)))


def list_parts(week: Week) -> Iterator[Part]:
    """What there is to tell; a part that would be empty is left out."""
    silent = [each for each in week.told if not each.answered]
    parts = (
        (_("Told and answered"), [say_told(each) for each in week.told if each.answered]),
        (_("No answer"), [say_silent(each) for each in silent]),
        (_("Nobody hears"), [" ".join(week.unheard)] if week.unheard else []),
        (_("Refused"), [label_value(name, error) for name, error in week.refused]),
        (_("In the next two weeks"), [say_coming(row) for row in week.coming]),
    )
    for title, lines in parts:
        if lines:
            yield Part(title, tuple(cut(lines)))


def cut(lines: list[str]) -> list[str]:
    """As many lines as a mail holds, and how many more there are."""
    more = len(lines) - MOST_LINES
    return lines if more <= 0 else [*lines[:MOST_LINES], translate_count("and {count} more", "and {count} more", more)]


def say_told(each: Told) -> str:
    """What somebody answered, and what not."""
    answered, silent = " ".join(each.answered), " ".join(each.silent)
    if not silent:
        return _("{name}: answered {codes}").format(name=each.name, codes=answered)
    return _("{name}: answered {codes}; not yet {others}").format(name=each.name, codes=answered, others=silent)


def say_silent(each: Told) -> str:
    """What somebody was asked of, and has said nothing to."""
    return label_value(each.name, " ".join(each.silent))


def say_coming(row: Row) -> str:
    """A date to come, and with whom it lies; its own words come first, by which a reader's program turns the line."""
    who = row.person or row.agency or _("nobody")
    due = words.say_short(row.due) if row.due else ""
    return _("{title} ({due}, {code}, {who})").format(title=choose_words(row.title), due=due, code=row.code, who=who)


def view_summary(week: Week) -> Document:
    """The same, to be read now."""
    bulletin = write_summary(week)
    blocks: list[Block] = [Paragraph(bulletin.opening)]
    for part in bulletin.parts:
        blocks += [Heading(part.title), *(Paragraph(line) for line in part.lines)]
    return Document(bulletin.subject, current_language(), tuple(blocks), summary_data(week))


def summary_data(week: Week) -> dict[str, Any]:
    """The week as JSON holds it."""
    return {
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "told": [
            {"name": each.name, "answered": list(each.answered), "silent": list(each.silent)} for each in week.told
        ],
        "unheard": list(week.unheard),
        "refused": [{"name": name, "reason": error} for name, error in week.refused],
        "coming": [{"code": row.code, "due": row.due, "person": row.person} for row in week.coming],
    }
