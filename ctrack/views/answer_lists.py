"""Answers to reminders as documents: what was written, what it proposes, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.answer_records import AnswerRecord, Refusal
from ctrack.domain.records.registers import Filing
from ctrack.domain.records.undertakings import Move
from ctrack.domain.vocabulary import AnswerKind, AnswerState
from ctrack.render.document import Block, Column, Document, Heading, Table
from ctrack.text.labels import say_share
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.text.lines import shorten
from ctrack.views import words
from ctrack.views.columns import code_column
from ctrack.views.dates_ahead import view_pauses
from ctrack.views.duties import view_assignments
from ctrack.views.moves import view_moves
from ctrack.views.reminders import say_moment

STATE_WORDS: dict[str, str] = {
    AnswerState.OPEN: marked("waits for you"),
    AnswerState.RECORDED: marked("recorded"),
    AnswerState.DISMISSED: marked("laid aside"),
    AnswerState.SEEN: marked("seen by its reader"),
}
REFUSALS: dict[Refusal, str] = {
    Refusal.UNMARKED: marked("it carries no mark of a reminder"),
    Refusal.ADDRESS: marked("it does not come from the address of the person who was reminded"),
    Refusal.INACTIVE: marked("the person who was reminded is active no more"),
    Refusal.DMARC: marked("no mail server vouches for its sender (DMARC)"),
}


def view_answers(records: Sequence[AnswerRecord], note: str = "") -> Document:
    """Answers, a line each, with what each of them proposes."""
    columns = (
        Column("id", _("Number")),
        code_column(),
        Column("name", _("From")),
        Column("at", _("When"), show=say_moment),
        Column("proposes", _("Proposes")),
        Column("state", _("Status"), show=lambda value: words.say(STATE_WORDS, value)),
        Column("line", _("Written"), wraps=True),
    )
    rows = [
        (record.id, record.code, record.name, record.received_at, say_proposal(record), record.state, record.line)
        for record in records
    ]
    blocks: tuple[Block, ...] = (Table("rows", columns, rows),) if rows else ()
    data = {"rows": [answer_data(record) for record in records], "total": len(records)}
    advice = _("'ctrack remind accept NUMBER' records one, 'ctrack remind dismiss NUMBER' lays it aside.")
    waits = any(record.state is AnswerState.OPEN for record in records)
    notes = tuple(filter(None, [note, advice if waits else ""]))
    return Document(_("Answers to reminders"), current_language(), blocks, data, notes=notes, main="rows")


def say_proposal(record: AnswerRecord) -> str:
    """What an answer proposes, in the language spoken now."""
    match record.kind:
        case AnswerKind.STATUS if record.status is not None:
            return words.say(words.STATUS_WORDS, record.status)
        case AnswerKind.STATUS:
            return say_share(record.progress)
        case AnswerKind.TARGET:
            return _("by {date}").format(date=words.say_edtf(record.day))
        case AnswerKind.WAIT:
            return _("no reminders until after {date}").format(date=words.say_edtf(record.day))
        case AnswerKind.NOT_MINE:
            return _("not theirs")
        case AnswerKind.SEEN:
            return _("nothing: it was seen")
        case _:
            return _("a note: no known answer")


def say_answer(record: AnswerRecord) -> str:
    """An answer in one line: what it proposes, who wrote it and when, and the line itself."""
    return f"{say_proposal(record)} · {record.name} · {say_moment(record.received_at)} · {shorten(record.line, 120)}"


def answer_data(record: AnswerRecord) -> dict[str, Any]:
    """An answer as JSON holds it."""
    names = ("id", "code", "party", "name", "address", "received_at", "kind", "status", "progress", "day", "line",
             "text", "state", "message_id")  # fmt: skip
    return {**{name: getattr(record, name) for name in names}, "title": choose_words(record.title)}


def view_accepted(moves: list[Move], filings: list[Filing], *, for_machines: bool = False) -> Document:
    """What was and what is: of statuses and dates, of pauses, and of whose it is; each kind apart."""
    pauses = [item for item in filings if "snoozed_until" in item.after]
    duties = [item for item in filings if item not in pauses]
    parts = [view_moves(moves, for_machines=for_machines)] if moves else []
    parts += [view_pauses(pauses, for_machines=for_machines)] if pauses else []
    parts += [view_assignments(duties, for_machines=for_machines)] if duties else []
    first, *others = parts
    blocks = [block for part in others for block in (Heading(part.title), *part.blocks)]
    rows = [row for part in parts for row in (part.data or {}).get("rows", ())]
    data = {**(first.data or {}), "rows": rows, "total": len(rows)} if others else first.data
    return replace(first, blocks=(*first.blocks, *blocks), data=data)


def say_waiting(count: int) -> str:
    """How many answers wait, and how to look at them; nothing where none does."""
    if not count:
        return ""
    return translate_count(
        "{count} answer to a reminder waits: 'ctrack review' walks through them, 'ctrack remind answers --waiting' "
        "lists them.",
        "{count} answers to reminders wait: 'ctrack review' walks through them, 'ctrack remind answers --waiting' "
        "lists them.",
        count,
    )


def say_refused(address: str | None, refusal: Refusal) -> str:
    """One sentence of a mail that was not taken for an answer."""
    reason = _(REFUSALS[refusal])
    return _("A mail of {address} was not taken for an answer: {reason}.").format(
        address=address or _("an unknown sender"), reason=reason
    )
