"""`ctrack postpone`: a later date of one's own, with the reason why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.dated_words import UNTIL, take_first_date
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.status_updates import NONE
from ctrack.cli.params.verbs import codes_argument, record_verb, split_words, verb_options
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.domain.filters.date_beginnings import date_beginnings
from ctrack.domain.folding import fold
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.deadlines import Deadline
    from ctrack.domain.records.undertakings import Move

USAGE = 'ctrack postpone CODE DATE "WHY"'


class ReasonWanted(Misused):
    message = marked("Say until when, and why, for it is asked later: {usage}. 'ctrack help dates' tells of dates.")


class NotLater(Refused):
    message = marked(
        "{code} is due {due}, and {date} is no later day; nothing was recorded. A date of your own that is no later is "
        "set by 'ctrack update {code} --target DATE'."
    )


@make_command(
    "postpone",
    takes_text=True,
    examples=('ctrack postpone KWT-25 2027-06 "The law is still before parliament"',),
    help=marked(
        "Set a later date of your own, with the reason as its note. What is overdue by the text stays so, and is told "
        "as postponed beside it."
    ),
)
@codes_argument("CODE DATE WHY")
@verb_options
@pass_invocation
def command(invocation: Invocation, console: Console, /, words: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    """Record a later target."""
    codes, _none = split_words(words[:1], USAGE)
    date, why = split_date(invocation, words[1:])
    if not why or date.lower() == NONE:
        raise ReasonWanted(usage=USAGE)
    record_verb(invocation, console, codes, why, {**given, "target": date}, dry_run=dry_run, check=refuse_earlier)


def split_date(invocation: Invocation, words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The date with which the words begin, quoted or not, and the reason behind it; raises BadDate."""

    def read(text: str) -> Deadline:
        # What was typed is named as the usage does: there is no option here that would be at fault.
        return read_date(text, invocation.today, _("DATE"))

    found, rest = take_first_date(words, read, UNTIL)
    if found is not None:
        return found.text, rest
    date, *why = words or (NONE,)
    if why and date.lower() != NONE:
        read(" ".join(words[:2]) if fold(date) in date_beginnings() else date)
    return date, why


def refuse_earlier(moves: Sequence[Move]) -> None:
    """Refuse a date that postpones nothing; where there was no date, any is one."""
    from ctrack.domain.periods import period_from_edtf
    from ctrack.views.words import say_edtf

    for move in moves:
        due, date = move.before.target or move.before.due, move.after.target
        before, after = period_from_edtf(due or ""), period_from_edtf(date or "")
        if before and after and after.last <= before.last:
            raise NotLater(code=move.code, due=say_edtf(due), date=say_edtf(date))
