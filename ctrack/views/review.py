"""The document of `ctrack review`: one commitment, with what is known of it, for a screen of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.messages import COMMA, join_words
from ctrack.domain.records.answer_records import AnswerRecord
from ctrack.domain.records.undertakings import Dossier
from ctrack.render.document import Document, Fact, Facts, Heading, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.answer_lists import say_answer
from ctrack.views.commitment import status_line
from ctrack.views.history import say_update


def view_card(dossier: Dossier, place: int, total: int, answers: Sequence[AnswerRecord] = ()) -> Document:
    """Where a commitment stands, with whom it is, and what was said last."""
    row = dossier.row
    told = [update for update in dossier.history if update.retracts is None]
    last = label_value(words.say_edtf(told[-1].effective), say_update(told[-1], {}, None)) if told else ""
    state = words.say_days_left(row.days_left) or words.say(words.DUE_WORDS, row.due_state)
    who = join_words(filter(None, (row.agency, row.person)), _, COMMA)
    facts = (
        Fact("place", _("Review"), _("{place} of {total}").format(place=place, total=total)),
        Fact("status", _("Status"), status_line(row), words.say_tone(words.STATUS_TONES, row.status)),
        Fact("due", _("Due"), " · ".join(filter(None, (words.say_edtf(row.due), state))),
             words.say_tone(words.DUE_TONES, row.due_state)),
        Fact("with", _("With"), who),
        Fact("snoozed_until", _("No reminders until after"), words.say_day(dossier.snoozed_until)),
        Fact("last", _("Said last"), last),
        *(Fact("answer", _("Answer"), say_answer(record), Tone.STRONG) for record in answers),
    )  # fmt: skip
    blocks = (Heading(f"{row.code}  {choose_words(row.title)}", 1), Facts(tuple(fact for fact in facts if fact.text)))
    return Document(row.code, current_language(), blocks)
