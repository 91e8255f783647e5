"""What `update` and `note` share: from options to a request, recorded, and said back."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import click

from ctrack.cli.console.drafts import say_kept
from ctrack.cli.params.choices import StatusType, TypedStatus
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filed import BY_OPTION, read_filed
from ctrack.cli.params.filters import read_filter, refuse_options, show_filter
from ctrack.cli.params.notes import Note, NoteSource, read_note
from ctrack.cli.params.said_words import refuse_unread, take_dated
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.domain.filters.plain_words import find_state
from ctrack.domain.frozen import replace
from ctrack.domain.messages import list_all
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.requests import UpdateRequest
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.deadlines import Deadline
    from ctrack.domain.records.undertakings import Move
    from ctrack.services.targets import Target
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import UnitOfWork

NONE = "none"
# The dates of a request: the option that each is typed after, and how it is said back.
DATES = {
    "effective": ("--on", marked("on {date}")),
    "target": ("--target", marked("target {date}")),
    "occurrence": ("--occurrence", marked("occurrence {date}")),
}
# What a filter can ask for with +tag.
TAG = re.compile(r"\w[\w.-]*")


class BadTag(Misused):
    message = marked("{tag} cannot be a tag: a tag is one word of letters, digits, hyphens and dots.")


class WhichOnes(Misused):
    message = marked(
        "Say what to change: codes, or a filter ('ctrack help filters'); or everything, by --all without a filter."
    )


class MovesBackwards(Refused):
    message = marked(
        "{count} of {total} would move backwards, {codes} first; nothing was recorded. Narrow the filter, look at all "
        "of them with --dry-run, or let them with --backwards."
    )


def take_away(value: str | None) -> str | None:
    """The value of an option, "" where the word `none` says to take away what is there."""
    return "" if value is not None and value.strip().lower() == NONE else value


def allow(moves: Sequence[Move]) -> None:
    """Refuse nothing."""


def record(
    invocation: Invocation,
    console: Console,
    words: Sequence[str],
    note: NoteSource,
    given: dict[str, Any],
    *,
    dry_run: bool,
    check: Callable[[Sequence[Move]], None] = allow,
) -> None:
    """Record what was given on what the words mean, and print what was and what is.

    `given` are options under the names that a request has for them, with dates as they were typed. What `check`
    refuses of what would come of it is not recorded.
    """
    from ctrack.services.updates import check_request
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.moves import view_moves

    words, given = take_dated(words, given, looks_like_code, partial(read_date, today=invocation.today, option="--on"))
    words, given = take_unknown(invocation, words, given, note)
    if not note.is_given and make_request(invocation, given).is_empty:
        refuse_unread(words, looks_like_code)
    targets = read_targets(invocation, words)
    # Everything that can be refused without the text is refused first, above all before an editor is opened.
    note.check()
    invocation.open()
    request = make_request(invocation, given)
    seen = rehearse(invocation, targets, request, dry_run=dry_run) if note.is_written else None
    written = read_note(invocation, note)
    request = replace(request, note=written.words)
    with kept_until_recorded(invocation, written, dry_run=dry_run, is_by_hand=note.edits or note.recovers):
        check_request(request, invocation.today)
        head = invocation.head()
        work = make_work(invocation, targets, request, head, dry_run=dry_run, check=check)
        moves = write_after(invocation, console, work, head, seen, dry_run=dry_run)
    echo_dates(console, request)
    most = console.most(MOST_SHOWN)
    console.show(view_moves(moves, for_machines=console.is_for_machines, most=most, is_dry_run=dry_run))
    if invocation.kept is not None:
        console.say(say_kept(invocation.kept))


def take_unknown(
    invocation: Invocation, words: Sequence[str], given: dict[str, Any], note: NoteSource
) -> tuple[Sequence[str], dict[str, Any]]:
    """The last word as a status where it stands behind codes and nothing else is said, whether one knows it or not.

    It may be a word of an instrument's own scale; of any other word the answer says which statuses there are.
    """
    *codes, last = words or ("",)
    is_said = note.is_given or not make_request(invocation, given).is_empty
    if is_said or not codes or not is_bare(last) or looks_like_code(last) or not all(map(looks_like_code, codes)):
        return words, given
    return codes, given | {"status": StatusType().convert(last, None, click.get_current_context(silent=True))}


def write_after(
    invocation: Invocation,
    console: Console,
    work: Callable[[UnitOfWork], list[Move]],
    head: EntryHead,
    seen: int | None,
    *,
    dry_run: bool,
) -> list[Move]:
    """Record, unless somebody changed the same while a text was being written; then a person at a terminal is asked.

    `seen` is the last entry that the writer could know of; None where nothing was written in between.
    """
    from ctrack.services.interim_changes import ChangedMeanwhile, refuse_changed

    def work_after(unit: UnitOfWork) -> list[Move]:
        moves = work(unit)
        if seen is not None:
            refuse_changed(unit.connection, seen, {f"{move.code} {move.party}" for move in moves})
        return moves

    try:
        return invocation.write(work_after, head, dry_run=dry_run)
    except ChangedMeanwhile as failure:
        if not may_ask(invocation):
            raise
        console.warn(failure.tell(_))
        if not click.confirm(console.dress(_("Record yours after it?"), console.out)):
            raise
        return write_after(invocation, console, work, head, failure.number, dry_run=dry_run)


def may_ask(invocation: Invocation) -> bool:
    """Whether there is somebody at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not invocation.options.get("no_input")


