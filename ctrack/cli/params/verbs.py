"""The everyday verbs (done, start, postpone): codes first, and what stands behind them is a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.dated_words import ON, begins_with_day, take_first_date
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.note_levels import LEVEL_HELP
from ctrack.cli.params.notes import NoteSource
from ctrack.cli.params.status_updates import looks_like_code, record
from ctrack.domain.failures import Misused, marked
from ctrack.domain.vocabulary import Level

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation

Function = TypeVar("Function", bound=Callable[..., Any])


class CodesWanted(Misused):
    message = marked(
        "Name the commitments by their codes, and write a note behind them: {usage}. 'ctrack list' shows the codes; "
        "all that fit a filter are changed by 'update'."
    )


def verb_options(function: Function) -> Function:
    """What every verb takes besides its words."""
    options = (
        click.option("--on", "effective", metavar="DATE", help=marked("When it happened; without it, today.")),
        click.option("--party", "whose", metavar="CODE", help=marked("Whose side; without it, the home party's.")),
        click.option("--level", type=VocabularyType("level", Level), default=Level.RESTRICTED, help=LEVEL_HELP),
        click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing.")),
    )
    for option in reversed(options):
        function = option(function)
    return function


def codes_argument(metavar: str) -> Callable[[Function], Function]:
    """The words of a verb: codes, and what stands behind them."""
    return click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar=metavar, shell_complete=complete_codes)


def split_words(words: Sequence[str], usage: str) -> tuple[list[str], list[str]]:
    """The codes that stand first, and the words behind them; raises CodesWanted where no code does."""
    places = takewhile(lambda place: is_code_at(words, place), range(len(words)))
    codes = [words[place] for place in places]
    if not codes:
        raise CodesWanted(usage=usage)
    return codes, list(words[len(codes) :])


def is_code_at(words: Sequence[str], place: int) -> bool:
    """Whether a code stands there; a date behind codes is none."""
    return looks_like_code(words[place]) and not (place and begins_with_day(words[place:]))


def take_day(invocation: Invocation, words: list[str], given: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The words of a note without the date with which they begin, and the options with that as the day of the status.

    Where more follows, only one day that has come is a date; a text may begin with any other.
    """
    if given.get("effective") is not None or not words:
        return words, given
    found, rest = take_first_date(words, lambda text: read_date(text, invocation.today, "--on"), ON)
    if found is None or (rest and not found.first == found.last <= invocation.today):
        return words, given
    return list(rest), given | {"effective": found.text}


def record_verb(
    invocation: Invocation,
    console: Console,
    codes: Sequence[str],
    note: Sequence[str],
    given: dict[str, Any],
    **settings: Any,
) -> None:
    """Record what a verb says of these commitments, as `update` does."""
    record(invocation, console, codes, NoteSource(" ".join(note) if note else None), given, **settings)
