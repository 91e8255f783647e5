"""The dates that a command line takes: a closed set of words, and every date that is written out.

A weekday is the next such day after today, never today; the last such day is before today. A week ends on its last
working day, which may be today, and begins on the day after the weekend of the office.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctrack.domain.deadlines import Deadline, parse_deadline
from ctrack.domain.failures import marked
from ctrack.domain.folding import fold
from ctrack.domain.periods import EARLIEST_YEAR, LATEST_YEAR, Hemisphere, Period, Span, add_months, containing
from ctrack.domain.phrases.refusals import DeadlineError, EmptyDeadline, SeasonNamed, UnknownWord, YearOutOfRange
from ctrack.domain.weeks import MONDAY, end_of_week

if TYPE_CHECKING:
    from ctrack.domain.phrases.cursor import Start

_WEEK = 7
_DAYS = {"d": 1, "w": _WEEK}
_MONTHS = {"m": 1, "y": 12}
_OFFSET = re.compile(r"([+-]\d{1,4})([dwmy])")
_ALIKE = str.maketrans("’−", "'-")
_WEEKDAY = re.compile(
    rf"(?P<before>last |previous )?(?:{fold('يوم')} )?(?P<day>\w+)"
    rf"(?P<after> {fold('الماضي')}| {fold('الماضية')}| dernier)?"
)


class UnknownDateWord(DeadlineError):
    """Neither one of the words nor a date that is written out."""

    reason = "unknown_date_word"
    message = marked(
        '"{text}" is not a date. Write today, tomorrow, yesterday, a weekday (the next one), eow, eom, eoq, eoy '
        "(the end of this week, month, quarter, year), next week, 2027-W05, last month, +10d, +2w, +3m, +1y, "
        "2026-06-30, 2026-06, 2026-Q3 or June 2026."
    )


# The errors that only say that a text was not understood; the others say more than a list of words would.
_UNREAD = (DeadlineError, UnknownWord, EmptyDeadline)


def _shift(days: int) -> Callable[[date], date]:
    return lambda today: today + timedelta(days=days)


def _end(span: Span) -> Callable[[date], date]:
    return lambda today: containing(today, span).last


_MEANINGS: dict[Callable[[date], date], str] = {
    _shift(0): "today; now; اليوم; الآن; maintenant; aujourd'hui; hoy; сегодня; 今天",
    _shift(1): "tomorrow; غدا; الغد; demain; mañana; завтра; 明天",
    _shift(2): "day after tomorrow; the day after tomorrow; بعد غد; بعد الغد; après-demain",
    _shift(-1): "yesterday; أمس; البارحة; hier; ayer; вчера; 昨天",
    _end(Span.MONTH): "eom; end of month; نهاية الشهر; fin de mois",
    _end(Span.QUARTER): "eoq; end of quarter; نهاية الربع; fin de trimestre",
    _end(Span.YEAR): "eoy; end of year; نهاية السنة; نهاية العام; fin d'année",
}
_END_OF_WEEK = frozenset(map(fold, ["eow", " end of week", " نهاية الأسبوع", " fin de semaine"]))
_LAST = {
    Span.MONTH: "last month; previous month; الشهر الماضي; الشهر السابق; le mois dernier; mois dernier",
    Span.QUARTER: "last quarter; previous quarter; الربع الماضي; الربع السابق; trimestre dernier",
    Span.YEAR: "last year; previous year; السنة الماضية; العام الماضي; l'année dernière; année dernière",
}
_LAST_PERIODS = {fold(word): span for span, words in _LAST.items() for word in words.split(";")}
_WORDS = {fold(word): meaning for meaning, words in _MEANINGS.items() for word in words.split(";")}


def parse_date_words(
    text: str,
    today: date,
    start: Start | None = None,
    *,
    week_begins: int = MONDAY,
    find_hemisphere: Callable[[], Hemisphere | None] | None = None,
) -> Deadline:
    """The deadline that a word of the command line means as of `today`; raises a DeadlineError.

    A date that is written out but cannot be, or can be two, is refused with its own reason. With a `start` the text is
    an instrument's, whose lengths of time count from nothing else. `find_hemisphere` is asked where it names a season.
    """
    word = fold(text.translate(_ALIKE)).replace(" the ", " ")
    try:
        if word in _LAST_PERIODS:
            return _bounded(containing(today, _LAST_PERIODS[word]).before, text)
        day = end_of_week(today, week_begins) if word in _END_OF_WEEK else _read_word(word, today)
        if day is None and start is None and " " in word:
            from ctrack.domain.ago_words import read_ago

            day = read_ago(word, today)
    except (OverflowError, ValueError) as error:
        raise _out_of_range(text) from error
    if day is None:
        return _read_written_date(text, today, start, find_hemisphere)
    return _bounded(Period(day, Span.DAY), text)


def _bounded(period: Period, text: str) -> Deadline:
    if not period.is_within_bounds:
        raise _out_of_range(text)
    return Deadline.from_period(period, text)


def _read_word(word: str, today: date) -> date | None:
    """The day of one of the words, or None where it is not one; OverflowError or ValueError past the calendar."""
    if word in _WORDS:
        return _WORDS[word](today)
    offset = _OFFSET.fullmatch(word)
    if offset is None:
        return _find_weekday(word, today)
    count, unit = int(offset[1]), offset[2]
    if unit in _DAYS:
        return today + timedelta(days=count * _DAYS[unit])
    return add_months(today, count * _MONTHS[unit])


def _find_weekday(word: str, today: date) -> date | None:
    # The words of the grammar cost more to load than a whole listing takes; a word with a figure is no weekday.
    named = _WEEKDAY.fullmatch(word)
    if named is None or not named["day"].isalpha():
        return None
    from ctrack.domain.phrases.lexicon import lexicon

    parts = lexicon().phrases.get((named["day"],), {})
    if "weekday" not in parts or "month" in parts:
        return None
    if named["before"] or named["after"]:
        return today - timedelta(days=(today.weekday() - parts["weekday"] - 1) % _WEEK + 1)
    return today + timedelta(days=(parts["weekday"] - today.weekday() - 1) % _WEEK + 1)


def _read_written_date(
    text: str, today: date, start: Start | None, find_hemisphere: Callable[[], Hemisphere | None] | None
) -> Deadline:
    try:
        return parse_deadline(text, today, start)
    except SeasonNamed as error:
        hemisphere = find_hemisphere() if find_hemisphere is not None else None
        if hemisphere is None:
            raise
        from ctrack.domain.phrases.seasons import read_season

        return read_season(error.text, hemisphere, lambda written: parse_deadline(written, today, start))
    except DeadlineError as error:
        if type(error) in _UNREAD:
            raise UnknownDateWord(text) from error
        if start is None:
            error.speak_of_typing()
        raise


def _out_of_range(text: str) -> YearOutOfRange:
    return YearOutOfRange(text, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
