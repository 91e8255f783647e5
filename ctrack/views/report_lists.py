"""The lists of a report: what presses, what was done late, and what was said; each says where it is cut."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from typing import Any

from ctrack.domain.long_lists import make_each
from ctrack.domain.records.reports import Event, Extract
from ctrack.domain.records.undertakings import Row
from ctrack.render.document import Block, Column, Heading, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language, speaking
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column, status_column
from ctrack.views.cuts import cut_blocks
from ctrack.views.listings import (
    Field,
    code_field,
    due_field,
    left_field,
    make_table,
    party_field,
    status_field,
    title_field,
)
from ctrack.views.withheld_notes import say_note, say_withheld


def press_blocks(
    pressing: Extract[Row], met_late: Extract[Row], *, has_parties: bool, of_others: bool = False
) -> list[Block]:
    """What is overdue or due soon, and what was done late."""
    named = [party_field()] if has_parties else []
    prefix, level = ("others-", 3) if of_others else ("", 2)
    now = [code_field(), *named, due_field(), left_field(), status_field(), title_field()]
    late = [code_field(), *named, due_field(), done_field(), title_field()]
    blocks: list[Block] = []
    for key, title, listed, fields in (
        ("pressing", _("Overdue and due soon"), pressing, now),
        ("met_late", _("Done after the deadline"), met_late, late),
    ):
        if listed.rows:
            blocks += [Heading(title, level), make_table(prefix + key, listed.rows, fields), *cut_blocks(listed)]
    return blocks


def done_field() -> Field:
    """When a commitment was implemented."""
    column = Column("status_on", _("Done on"), show=lambda day: words.say_short(day.isoformat()) if day else "")
    return column, lambda row: row.status_on


def change_blocks(since: date, events: Extract[Event], *, has_parties: bool, of_others: bool = False) -> list[Block]:
    """What was said since the beginning of the period."""
    prefix, level = ("others-", 3) if of_others else ("", 2)
    title = Heading(_("What changed since {date}").format(date=words.say_day(since)), level)
    if not events.rows:
        return [title, Paragraph(_("Nothing was reported in this period."), Tone.FAINT)]
    columns = (
        Column("effective", _("Date"), show=words.say_short),
        code_column(),
        *([Column("party", _("Party"))] if has_parties else []),
        status_column(),
        Column("what", _("What was said"), wraps=True),
    )

    language = current_language()

    def tell(event: Event) -> tuple[Any, ...]:
        # Of a long list it is asked as the table is drawn, and another language may be spoken then.
        with nullcontext() if current_language() == language else speaking(language):
            what = event_words(event)
        return event.effective, event.code, *([event.party] if has_parties else []), event.status, what

    return [title, Table(prefix + "events", columns, make_each(tell, events.rows)), *cut_blocks(events)]


def event_words(event: Event) -> str:
    """What was said, behind its level; the title where only a status was given, or what was said is withheld."""
    if event.is_withheld:
        return f"{choose_words(event.title)} {say_withheld(1)}"
    return say_note(event.note, event.level) or choose_words(event.title)
