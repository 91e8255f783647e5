"""What `update` and `note` share: from options to a request, recorded, and said back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filed import BY_OPTION, read_filed
from ctrack.cli.params.filters import read_filter, refuse_options, show_filter
from ctrack.cli.params.notes import NoteSource, read_note
from ctrack.cli.params.said_words import take_said
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.domain.filters.plain_words import find_state
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.requests import UpdateRequest
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.deadlines import Deadline
    from ctrack.domain.records.undertakings import Move
    from ctrack.services.targets import Target
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


def record(
    invocation: Invocation,
    console: Console,
    words: Sequence[str],
    note: NoteSource,
    given: dict[str, Any],
    *,
    dry_run: bool,
) -> None:
    """Record what was given on what the words mean, and print what was and what is.

    `given` are options under the names that a request has for them, with dates as they were typed.
    """
    from ctrack.services.updates import check_request, record_updates
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.moves import view_moves

    words, given = take_said(words, given, looks_like_code)
    targets = read_targets(invocation, words)
    # Everything that can be refused without the register is refused first, above all before an editor is opened.
    invocation.open()
    request = make_request(invocation, note, given)
    check_request(request, invocation.today)
    head = invocation.head()

    def work(unit: UnitOfWork) -> list[Move]:
        moves = [move for target in targets for move in record_updates(unit, target, request, head, invocation.horizon)]
        if not dry_run:
            refuse_backwards(invocation, moves)
        return moves

    moves = invocation.write(work, head, dry_run=dry_run)
    echo_dates(console, request)
    most = console.most(MOST_SHOWN)
    console.show(view_moves(moves, for_machines=console.is_for_machines, most=most, is_dry_run=dry_run))


def refuse_backwards(invocation: Invocation, moves: Sequence[Move]) -> None:
    """Refuse steps back among several moves, of which few would be seen, unless --backwards lets them be."""
    back = [move.code for move in moves if is_backwards(move.before.status, move.after.status)]
    if len(moves) > 1 and back and not invocation.options.get("backwards"):
        raise MovesBackwards(count=len(back), total=len(moves), codes=", ".join(back[:3]))


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


def make_request(invocation: Invocation, note: NoteSource, given: dict[str, Any]) -> UpdateRequest:
    """The request that the options make, with dates resolved and the note read."""
    for tag in given.get("add_tags", ()):
        if not TAG.fullmatch(tag):
            raise BadTag(tag=tag)
    dates: dict[str, Any] = {
        name: read_given(invocation, name, given[name]) for name in DATES if given.get(name) is not None
    }
    filed = read_filed(given, invocation.today)
    said = {name: value for name, value in given.items() if name not in (*DATES, *BY_OPTION)}
    text = read_note(invocation, note.text, note.file, edits=note.edits, language=note.language)
    return UpdateRequest(**said, **dates, filed=filed, note=text)


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
