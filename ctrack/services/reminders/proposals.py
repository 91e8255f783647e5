"""Answers to reminders: whose they are, of which undertaking, and how they come into the register.

An answer counts where three things agree: it carries the mark of a reminder, it comes from the address of the person
who was reminded, and no mail server on its way found that address forged. Then it is a proposal, which a person takes
or dismisses; of somebody who is trusted it is recorded at once, where it is one plain answer and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ctrack.domain.answer_words import UNCLEAR, Answer, read_answer
from ctrack.domain.deadlines import Deadline, edtf_bounds
from ctrack.domain.failures import NotFound, Refused, marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.answer_records import AnswerRecord, Reading, Refusal, Reply
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.scripts import guess_language
from ctrack.domain.vocabulary import AnswerKind, AnswerState, Level, Voice
from ctrack.exchange.mail_addresses import read_address
from ctrack.services.reminders.due_reminders import stamp
from ctrack.services.targets import Target
from ctrack.store import answers
from ctrack.store.answers import Asked

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ctrack.domain.dueness import Horizon
    from ctrack.domain.records.registers import Filing
    from ctrack.domain.records.undertakings import Move
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import UnitOfWork

# Marks of direction, which phones put before a code in an Arabic line.
_TURNERS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
PASSED = "pass"
# What an update says of where it comes from, in every language of the United Nations.
MAIL_OF = {
    "en": "Mail of {whose}",
    "ar": "رسالة من {whose}",
    "fr": "Courriel de {whose}",
    "es": "Correo electrónico de {whose}",
    "ru": "Письмо от {whose}",
    "zh": "{whose} 的邮件",
}
# Of what it is, what it says, its line, and all that was written of it.
Told = tuple[Asked, Answer, str, str]
_CODED = re.compile(r"\[?([^\s:\]]{2,60})\]?\s*[:：]?\s+(.+)|([^\s:\]]{2,60}):(.+)")


class NoSuchAnswer(NotFound):
    message = marked("No answer {number} waits; 'ctrack remind answers --waiting' lists those that do.")


class NotTheirs(Refused):
    message = marked(
        "Answer {number} says that {code} is not theirs, and {name} is its focal point no more: 'ctrack remind dismiss "
        "{number}' lays it aside."
    )


def take_reply(
    unit: UnitOfWork, reply: Reply, server: str, head: EntryHead, horizon: Horizon, *, trusts: bool = True
) -> Reading:
    """Keep what a mail answers, and record what somebody says whom one `trusts`; `server` is whose results count."""
    if reply.is_automatic or answers.has_answer(unit.connection, reply.message_id):
        return Reading()
    asked = answers.find_marked(unit.connection, reply.marks) or answers.find_beside(unit.connection, reply.thread)
    refusal = find_refusal(reply, asked, server)
    if refusal is not None:
        return Reading(refusal=refusal, address=reply.address)
    kept, recorded = [], []
    now = stamp(head.moment)
    for each, said, line, text in assign_answers(reply, asked, horizon):
        key = answers.keep(unit.connection, each, reply.message_id, reply.address or "", said, line, text, now)
        kept.append(key)
        if trusts and each.is_trusted and is_plain(said):
            recorded.append(key)
    for record in answers.list_answers(unit.connection, recorded) if recorded else []:
        record_answer(unit, record, head, horizon, voice=Voice.AGENCY)
    return Reading(tuple(kept), tuple(recorded))


def find_refusal(reply: Reply, asked: Sequence[Asked], server: str) -> Refusal | None:
    """Why a mail is not taken for an answer; None where it is one."""
    if not asked:
        return Refusal.UNMARKED
    sender = (reply.address or "").casefold()
    if any((read_address(each.address or "") or "").casefold() != sender or not sender for each in asked):
        return Refusal.ADDRESS
    if not all(each.is_active for each in asked):
        return Refusal.INACTIVE
    verdicts = [verdict for by, verdict in reply.verdicts if not server or by == server.lower()]
    # Of a server that is named its newest word counts, and has to be there; without one, nobody's may be against it.
    is_believed = verdicts[:1] == [PASSED] if server else all(verdict in (PASSED, "none") for verdict in verdicts)
    return None if is_believed else Refusal.DMARC


def is_plain(said: Answer) -> bool:
    """Whether an answer may be recorded unseen: one that says one thing, of a status, a date or a pause."""
    return said.is_whole and said.kind in (AnswerKind.STATUS, AnswerKind.TARGET, AnswerKind.WAIT)


def assign_answers(reply: Reply, asked: Sequence[Asked], horizon: Horizon) -> Iterator[Told]:
    """Each answer with what it is of: a line that begins with a code, or the first line where only one is meant."""
    coded = list(read_coded(reply.lines, asked, horizon))
    if coded:
        yield from coded
        return
    line, text = reply.lines[0] if reply.lines else "", "\n".join(reply.lines)
    said = read_answer(line, horizon.today)
    if len(asked) == 1 or said.kind is AnswerKind.SEEN:
        yield from ((each, said, line, text) for each in asked)
    else:
        # Which of them it is of is for a person to see.
        yield asked[0], UNCLEAR, line, text


def read_coded(lines: Sequence[str], asked: Sequence[Asked], horizon: Horizon) -> Iterator[Told]:
    """The lines that begin with the code of something asked, each undertaking once."""
    by_code: dict[str, list[Asked]] = {}
    for each in asked:
        by_code.setdefault(each.code.casefold(), []).append(each)
    done: set[str] = set()
    for line in lines:
        found = _CODED.fullmatch(_TURNERS.sub("", line))
        code = (found[1] or found[3]).strip("[]").casefold() if found else ""
        if found and len(by_code.get(code, ())) == 1 and code not in done:
            done.add(code)
            yield by_code[code][0], read_answer(found[2] or found[4], horizon.today), line, line


def find_waiting(connection: Connection, numbers: Sequence[int]) -> list[AnswerRecord]:
    """The answers of these numbers, in their order; raises NoSuchAnswer for one that does not wait."""
    found = {record.id: record for record in answers.list_answers(connection, list(numbers))}
    for number in numbers:
        if number not in found:
            raise NoSuchAnswer(number=number)
    return [found[number] for number in dict.fromkeys(numbers)]


def accept(
    unit: UnitOfWork, numbers: Sequence[int], head: EntryHead, horizon: Horizon
) -> tuple[list[Move], list[Filing]]:
    """Record what answers propose, as a person who has read them; where each undertaking stood and stands."""
    moves: list[Move] = []
    filings: list[Filing] = []
    for record in find_waiting(unit.connection, numbers):
        more = record_answer(unit, record, head, horizon, voice=Voice.COORDINATOR)
        moves, filings = [*moves, *more[0]], [*filings, *more[1]]
    return moves, filings


def dismiss(unit: UnitOfWork, numbers: Sequence[int]) -> list[AnswerRecord]:
    """Lay answers aside: they propose nothing any more, and answered nothing."""
    found = find_waiting(unit.connection, numbers)
    answers.settle(unit.connection, [record.id for record in found], AnswerState.DISMISSED)
    return [replace(record, state=AnswerState.DISMISSED) for record in found]


def record_answer(
    unit: UnitOfWork, record: AnswerRecord, head: EntryHead, horizon: Horizon, *, voice: Voice
) -> tuple[list[Move], list[Filing]]:
    """Record one answer with the mail as its source; a pause, or that it is not theirs, is filed."""
    from ctrack.services.updates import record_updates

    target = Target(code=record.code)
    answers.settle(unit.connection, [record.id], AnswerState.RECORDED, unit.number)
    if record.kind is AnswerKind.WAIT and record.day:
        from ctrack.services.reminders.pauses import snooze

        return [], snooze(unit, target, edtf_bounds(record.day)[1], horizon, record.party)
    if record.kind is AnswerKind.NOT_MINE:
        return [], release(unit, target, record, horizon)
    return record_updates(unit, target, make_request(record, voice), head, horizon), []


def release(unit: UnitOfWork, target: Target, record: AnswerRecord, horizon: Horizon) -> list[Filing]:
    """Take away the focal point who says that it is not theirs; of somebody else's nothing is moved."""
    from ctrack.services.agencies import NONE, Duties, assign
    from ctrack.services.targets import find_undertakings

    rows = find_undertakings(unit, target, horizon, record.party)
    if any(row.person is None or row.person.name != record.name for row in rows):
        raise NotTheirs(number=record.id, code=record.code, name=record.name)
    return [assign(unit, row, Duties(person=NONE)) for row in rows]


def make_request(record: AnswerRecord, voice: Voice) -> UpdateRequest:
    """What an answer says as an update; what was written is its note, as far as the first line does not say it all."""
    note = record.text if record.text.strip() != record.line.strip() or record.kind is AnswerKind.UNCLEAR else ""
    day = Deadline.from_edtf(record.day) if record.day and record.kind is AnswerKind.TARGET else None
    whose = f"{record.name} <{record.address}>, {record.message_id}"
    return UpdateRequest(
        status=record.status,
        progress=record.progress,
        target=day,
        note={guess_language(note, "en", "a"): note} if note.strip() else None,
        level=Level.RESTRICTED,
        voice=voice,
        whose=record.party,
        sources=[{language: said.format(whose=whose) for language, said in MAIL_OF.items()}],
    )
