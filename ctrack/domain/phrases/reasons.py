"""Why a text that the grammar does not take is refused: the first reason that one of its words gives."""

from __future__ import annotations

from ctrack.domain.phrases.cursor import Cursor
from ctrack.domain.phrases.figures import is_pair_of_counts
from ctrack.domain.phrases.refusals import (
    DeadlineError,
    FiscalYear,
    HijriYear,
    NoYear,
    RecurringDate,
    SeasonNamed,
    SeveralDates,
    StartNotDeadline,
    TiedToEvent,
    UnknownWord,
    VagueDate,
    WeekNamed,
    WorkingDays,
)
from ctrack.domain.phrases.scanner import Token

_OTHER_CALENDARS = (HijriYear, FiscalYear)
_BY_SIGN = (*_OTHER_CALENDARS, RecurringDate, WorkingDays, TiedToEvent, SeasonNamed, VagueDate, SeveralDates)
_A_WEEK = 7
# The marks by which EDTF and people say that a date is uncertain or approximate.
_DOUBTS = frozenset("?~%≈")
_NAMES_OF_DATES = frozenset({"month", "part", "coded", "end", "this", "next", "last_day"})
# What a sign may be beside: the word "adoption" is an event, and also the day that a text counts from.
BESIDE = frozenset({"adoption", "text", "mid", "haste", "biennium", "hijri_month"})
_UNITS = frozenset({"days", "months", "hours"})
_NUMBERS = frozenset({"number", "cardinal", "one"})


def refuse_other_calendars(cursor: Cursor) -> None:
    """Raise for a year of another calendar, whose figures would else be taken for those of ours."""
    reason = _find_sign(cursor, _OTHER_CALENDARS, frozenset({"hijri_month"}))
    if reason is not None:
        raise reason


def explain(cursor: Cursor) -> DeadlineError:
    """The error that says why the grammar found no deadline in the text."""
    text, tokens = cursor.text, cursor.tokens
    if _speaks_of_several(tokens):
        return VagueDate(text)
    sign = _find_sign(cursor, _BY_SIGN, BESIDE)
    if sign is not None:
        return sign
    if _any_plays(tokens, "week") or any(token.parts.get("days") == _A_WEEK for token in tokens):
        return WeekNamed(text)
    if any(token.text in _DOUBTS for token in tokens):
        return VagueDate(text)
    if _names_several(tokens):
        return SeveralDates(text)
    unknown = next((token for token in tokens if not token.parts), None)
    if unknown is not None:
        return UnknownWord(text, word=unknown.text)
    return _explain_known_words(text, tokens)


def _speaks_of_several(tokens: list[Token]) -> bool:
    """Whether units of time stand there in the plural without a number: "in the coming months"."""
    units = [place for place, token in enumerate(tokens) if token.parts.keys() & _UNITS]
    # What stands before the unit and is not known may be a number.
    is_counted = any(place and not tokens[place - 1].parts for place in units)
    has_number = _any_plays(tokens, *_NUMBERS, "year", "numeric", "ordinal")
    return bool(units) and _any_plays(tokens, "plural") and not is_counted and not has_number


def _names_several(tokens: list[Token]) -> bool:
    """Two years, two months that differ, two quarters, or two figures side by side before something else."""
    years = [token for token in tokens if token.parts.keys() & {"year", "numeric"}]
    months = {token.parts["month"] for token in tokens if "month" in token.parts}
    parts = [token for token in tokens if "coded" in token.parts]
    has_span = any(is_pair_of_counts(token.text) and "." not in token.text for token in tokens)
    return has_span or max(len(years), len(months), len(parts)) > 1


def _explain_known_words(text: str, tokens: list[Token]) -> DeadlineError:
    if _any_plays(tokens, "after"):
        return StartNotDeadline(text)
    if not _any_plays(tokens, "year", "numeric"):
        # "next Friday" is two days to two people; a word of the command line is for such days.
        is_date = not _any_plays(tokens, "weekday") and any(token.parts.keys() & _NAMES_OF_DATES for token in tokens)
        is_bare_year = _any_plays(tokens, "year_word") and not any(token.parts.keys() & _NUMBERS for token in tokens)
        return NoYear(text) if is_date or is_bare_year else DeadlineError(text)
    return VagueDate(text) if _any_plays(tokens, "start", "part") else DeadlineError(text)


def _find_sign(
    cursor: Cursor, reasons: tuple[type[DeadlineError], ...], beside: frozenset[str]
) -> DeadlineError | None:
    """The first of the reasons that a word stands for which can be nothing else, or only what is `beside`."""
    for reason in reasons:
        for token in cursor.tokens:
            if token.parts.keys() - beside == {reason.reason}:
                return reason(cursor.text, word=token.text)
    return None


def _any_plays(tokens: list[Token], *parts: str) -> bool:
    return any(part in token.parts for token in tokens for part in parts)
