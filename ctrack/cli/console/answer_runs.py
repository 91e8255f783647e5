"""A run that reads answers: each mail is kept, then marked as read; what was forged is named, what is spam is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctrack.cli.console.output import Console
from ctrack.cli.console.reminder_results import tell_sentence
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, NotFound, Refused, marked
from ctrack.domain.records.answer_records import Reading, Refusal
from ctrack.notify.answer_sources import Arrival, read_arrivals
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

if TYPE_CHECKING:
    from ctrack.store.work import UnitOfWork

STANDARD_INPUT = "-"
MOST_NAMED = 20


class NoSource(Failure):
    exit_code = ExitCode.USAGE
    message = marked(
        "It is not set where answers come in: 'ctrack config set answers.from PLACE' takes a Maildir, "
        "imaps://USER@HOST/FOLDER, or - for standard input. 'ctrack remind answers --waiting' lists those that wait."
    )


@dataclass(slots=True)
class Tally:
    """What a run read: the keys of answers, those recorded at once, and the mails that were refused."""

    kept: list[int] = field(default_factory=list)
    recorded: list[int] = field(default_factory=list)
    refused: list[Reading] = field(default_factory=list)


def read_answers(invocation: Invocation, console: Console, place: str | None, *, dry_run: bool) -> int:
    """Read what came in, and tell of it to somebody who looks on; to cron, only of what was forged."""
    from ctrack.store.answers import list_answers
    from ctrack.views.answer_lists import view_answers

    source, tally = place or str(invocation.get("answers.from")), Tally()
    if not source:
        raise NoSource()
    if dry_run:
        return foresee(invocation, console, source)
    for arrival in open_source(invocation, source):
        note_reading(tally, take(invocation, arrival))
        arrival.finish()
    sentences = list_sentences(tally)
    for sentence in sentences:
        tell_sentence(console, sentence)
    if console.out.isatty() or invocation.options.get("format"):
        found = invocation.read(lambda unit: list_answers(unit.connection, tally.kept, waits=False))
        note = translate_count("{count} answer was read.", "{count} answers were read.", len(found))
        console.show(view_answers(found, note))
    # Whoever pipes a mail in would send it back to an address that was forged.
    return int(ExitCode.PARTLY if sentences and source != STANDARD_INPUT else ExitCode.DONE)


def note_reading(tally: Tally, reading: Reading) -> None:
    """Add what became of a mail."""
    tally.kept += reading.answers
    tally.recorded += reading.recorded
    if reading.refusal is not None:
        tally.refused.append(reading)


def list_sentences(tally: Tally) -> list[str]:
    """A sentence for each mail that bears a mark and is no answer; what bears none is anybody's mail."""
    from ctrack.views.answer_lists import say_refused

    forged = [each for each in tally.refused if each.refusal and each.refusal is not Refusal.UNMARKED]
    told = [say_refused(each.address, each.refusal) for each in forged[:MOST_NAMED] if each.refusal]
    more = len(forged) - len(told)
    return [*told, *([_("And {count} more of such mails.").format(count=more)] if more else [])]


def open_source(invocation: Invocation, source: str) -> Iterator[Arrival]:
    """The mails that came in."""
    if source == STANDARD_INPUT:
        from ctrack.domain.records.answer_records import MOST_BYTES

        yield Arrival(sys.stdin.buffer.read(MOST_BYTES), lambda: None)
        return
    keys = ("answers.password_command", "answers.password_file", "answers.ca_file")
    yield from read_arrivals(source, {key: invocation.get(key) for key in keys}, invocation.environ)


def take(invocation: Invocation, arrival: Arrival) -> Reading:
    """Keep one mail in a transaction of its own; what cannot be recorded at once waits for a person."""
    try:
        return invocation.open().write(invocation.head(), lambda unit: work_of(invocation, unit, arrival, trusts=True))
    except (Refused, NotFound):
        return invocation.open().write(invocation.head(), lambda unit: work_of(invocation, unit, arrival, trusts=False))


def work_of(invocation: Invocation, unit: UnitOfWork, arrival: Arrival, *, trusts: bool) -> Reading:
    """What is done with a mail within its transaction."""
    from ctrack.exchange.reply_mails import read_reply
    from ctrack.services.reminders.proposals import take_reply

    reply, server = read_reply(arrival.raw), str(invocation.get("answers.server"))
    return take_reply(unit, reply, server, invocation.head(), invocation.horizon, trusts=trusts)


def foresee(invocation: Invocation, console: Console, source: str) -> int:
    """Show what would be kept and recorded, and neither keep nor mark anything."""
    from ctrack.domain.records.answer_records import AnswerRecord
    from ctrack.store.answers import list_answers
    from ctrack.views.answer_lists import view_answers

    arrivals = list(open_source(invocation, source))

    def work(unit: UnitOfWork) -> list[AnswerRecord]:
        tally = Tally()
        for arrival in arrivals:
            note_reading(tally, work_of(invocation, unit, arrival, trusts=False))
        return list_answers(unit.connection, tally.kept, waits=False)

    console.show(view_answers(invocation.write(work, invocation.head(), dry_run=True)))
    return int(ExitCode.DONE)


def list_waiting(invocation: Invocation, console: Console) -> int:
    """List the answers that wait for a person."""
    from ctrack.store.answers import list_answers
    from ctrack.views.answer_lists import view_answers

    found = invocation.read(lambda unit: list_answers(unit.connection))
    console.show(view_answers(found, "" if found else _("No answer waits.")))
    return int(ExitCode.DONE)
