"""What was said of a commitment, newest first: each word with both its dates, its voice, its level and who said it.

A retraction is a row of its own; a target that is later than the date before it says from which it postpones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.domain.periods import period_from_edtf
from ctrack.domain.records.undertakings import UpdateRecord
from ctrack.domain.scales import Scale
from ctrack.render.document import Block, Column, Paragraph, Table, Tone
from ctrack.text.direction import keep_apart
from ctrack.text.language import is_right_to_left
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import progress_column, status_column
from ctrack.views.dossier_dates import source_line
from ctrack.views.scale_tables import say_word
from ctrack.views.withheld_notes import say_note, say_withheld


def history_blocks(
    history: list[UpdateRecord], due: str | None = None, scale: Scale | None = None, *, has_authors: bool = True
) -> list[Block]:
    """Everything that was said, newest first; `due` is the date of the text, which a target may postpone.

    `scale` has the words of the instrument in which a status may have been said. Without authors the voice alone says
    who spoke.
    """
    if not history:
        return [Paragraph(_("Nobody has reported anything yet."), Tone.FAINT)]
    columns = (
        Column("effective", _("Date"), show=words.say_short),
        Column("party", _("Party")),
        Column("voice", _("Voice"), show=lambda value: words.say(words.VOICE_WORDS, value)),
        status_column(),
        progress_column(),
        Column("said", _("What was said"), wraps=True),
    )
    by_key = {update.id: update for update in history}
    postponed = dict(find_postponed(history, due))
    # Of a retraction that was itself retracted without a reason only the last word is told.
    answered = {update.retracts for update in history}
    rows = [
        (update.effective, update.party, update.voice, update.status, update.progress,
         say_own(update, scale) + say_update(update, by_key, postponed.get(update.id), has_author=has_authors))
        for update in reversed(history)
        if update.retracts is None or update.note or update.id not in answered
    ]  # fmt: skip
    return [Table("history", columns, rows)]


def say_own(update: UpdateRecord, scale: Scale | None) -> str:
    """The word of the instrument that was said, where one was."""
    word = scale.word(update.own_status) if scale else None
    return f"{say_word(word)}. " if word else f"{update.own_status}. " if update.own_status else ""


def find_postponed(history: list[UpdateRecord], due: str | None) -> Iterator[tuple[int, str]]:
    """Which updates postpone, and the date from which: that of the text, or a target of before where that is later."""
    ruling: dict[str, str | None] = {}
    for update in history:
        if not update.target or update.is_retracted or update.retracts:
            continue
        before = ruling.get(update.party, due)
        if before is None or last_day(update.target) > last_day(before):
            if before is not None:
                yield update.id, before
            ruling[update.party] = update.target


def last_day(edtf: str) -> str:
    """The last day of a date in EDTF, in a form that sorts; nothing comes before what is none."""
    period = period_from_edtf(edtf.removeprefix("../"))
    return period.last.isoformat() if period else ""


def say_update(
    update: UpdateRecord, by_key: dict[int, UpdateRecord], postponed_from: str | None, *, has_author: bool = True
) -> str:
    """The words of a status update: what it retracts, target, note with its level, source, who and when."""
    parts = [_("(retracted)")] if update.is_retracted else []
    if update.retracts is not None:
        parts.append(say_retraction(update, by_key))
    if update.target:
        parts.append(say_target(update.target, postponed_from))
    elif update.target is not None:
        parts.append(_("Target taken away."))
    if update.note:
        parts.append(say_note(update.note, update.level))
    if update.is_withheld:
        parts.append(say_withheld(1))
    cited = join_words(map(source_line, update.sources), _, SEMICOLON)
    if cited:
        parts.append(f"[{cited}]")
    if update.verification:
        parts.append(f"({words.say(words.VERIFICATION_WORDS, update.verification)})")
    if not has_author:
        return " ".join(parts)
    author = say_author(update)
    return keep_apart(" ".join(parts), author, "rtl" if is_right_to_left() else "ltr") if parts else author


def say_target(target: str, postponed_from: str | None) -> str:
    """A target, and what it postpones."""
    said = words.say_edtf(target)
    if postponed_from is None:
        return _("Target: {date}.").format(date=said)
    return _("Postponed from {before} to {date}.").format(before=words.say_edtf(postponed_from), date=said)


def say_retraction(update: UpdateRecord, by_key: dict[int, UpdateRecord]) -> str:
    """What a retraction takes back; the retraction of one lets stand again what that took back."""
    is_back, root = False, update
    while root.retracts in by_key and root.retracts < root.id:
        is_back, root = not is_back, by_key[root.retracts]
    text = _("Retracts what was said of {date}.") if is_back else _("What was said of {date} stands again.")
    return text.format(date=words.say_edtf(root.effective))


def say_author(update: UpdateRecord) -> str:
    """Who said it, and when it was recorded where that was on another day than the one it is about."""
    author = words.say(words.AUTHOR_WORDS, update.author)
    recorded = datetime.fromisoformat(update.recorded_at).astimezone().date()
    if recorded.isoformat() == update.effective:
        return f"– {author}"
    return _("– {author}, recorded {date}").format(author=author, date=words.say_day(recorded))
