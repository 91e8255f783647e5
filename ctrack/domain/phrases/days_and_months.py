"""The grammar of a period: a day, a month, or what `years` knows. None stands for "this is something else"."""

from __future__ import annotations

from ctrack.domain.periods import Period, Span
from ctrack.domain.phrases.cursor import Cursor
from ctrack.domain.phrases.figures import is_pair_of_counts, make_day, make_month, read_figures
from ctrack.domain.phrases.refusals import MonthsDisagree, WeekdayDisagrees
from ctrack.domain.phrases.years import read_part, read_relative, read_year, read_year_of

_LONGEST_DAY = 2


def read_period(cursor: Cursor) -> Period | None:
    """The period named from here on, or None; raises a DeadlineError for one that cannot be."""
    return cursor.attempt(read_day, _read_figures, read_part, _read_month, read_relative, read_year)


def read_day(cursor: Cursor) -> Period | None:
    """One day, whose name in the week is checked where it is given."""
    return cursor.attempt(_read_day_of_week, _read_plain_day)


def _read_day_of_week(cursor: Cursor) -> Period | None:
    cursor.skip("day_word")
    weekday = cursor.take("weekday")
    if weekday is None:
        return None
    cursor.skip(",", "corresponding", "of", "the")
    day = _read_plain_day(cursor)
    if day is not None and day.first.weekday() != weekday:
        raise WeekdayDisagrees(cursor.text, date=day.edtf)
    return day


def _read_plain_day(cursor: Cursor) -> Period | None:
    cursor.skip("day_word", "corresponding")
    return cursor.attempt(_read_day_in_figures, _read_day_month_year, _read_month_day_year, _read_year_month_day)


def _read_figures(cursor: Cursor) -> Period | None:
    figures = cursor.token.text
    if cursor.take("numeric") is None or (is_pair_of_counts(figures) and not cursor.at_end):
        return None
    period = read_figures(figures, cursor.text)
    cursor.skip("era")
    return period


def _read_day_in_figures(cursor: Cursor) -> Period | None:
    period = _read_figures(cursor)
    return period if period is not None and period.span is Span.DAY else None


def _read_day_month_year(cursor: Cursor) -> Period | None:
    cursor.skip("the")
    day = _take_day(cursor)
    if day is None:
        return None
    cursor.skip("day_word")
    cursor.skip("of", "/", "-", "the")
    month = _read_month_name(cursor)
    return _day_of(cursor, month, day) if month is not None else None


def _read_month_day_year(cursor: Cursor) -> Period | None:
    month = _read_month_name(cursor)
    cursor.skip("the")
    day = _take_day(cursor) if month is not None else None
    return _day_of(cursor, month, day) if month is not None and day is not None else None


def _day_of(cursor: Cursor, month: int, day: int) -> Period | None:
    year = read_year_of(cursor, may_be_short=True)
    return None if year is None else make_day(year, month, day, cursor.text)


def _read_year_month_day(cursor: Cursor) -> Period | None:
    month = _read_year_month(cursor)
    day = _take_day(cursor) if month is not None else None
    return None if month is None or day is None else make_day(month.first.year, month.first.month, day, cursor.text)


def _read_month(cursor: Cursor) -> Period | None:
    return cursor.attempt(_read_month_year, _read_year_month)


def _read_month_year(cursor: Cursor) -> Period | None:
    month = _read_month_name(cursor)
    year = read_year_of(cursor) if month is not None else None
    return None if month is None or year is None else make_month(year, month, cursor.text)


def _read_year_month(cursor: Cursor) -> Period | None:
    year = cursor.take("year")
    if year is None:
        return None
    cursor.skip(",", "/", "-")
    month = _read_month_name(cursor)
    return None if month is None else make_month(year, month, cursor.text)


def _read_month_name(cursor: Cursor) -> int | None:
    """A month by name, or by two names that must agree: حزيران/يونيه, حزيران (يونيو)."""
    if cursor.skip("the", "month_word"):
        cursor.skip("of")
    month = cursor.take("month")
    if month is None:
        return None
    again = cursor.attempt(_read_name_after_stroke, _read_name_in_brackets)
    if again is not None and again != month:
        raise MonthsDisagree(cursor.text, first=month, second=again)
    # A hyphen between two names was dropped: حزيران-يونيه. Two names side by side that differ are two months.
    return None if again is None and cursor.attempt(_read_name) not in (None, month) else month


def _read_name(cursor: Cursor) -> int | None:
    return cursor.take("month")


def _read_name_after_stroke(cursor: Cursor) -> int | None:
    return cursor.take("month") if cursor.take("/") is not None else None


def _read_name_in_brackets(cursor: Cursor) -> int | None:
    month = cursor.take("month") if cursor.take("(") is not None else None
    return None if month is None or cursor.take(")") is None else month


def _take_day(cursor: Cursor) -> int | None:
    """A day of the month as a number of one or two figures, or as an ordinal."""
    token = cursor.token
    if "number" in token.parts and len(token.text) <= _LONGEST_DAY:
        return cursor.take("number")
    return cursor.take("ordinal") if token.parts.get("ordinal", 0) > 0 else None
