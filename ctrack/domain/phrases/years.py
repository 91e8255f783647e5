"""The grammar of years and of their parts: 2026, next year, the second quarter of 2026, Q2 2026."""

from __future__ import annotations

import re

from ctrack.domain.periods import EARLIEST_YEAR, LATEST_YEAR, Period, Span, containing, part_of_year
from ctrack.domain.phrases.cursor import Cursor
from ctrack.domain.phrases.figures import check_year
from ctrack.domain.phrases.refusals import DeadlineError, NoSuchPart, TwoDigitYear, YearOutOfRange

Part = tuple[Span, int]

_TWO_DIGITS = 2
_TWO_YEARS = re.compile(r"(\d{4})\s?[/-]\s?(\d{4}|\d\d)")
_SPANS = (Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR)


def read_year_of(cursor: Cursor, *, may_be_short: bool = False) -> int | None:
    """The year that follows a day, month or part: 2026, `of the year 2026`, `of next year`."""
    cursor.skip(",", "/", "-")
    cursor.skip("of", "the")
    year = cursor.attempt(read_year, read_relative)
    if year is not None:
        return year.first.year if year.span is Span.YEAR else None
    if cursor.plays("short") or (may_be_short and cursor.plays("number") and cursor.is_last):
        raise _wrong_year(cursor)
    return None


def _wrong_year(cursor: Cursor) -> DeadlineError:
    if cursor.plays("short") or len(cursor.token.text) <= _TWO_DIGITS:
        return TwoDigitYear(cursor.text)
    return YearOutOfRange(cursor.text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)


def read_year(cursor: Cursor) -> Period | None:
    """A year of four figures."""
    cursor.skip("the")
    cursor.skip("year_word")
    year = cursor.take("year")
    # "within 2026 days" counts, and names no year.
    if year is None or cursor.plays("days", "months", "hours"):
        return None
    check_year(year, cursor.text)
    cursor.skip("era")
    return part_of_year(year, Span.YEAR, 1)


def read_relative(cursor: Cursor) -> Period | None:
    """This or the next month, quarter, half or year, as of today; "the next year" is a length of time instead.

    "The coming years", of which nobody says how many, are neither.
    """
    cursor.skip("the")
    is_definite = "the" in cursor.last_token.parts
    is_next, span = _read_deictic(cursor), _read_span(cursor)
    if span is None or (is_next and is_definite):
        return None
    if is_next is None:
        is_next = _read_deictic(cursor)
    if is_next is None or cursor.said_plural:
        return None
    now = containing(cursor.today, span)
    return now.after if is_next else now


def _read_deictic(cursor: Cursor) -> bool | None:
    """False for "this", True for "next"."""
    if cursor.take("this") is not None:
        return False
    return True if cursor.take("next") is not None else None


def _read_span(cursor: Cursor) -> Span | None:
    token = cursor.token
    months = token.parts.get("part") or token.parts.get("months", 0)
    return Span(months) if months in _SPANS and cursor.skip_one() else None


def read_part(cursor: Cursor) -> Period | None:
    """A quarter or half: `second quarter of 2026`, `الربع الثاني من عام 2026`, Q2 2026, 2026-Q2."""
    return cursor.attempt(_read_part_of_year, _read_year_part, _read_group_of_months)


def _read_part_of_year(cursor: Cursor) -> Period | None:
    part = _read_part_name(cursor)
    year = read_year_of(cursor, may_be_short=True) if part is not None else None
    return None if part is None or year is None else _make_part(cursor, year, part)


def _read_year_part(cursor: Cursor) -> Period | None:
    year = cursor.take("year")
    cursor.skip(",", "/", "-")
    part = _read_part_name(cursor) if year is not None else None
    return None if year is None or part is None else _make_part(cursor, year, part)


def _read_part_name(cursor: Cursor) -> Part | None:
    cursor.skip("the")
    return cursor.attempt(_read_coded_part, _read_ordinal_part, _read_part_ordinal)


def _read_coded_part(cursor: Cursor) -> Part | None:
    place = cursor.token.parts.get("place", 0)
    span = cursor.take("coded")
    return None if span is None else (Span(span), place)


def _read_ordinal_part(cursor: Cursor) -> Part | None:
    place = cursor.take("ordinal")
    span = cursor.attempt(_read_span_word, _read_term_word) if place is not None else None
    return None if place is None or span is None else (Span(span), place)


def _read_span_word(cursor: Cursor) -> int | None:
    return cursor.take("part")


def _read_term_word(cursor: Cursor) -> int | None:
    return cursor.take("term")


def _read_part_ordinal(cursor: Cursor) -> Part | None:
    span = cursor.attempt(_read_span_word, _read_term_word)
    if span is None:
        return None
    place = cursor.take("ordinal")
    if place is None and (cursor.plays("cardinal") or len(cursor.token.text) == 1):
        place = cursor.attempt(lambda it: it.take("cardinal"), lambda it: it.take("number"))
    return None if place is None else (Span(span), place)


def read_mid(cursor: Cursor) -> Period | None:
    """`mid-2026`, منتصف عام 2026: what is due by the middle of a year is due in its first half."""
    cursor.skip("the")
    year = read_year_of(cursor) if cursor.take("mid") is not None else None
    return None if year is None else _make_part(cursor, year, (Span.HALF, 1))


def read_biennium(cursor: Cursor) -> Period | None:
    """`biennium 2026-2027`, which lasts through its last year; it has as many years as the word says."""
    cursor.skip("the")
    years = _take_years(cursor)
    length = cursor.take("biennium")
    if years is None:
        cursor.skip("of", "the")
        years = _take_years(cursor)
    if years is None or length is None or years[1] - years[0] + 1 != length:
        return None
    check_year(years[0], cursor.text)
    return _make_part(cursor, years[1], (Span.YEAR, 1))


def _take_years(cursor: Cursor) -> tuple[int, int] | None:
    """Two years in figures, of which the second may have its last two digits alone."""
    years = _TWO_YEARS.fullmatch(cursor.token.text)
    if years is None or cursor.take("numeric") is None:
        return None
    return int(years[1]), int(years[1][: -len(years[2])] + years[2])


def _read_group_of_months(cursor: Cursor) -> Period | None:
    """`the first six months of 2026`, which is a half, and of three, which is a quarter."""
    cursor.skip("the")
    parts = (_read_one_of(cursor, "first", "cardinal", "number", "months") for _ in range(3))
    found = dict(filter(None, parts))
    months = found.get("cardinal", found.get("number"))
    if found.get("months") != Span.MONTH or "first" not in found or months not in (Span.QUARTER, Span.HALF):
        return None
    year = read_year_of(cursor)
    return None if year is None else _make_part(cursor, year, (Span(months), found["first"]))


def _read_one_of(cursor: Cursor, *parts: str) -> tuple[str, int] | None:
    for part in parts:
        value = cursor.take(part)
        if value is not None:
            return part, value
    return None


def _make_part(cursor: Cursor, year: int, part: Part) -> Period:
    """The part of the year; the number -1 is the last one."""
    span, number = part
    check_year(year, cursor.text)
    if number > span.parts or number == 0:
        raise NoSuchPart(cursor.text, number=number, parts=span.parts)
    return part_of_year(year, span, span.parts if number < 0 else number)
