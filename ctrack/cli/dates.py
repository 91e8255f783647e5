"""Dates as users type them: resolved once, and said back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import Deadline, DeadlineError
from ctrack.domain.failures import Message, Misused, marked


class BadDate(Misused):
    message = marked("{text} is not a date that can be used here: {reason}")


def read_date(text: str, today: date) -> Deadline:
    """The date that a user typed; raises BadDate with the reason."""
    try:
        return parse_date_words(text, today)
    except DeadlineError as error:
        raise BadDate(text=text, reason=Message(error.message, error.facts)) from error


def read_today(text: str, today: date) -> date:
    """A single day, such as --today takes."""
    found = read_date(text, today)
    if found.first != found.last:
        raise BadDate(text=text, reason=Message(marked("it names more than one day")))
    return found.first


def span_reader(today: date) -> Callable[[str], tuple[date, date]]:
    """How a filter reads its dates."""

    def read(text: str) -> tuple[date, date]:
        found = parse_date_words(text, today)
        return found.first, found.last

    return read
