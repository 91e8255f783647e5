"""Double dates, as the Gulf writes them: a Hijri date and the Gregorian one that it is, in either order.

The Gregorian one counts. The Hijri one is taken out before the grammar reads, and checked; it is never converted into
a deadline, for its day is not the same everywhere.
"""

from __future__ import annotations

import re

from ctrack.domain.frozen import replace
from ctrack.domain.hijri import DAYS, MONTHS, YEARS, HijriDate
from ctrack.domain.periods import Period
from ctrack.domain.phrases.cursor import Cursor
from ctrack.domain.phrases.figures import read_figures
from ctrack.domain.phrases.refusals import (
    AmbiguousNumbers,
    DeadlineError,
    HijriDay,
    HijriDisagrees,
    HijriPeriod,
    HijriYear,
)
from ctrack.domain.phrases.scanner import Token

# What a text can mean: two days where its figures do not tell the day from the month.
Readings = tuple[HijriDate, ...]

_LONGEST_DAY = 2
_JOINTS = frozenset({",", "/", "-", "corresponding"})
_PIECES = frozenset({"number", "ordinal", "month", "year", "numeric"})
_GREGORIAN = frozenset({"year", "numeric"})


def take_hijri(cursor: Cursor) -> Readings:
    """Take the first Hijri date out of the tokens, with what joins it to the other; empty where there is none."""
    found = None
    for start in range(len(cursor.tokens)):
        cursor.position = start
        found = cursor.attempt(_read_day, _read_month, _read_figures, _read_year)
        if found is not None:
            rest = _without(cursor.tokens, start, cursor.position)
            cursor.tokens = cursor.tokens if rest is None else rest
            found = None if rest is None else found
            break
    cursor.position = 0
    return found or ()


def settle_figures(readings: Readings, cursor: Cursor) -> None:
    """Write out the Gregorian figures that can be two days, where the Hijri date agrees with one of them alone."""
    if readings:
        cursor.tokens = [_settled(token, readings, cursor.text) for token in cursor.tokens]


def _settled(token: Token, readings: Readings, text: str) -> Token:
    if "numeric" not in token.parts:
        return token
    try:
        read_figures(token.text, text)
    except AmbiguousNumbers as error:
        agreed = [day for day in error.readings if any(reading.may_be(day, day) for reading in readings)]
        return replace(token, text=agreed[0].isoformat()) if len(agreed) == 1 else token
    except DeadlineError:
        # The grammar tells what is wrong with them.
        return token
    return token


def refuse_alone(readings: Readings, cursor: Cursor) -> None:
    """Raise where no Gregorian date stands beside the Hijri one; the refusal offers the days of Umm al-Qura."""
    if readings and not any(token.parts.keys() & _GREGORIAN for token in cursor.tokens):
        raise offer_days(readings, cursor.text)


def offer_days(readings: Readings, text: str) -> HijriYear:
    """The refusal of a Hijri date; it names no day where the figures can be two, or where there is no such day."""
    if len(readings) != 1 or not readings[0].exists:
        return HijriYear(text)
    first, last = (day.isoformat() for day in readings[0].span)
    return HijriDay(text, day=first) if readings[0].day else HijriPeriod(text, first=first, last=last)


def check_hijri(readings: Readings, named: Period | None, text: str) -> None:
    """Raise where the Gregorian date lies more than two days from the Hijri one beside it, or is missing."""
    if named is None:
        raise offer_days(readings, text)
    if not any(reading.may_be(named.first, named.last) for reading in readings):
        first, last = (day.isoformat() for day in readings[0].span)
        raise HijriDisagrees(text, hijri=first if first == last else f"{first}..{last}", date=named.edtf)


