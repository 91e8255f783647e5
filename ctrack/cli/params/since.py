"""From when on changes are told: a day, a journal entry, the last report that was kept, or the last submitted one."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from ctrack.cli.params.dated_words import ON, take_first_date
from ctrack.cli.params.dates import read_date, read_span
from ctrack.domain.failures import Misused, NotFound, UnknownEntry, marked
from ctrack.domain.filters.little_words import SINCE
from ctrack.domain.filters.synonyms import folded
from ctrack.domain.frozen import dataclass

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.records.papers import KeptReport

LAST, SUBMITTED = "last", "submitted"
ENTRY = re.compile(r"#?(\d{1,9})")
# Four figures alone are a year; an entry of that number is written with a sign before it: #2026.
YEAR = re.compile(r"(19|20|21)\d\d")


class NotPast(Misused):
    message = marked("--since: {since} is after {today}, the day that is looked back from. Give an earlier one.")


class NoLastReport(NotFound):
    message = marked(
        "No report on this was kept yet, so that there is none to look back to. Give a day or a journal entry, such as "
        "--since 2026-01-01; 'report --output FILE' keeps a report, 'ctrack report history' lists them."
    )


class WhichSince(Misused):
    message = marked(
        "{words} may be the day that is looked back from, or when something is due. Write --since {since}, or "
        "due:{due}; 'ctrack help filters' tells more."
    )


class NothingSubmitted(NotFound):
    message = marked(
        "No report on this was submitted yet. 'report --output FILE --submit \"to whom\"' keeps one as submitted; "
        "'ctrack report history' lists them."
    )


@dataclass(frozen=True, slots=True)
class Since:
    """The end of a day, or the state that the journal had at an entry; `report` is the number of the paper meant."""

    day: date
    entry: int | None = None
    report: int | None = None

    @property
    def word(self) -> str:
        """How it is typed."""
        return self.day.isoformat() if self.entry is None else f"#{self.entry}"


def take_since(invocation: Invocation, words: tuple[str, ...], since: str | None) -> tuple[tuple[str, ...], str | None]:
    """The words without the date that leads them behind a word such as since, and that date as --since has it.

    Of a week, a month or a year that is the day before its first. A date without that word is refused where it is all.
    """
    if since is not None or not words:
        return words, since
    is_said = folded(words[0]) in SINCE
    found, rest = take_first_date(words[is_said:], partial(read_span, today=invocation.today, option="--since"), ON)
    if found is None or not (is_said or not rest):
        return words, since
    day = found.first if found.first == found.last else found.first - timedelta(days=1)
    if not is_said:
        span = str(found.first) if found.first == found.last else f"{found.first}..{found.last}"
        raise WhichSince(words=" ".join(words), since=day, due=span)
    return rest, day.isoformat()


def read_since(invocation: Invocation, text: str | None, covered: str) -> Since:
    """What was typed after --since; without it, the last report over the same filter that was kept."""
    word = (text or LAST).strip().lower()
    if word in (LAST, SUBMITTED):
        return since_report(find_paper(invocation, covered, is_submitted=word == SUBMITTED))
    number = ENTRY.fullmatch(word)
    if number and not YEAR.fullmatch(word):
        return since_entry(invocation, int(number[1]))
    day = read_date(str(text), invocation.today, "--since").last
    if day > invocation.today:
        raise NotPast(since=day, today=invocation.today)
    return Since(day)


def find_paper(invocation: Invocation, covered: str, *, is_submitted: bool) -> KeptReport:
    """The last paper over the filter; raises NoLastReport or NothingSubmitted."""
    from ctrack.store.ledger import find_last

    with invocation.open().read() as unit:
        found = find_last(unit.connection, covered, is_submitted=is_submitted)
    if found is None:
        raise NothingSubmitted() if is_submitted else NoLastReport()
    return found


def since_report(found: KeptReport) -> Since:
    """The state that a paper stands on."""
    return Since(date.fromisoformat(found.paper.as_of), found.paper.entry, found.number)


def since_entry(invocation: Invocation, number: int) -> Since:
    """The state at the end of a journal entry; raises UnknownEntry."""
    from ctrack.store.journal import read_last, read_time

    with invocation.open().read() as unit:
        recorded = read_time(unit.connection, number)
        newest = read_last(unit.connection)[0]
    if recorded is None:
        raise UnknownEntry(number=number, last=newest)
    return Since(datetime.fromisoformat(recorded).astimezone().date(), number)
