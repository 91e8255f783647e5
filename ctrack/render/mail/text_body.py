"""The text of a reminder: lines of at most 72 cells in logical order, without marks of direction.

In a language that runs from the right each line begins with a word of it, for mail readers turn a line by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ctrack.domain.records.reminders import Mail, Notice
from ctrack.render.mail.wording import (
    clean,
    group_notices,
    has_parties,
    is_answered_by_mail,
    list_shown,
    say_absent,
    say_day,
    say_due,
    say_due_label,
    say_group,
    say_hidden,
    say_left,
    say_line,
    say_missed,
    say_opening,
    say_register,
    say_status,
    say_text_due,
    say_words,
    write_command,
    write_mark,
)
from ctrack.text.digit_shapes import write_figures
from ctrack.text.labels import label_value
from ctrack.text.language import translate as _
from ctrack.text.wrapping import wrap

WIDTH = 72


def write_text(mail: Mail) -> str:
    """The whole text in the language spoken now; lines end in a newline."""
    return "\n".join((*_head(mail), *_body(mail), *_foot(mail))) + "\n"


def _head(mail: Mail) -> Iterator[str]:
    yield from _wrapped(say_register(mail))
    yield ""
    yield from _wrapped(say_line(mail.bulletin.opening) if mail.bulletin else say_opening(mail))


def _body(mail: Mail) -> Iterator[str]:
    for part in mail.bulletin.parts if mail.bulletin else ():
        yield from ("", *_wrapped(say_line(part.title)), "-" * WIDTH)
        for line in part.lines:
            yield from _wrapped(say_line(line), "  ")
    has_others, shown = has_parties(mail), list_shown(mail)
    for name, notices in group_notices(mail).items():
        yield ""
        yield from _wrapped(say_group(mail, name, notices))
        yield "-" * WIDTH
        for number, notice in enumerate(shown[name]):
            yield from ("",) if number else ()
            yield from _say_notice(notice, has_others)
    if hidden := say_hidden(mail):
        yield ""
        yield from _wrapped(hidden)


def _say_notice(notice: Notice, has_others: bool) -> Iterator[str]:
    yield from _wrapped(say_words(notice.title))
    for label, value in _list_facts(notice, has_others):
        yield from _wrapped(label_value(label, value), "  ")
    if absent := say_absent(notice):
        yield from _wrapped(absent, "  ")
    yield f"      {write_command(notice, has_others)}"
    if mark := write_mark(notice):
        yield f"      {mark}"


def _list_facts(notice: Notice, has_others: bool) -> Iterator[tuple[str, str]]:
    yield _("Code"), clean(notice.code)
    if has_others:
        yield _("Party"), clean(notice.party)
    yield _("Instrument"), say_words(notice.instrument)
    yield say_due_label(notice), f"{say_due(notice)} ({say_left(notice)})"
    if text := say_text_due(notice):
        yield _("Deadline of the text"), text
    if missed := say_missed(notice):
        yield _("Missed before"), missed
    yield _("Status"), say_status(notice)


def _foot(mail: Mail) -> Iterator[str]:
    yield from ("", "=" * WIDTH)
    for sentence in list_advice(mail):
        yield from _wrapped(sentence)
    yield ""
    yield from _wrapped(say_origin(mail))
    if address := say_unsubscribe(mail):
        yield from _wrapped(address)


def list_advice(mail: Mail) -> Iterator[str]:
    """What to do with the reminder; nothing of what is none."""
    if mail.bulletin is not None:
        return
    yield _("The command under each commitment records that it is done; 'ctrack undo' takes it back.")
    yield _("With 'start', 'note' or 'postpone' in place of 'done' it records another answer.")
    if is_answered_by_mail(mail):
        yield from list_answers(mail)
    else:
        yield _("If you do not work with ctrack, answer this message: who keeps the register records what you write.")
    yield _("The attached reminders.ics puts the dates into your calendar.")


def list_answers(mail: Mail) -> Iterator[str]:
    """How to answer by mail."""
    advice = _(
        "Or answer this message and leave the text below your answer as it is. Its first line says one of: done; 40%; "
        "by 30 June; wait until 1 June; not mine; seen."
    )
    yield write_figures(advice)
    if len(mail.notices) > 1:
        yield _("Write a line for each commitment, with its code before the answer: {code}: done").format(
            code=clean(mail.notices[0].code)
        )


def say_origin(mail: Mail) -> str:
    """Where the mail comes from, and of which day."""
    return _("Sent by ctrack on {date}.").format(date=say_day(mail.written_at.date()))


def say_unsubscribe(mail: Mail) -> str:
    """How to have no more of these; nothing where there is no way."""
    address = clean(mail.unsubscribe)
    return _("To receive no more reminders: {address}").format(address=address) if address else ""


# One commitment is told to many people.
@lru_cache(maxsize=4096)
def _wrapped(text: str, indent: str = "") -> tuple[str, ...]:
    """The lines of a paragraph, those after the first two cells further in where it is indented."""
    room = WIDTH - 2 * len(indent)
    first, *others = (text[start:stop] for start, stop in wrap(text, room, fold=False))
    return (f"{indent}{first}", *(f"{indent}{indent}{line}" for line in others))