def _without(tokens: list[Token], start: int, end: int) -> list[Token] | None:
    """The tokens without those of the Hijri date; None where that stands in the midst of the other date."""
    while start and tokens[start - 1].parts.keys() & _JOINTS:
        start -= 1
    while end < len(tokens) and tokens[end].parts.keys() & _JOINTS:
        end += 1
    before, after = tokens[:start], tokens[end:]
    if before and after and "(" in before[-1].parts and ")" in after[0].parts:
        before, after = _without_joints_after(before[:-1]), after[1:]
    elif after and "(" in after[0].parts:
        after = _without_brackets(after)
    is_torn = bool(before and after) and all(token.parts.keys() & _PIECES for token in (before[-1], after[0]))
    return None if is_torn else [*before, *after]


def _without_joints_after(tokens: list[Token]) -> list[Token]:
    return tokens[:-1] if tokens and tokens[-1].parts.keys() & _JOINTS else tokens


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without the brackets with which they begin, and without what joins the date in them."""
    closing = next((place for place, token in enumerate(tokens) if ")" in token.parts), len(tokens))
    inside = tokens[1:closing]
    return [*(inside[1:] if inside and inside[0].parts.keys() & _JOINTS else inside), *tokens[closing + 1 :]]


def _read_day(cursor: Cursor) -> Readings | None:
    return cursor.attempt(_read_day_month, _read_month_day)


def _read_day_month(cursor: Cursor) -> Readings | None:
    """`15 رمضان 1447 هـ`, `15 Ramadan 1447`."""
    day = _take_day(cursor)
    month = _take_month(cursor) if day is not None else None
    return None if day is None or month is None else _in_year(cursor, month, day)


def _read_month_day(cursor: Cursor) -> Readings | None:
    """`Ramadan 15, 1447 AH`."""
    month = _take_month(cursor)
    day = _take_day(cursor) if month is not None else None
    return None if month is None or day is None else _in_year(cursor, month, day)


def _read_month(cursor: Cursor) -> Readings | None:
    month = _take_month(cursor)
    return None if month is None else _in_year(cursor, month)


def _read_year(cursor: Cursor) -> Readings | None:
    """`عام 1447 هـ`; figures alone may be a year of anything."""
    found = _in_year(cursor)
    return found if "hijri" in cursor.last_token.parts else None


def _read_figures(cursor: Cursor) -> Readings | None:
    """`1447/12/30 هـ`, and `30/12/1447` beside a word that says so."""
    is_said = "corresponding" in cursor.last_token.parts
    figures = re.findall(r"\d+", cursor.token.text)
    if cursor.take("numeric") is None or not (_skip_era(cursor) or is_said or cursor.plays("corresponding")):
        return None
    match [len(number) for number in figures]:
        case [4, 1 | 2, 1 | 2]:
            orders = [(0, 1, 2)]
        case [1 | 2, 1 | 2, 4]:
            orders = [(2, 1, 0), (2, 0, 1)]
        case _:
            return None
    dates = (HijriDate(*(int(figures[place]) for place in order)) for order in orders)
    return tuple(dict.fromkeys(filter(_can_be, dates))) or None


def _can_be(lunar: HijriDate) -> bool:
    return lunar.year in YEARS and lunar.month in MONTHS and lunar.day in DAYS


def _in_year(cursor: Cursor, month: int = 0, day: int = 0) -> Readings | None:
    cursor.skip(",", "of", "the", "year_word")
    year = cursor.take("year")
    if year is None or year not in YEARS:
        return None
    _skip_era(cursor)
    return (HijriDate(year, month, day),)


def _skip_era(cursor: Cursor) -> bool:
    return cursor.plays("hijri") and not cursor.plays("hijri_month") and cursor.skip_one()


def _take_day(cursor: Cursor) -> int | None:
    is_short = len(cursor.token.text) <= _LONGEST_DAY or cursor.plays("ordinal")
    day = (cursor.attempt(_take_number, _take_ordinal) if is_short else None) or 0
    cursor.skip("of", "the", "month_word", "/")
    return day if day in DAYS else None


def _take_number(cursor: Cursor) -> int | None:
    return cursor.take("number")


def _take_ordinal(cursor: Cursor) -> int | None:
    return cursor.take("ordinal")


def _take_month(cursor: Cursor) -> int | None:
    cursor.skip("the", "month_word")
    return cursor.take("hijri_month")
