"""Dates in figures: year first, or day and month where only one reading is possible; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

from ctrack.domain.periods import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Period,
    Span,
    part_from_code,
)
from ctrack.domain.phrases.refusals import (
    AmbiguousNumbers,
    DeadlineError,
    FiscalYear,
    NoSuchDate,
    NoSuchMonth,
    NoYear,
    SeveralDates,
    TwoDigitYear,
    YearOutOfRange,
)

_YEAR = 4
_MONTHS = 12


def read_figures(figures: str, text: str) -> Period:
    """The period that figures such as 2026-06-30, 30/6/2026, 20260630 or 06.2026 name; raises a DeadlineError.

    `text` is the whole text, for the error.
    """
    numbers = re.findall(r"\d+", figures)
    lengths = [min(len(number), _YEAR + 1) for number in numbers]
    match lengths:
        case [_]:
            return _basic_date(figures, text)
        case [4, 1 | 2, 1 | 2]:
            year, month, day = map(int, numbers)
            return make_day(year, month, day, text)
        case [1 | 2, 1 | 2, 4]:
            first, second, year = map(int, numbers)
            return _day_in_either_order(first, second, year, text)
        case [4, 2] | [4, 1]:
            return _part_of_year(numbers[0], numbers[1], text, is_iso="-" in figures and lengths[1] == 2)
        case [1 | 2, 4]:
            return make_month(int(numbers[1]), int(numbers[0]), text)
        case [4, 4]:
            raise SeveralDates(text)
        case [1 | 2, 1 | 2]:
            raise NoYear(text)
        case [1 | 2, 1 | 2, 2] | [2, 1 | 2, 1 | 2]:
            raise TwoDigitYear(text)
        case _:
            raise DeadlineError(text)


def make_day(year: int, month: int, day: int, text: str) -> Period:
    """A day as a period; raises a DeadlineError where the calendar has none such, or none within the years."""
    make_month(year, month, text)
    try:
        return Period(date(year, month, day), Span.DAY)
    except ValueError as error:
        raise NoSuchDate(text, year=year, month=month, day=day) from error


def make_month(year: int, month: int, text: str) -> Period:
    """A month as a period; raises a DeadlineError where there is none such, or none within the years."""
    check_year(year, text)
    if not 1 <= month <= _MONTHS:
        raise NoSuchMonth(text, month=month)
    return Period(date(year, month, 1), Span.MONTH)


def check_year(year: int, text: str) -> None:
    """Raise YearOutOfRange for a year in which no deadline can lie."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise YearOutOfRange(text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)


def is_pair_of_counts(figures: str) -> bool:
    """Whether the figures can be two numbers of something else: 3-6 months, 1.5 years, 1-15 June 2026."""
    return re.fullmatch(r"\d{1,2}\s?[/.-]\s?\d{1,2}", figures) is not None


def _basic_date(digits: str, text: str) -> Period:
    """20260630. Digits in another order would give no year in which a deadline can lie."""
    if not EARLIEST_YEAR <= int(digits[:_YEAR]) <= LATEST_YEAR:
        raise DeadlineError(text)
    return make_day(int(digits[:_YEAR]), int(digits[_YEAR:6]), int(digits[6:]), text)


def _day_in_either_order(first: int, second: int, year: int, text: str) -> Period:
    if max(first, second) > _MONTHS or first == second:
        day, month = (first, second) if second <= _MONTHS else (second, first)
        return make_day(year, month, day, text)
    readings = make_day(year, second, first, text), make_day(year, first, second, text)
    raise AmbiguousNumbers(text, *(reading.first for reading in readings))


def _part_of_year(year: str, code: str, text: str, *, is_iso: bool) -> Period:
    """2026-06, or the EDTF form of a quarter or half. 2025/26 and 2011/12 are taken for years that span two."""
    check_year(int(year), text)
    if int(code) == (int(year) + 1) % 100 and not (is_iso and int(code) <= _MONTHS):
        raise FiscalYear(text)
    part = part_from_code(int(year), int(code))
    if part is None or part.hemisphere is not None or (part.span is not Span.MONTH and not is_iso):
        raise NoSuchMonth(text, month=int(code))
    return part
