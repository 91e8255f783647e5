"""What `update` and `note` share: from options to a request, recorded, and said back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filters import read_filter, refuse_options, show_filter
from ctrack.cli.params.notes import read_note
from ctrack.domain.failures import Misused, marked
from ctrack.domain.vocabulary import Level, Position, Priority, Status, Voice
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.records.undertakings import Move
    from ctrack.services.updates import Target, UpdateRequest
    from ctrack.store.work import UnitOfWork

NONE = "none"
# What a filter can ask for with +tag.
TAG = re.compile(r"\w[\w.-]*")


class BadTag(Misused):
    message = marked("{tag} cannot be a tag: a tag is one word of letters, digits, hyphens and dots.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The options of a recording command, as they were given."""

    voice: Voice
    status: Status | None = None
    progress: int | None = None
    note: str | None = None
    note_file: str | None = None
    edit: bool = False
    note_lang: str | None = None
    level: Level = Level.RESTRICTED
    on: str | None = None
    target: str | None = None
    party: str | None = None
    position: Position | str | None = None
    priority: Priority | str | None = None
    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    occurrence: str | None = None
    dry_run: bool = False


def record(invocation: Invocation, words: Sequence[str], given: Recording) -> None:
    """Record what was given on what the words mean, and print what was and what is."""
    from ctrack.services.updates import check_request, record_updates
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.moves import view_moves

    targets = read_targets(invocation, words)
    # Everything that can be refused without the register is refused first, above all before an editor is opened.
    invocation.open()
    request = make_request(invocation, given)
    check_request(request, invocation.today)
    head = invocation.head()

    def work(unit: UnitOfWork) -> list[Move]:
        return [move for target in targets for move in record_updates(unit, target, request, head, invocation.horizon)]

    moves = invocation.write(work, head, dry_run=given.dry_run)
    echo_dates(invocation, given)
    most = invocation.most(MOST_SHOWN)
    invocation.show(view_moves(moves, for_machines=invocation.is_for_machines, most=most))


def read_targets(invocation: Invocation, words: Sequence[str]) -> list[Target]:
    """Codes where all words are bare ones with a figure or a hyphen in them, else one filter."""
    from ctrack.services.updates import Target

    refuse_options(words)
    if (len(words) == 1 and is_bare(words[0])) or all(map(looks_like_code, words)):
        return [Target(code=word) for word in {word.casefold(): word for word in words}.values()]
    node = read_filter(invocation, words)
    return [Target(node=node, text=show_filter(node))]


def is_bare(word: str) -> bool:
    """One word that is no filter term, no tag and no phrase."""
    return not (set(word) & set(':()" ')) and word[:1] not in ("+", "-")


def looks_like_code(word: str) -> bool:
    """A bare word such as codes are."""
    return is_bare(word) and any(character.isdecimal() or character == "-" for character in word)


def make_request(invocation: Invocation, given: Recording) -> UpdateRequest:
    """The request that the options make, with dates resolved and the note read."""
    from ctrack.services.updates import UpdateRequest

    for tag in given.add_tags:
        if not TAG.fullmatch(tag):
            raise BadTag(tag=tag)
    return UpdateRequest(
        status=given.status,
        progress=given.progress,
        effective=read_date(given.on, invocation.today, "--on").edtf if given.on is not None else None,
        voice=given.voice,
        level=given.level,
        note=read_note(invocation, given.note, given.note_file, edits=given.edit, language=given.note_lang),
        target=read_target(invocation, given.target),
        position=given.position,
        priority=given.priority,
        add_tags=given.add_tags,
        drop_tags=given.drop_tags,
        whose=given.party,
        occurrence=read_date(given.occurrence, invocation.today, "--occurrence").edtf if given.occurrence else None,
    )


def read_target(invocation: Invocation, text: str | None) -> str | None:
    """A target date in EDTF; "" takes it away."""
    if text is None:
        return None
    return "" if text.strip().lower() == NONE else read_date(text, invocation.today, "--target").edtf


def echo_dates(invocation: Invocation, given: Recording) -> None:
    """Say back what each date that was given in words was taken for."""
    from ctrack.views.words import say_resolved

    for option, template, text in (
        ("--on", marked("on {date}"), given.on),
        ("--target", marked("target {date}"), given.target),
        ("--occurrence", marked("occurrence {date}"), given.occurrence),
    ):
        if text is not None and text.strip().lower() != NONE:
            found = read_date(text, invocation.today, option)
            if found.edtf != text.strip():
                invocation.say(_(template).format(date=say_resolved(found)))