def rehearse(invocation: Invocation, targets: Sequence[Target], request: UpdateRequest, *, dry_run: bool) -> int:
    """Do all but record a request to which a text is still to be written; raises what would be raised then.

    The last entry of the register at that time is given back.
    """
    from ctrack.services.updates import check_request

    trial = replace(request, note={"en": "-"})
    check_request(trial, invocation.today)
    head = invocation.head()
    work = make_work(invocation, targets, trial, head, dry_run=dry_run)

    def try_out(unit: UnitOfWork) -> int:
        work(unit)
        return unit.last_entry[0]

    return invocation.open().write(head, try_out, dry_run=True)


def make_work(
    invocation: Invocation,
    targets: Sequence[Target],
    request: UpdateRequest,
    head: EntryHead,
    *,
    dry_run: bool,
    check: Callable[[Sequence[Move]], None] = allow,
) -> Callable[[UnitOfWork], list[Move]]:
    """What is to be done in the register for a request; what is only tried may step back."""
    from ctrack.services.updates import record_updates

    def work(unit: UnitOfWork) -> list[Move]:
        moves = [move for target in targets for move in record_updates(unit, target, request, head, invocation.horizon)]
        if not dry_run:
            refuse_backwards(invocation, moves)
        check(moves)
        return moves

    return work


def refuse_backwards(invocation: Invocation, moves: Sequence[Move]) -> None:
    """Refuse steps back among several moves, of which few would be seen, unless --backwards lets them be."""
    back = [move.code for move in moves if is_backwards(move.before.status, move.after.status)]
    if len(moves) > 1 and back and not invocation.options.get("backwards"):
        raise MovesBackwards(count=len(back), total=len(moves), codes=list_all(back[:3]))


@contextmanager
def kept_until_recorded(invocation: Invocation, note: Note, *, dry_run: bool, is_by_hand: bool) -> Iterator[None]:
    """Keep the file of a written text until it is recorded; where that fails, the invocation knows its name."""
    from ctrack.cli.console.drafts import drop_draft

    try:
        yield
    except BaseException:
        if not invocation.has_recorded:
            invocation.kept = note.draft
        raise
    if dry_run and is_by_hand:
        invocation.kept = note.draft
    else:
        drop_draft(note.draft)


def read_targets(invocation: Invocation, words: Sequence[str]) -> list[Target]:
    """Codes where all words are bare ones with a figure or a hyphen in them, else one filter."""
    from ctrack.services.targets import Target

    refuse_options(words)
    if not words and not invocation.options.get("all"):
        raise WhichOnes()
    if not words:
        return [Target(text="--all")]
    is_one = len(words) == 1 and is_bare(words[0]) and not find_state(words[0])
    if is_one or all(map(looks_like_code, words)):
        return [Target(code=word) for word in {word.casefold(): word for word in words}.values()]
    node = read_filter(invocation, words)
    if node is None:
        raise WhichOnes()
    return [Target(node=node, text=show_filter(node))]


def is_bare(word: str) -> bool:
    """One word that is no filter term, no tag and no phrase."""
    return not (set(word) & set(':()" ')) and word[:1] not in ("+", "-")


def looks_like_code(word: str) -> bool:
    """A bare word such as codes are."""
    return is_bare(word) and any(character.isdecimal() or character == "-" for character in word)


def make_request(invocation: Invocation, given: dict[str, Any]) -> UpdateRequest:
    """The request that the options make, with dates resolved; the note is read later."""
    for tag in given.get("add_tags", ()):
        if not TAG.fullmatch(tag):
            raise BadTag(tag=tag)
    dates: dict[str, Any] = {
        name: read_given(invocation, name, given[name]) for name in DATES if given.get(name) is not None
    }
    filed = read_filed(given, invocation.today)
    said = {name: value for name, value in given.items() if name not in (*DATES, *BY_OPTION)}
    typed = said.get("status")
    if isinstance(typed, TypedStatus):
        said |= {"status": typed.status, "typed_status": typed.text, "refusal": typed.refusal}
    return UpdateRequest(**said, **dates, filed=filed)


def read_given(invocation: Invocation, name: str, text: str) -> Deadline | Literal[""]:
    """A date that was typed; "" takes a target away."""
    if name == "target" and text.strip().lower() == NONE:
        return ""
    return read_date(text, invocation.today, DATES[name][0])


def echo_dates(console: Console, request: UpdateRequest) -> None:
    """Say back what each date that was given in words was taken for."""
    from ctrack.views.words import say_resolved

    for name, (_option, template) in DATES.items():
        found = getattr(request, name)
        if found and found.edtf != found.text.strip():
            console.say(_(template).format(date=say_resolved(found)))
