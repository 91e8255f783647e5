"""The grammar of lengths of time: six months, ninety (90) days, شهرين, un an et demi; and what they count from.

A length counts from today unless the text names another day; a text that names anything else is refused.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ctrack.domain.periods import LATEST_YEAR, Span, add_months
from ctrack.domain.phrases.cursor import Cursor
from ctrack.domain.phrases.days_and_months import read_day
from ctrack.domain.phrases.refusals import CountedFromAdoption, CountedFromEvent, CountsDisagree

_HOURS_IN_A_DAY = 24
_HALF_A_YEAR = 6
_FARTHEST_MONTHS = LATEST_YEAR * 12
_FARTHEST_DAYS = LATEST_YEAR * 366


class Length(NamedTuple):
    """A length of time in calendar months and days; the months are counted first."""

    months: int
    days: int

    @property
    def is_nothing(self) -> bool:
        """Whether it takes no time."""
        return self.months == 0 and self.days == 0

    @property
    def is_too_far(self) -> bool:
        """Whether no deadline can be that far away."""
        return self.months > _FARTHEST_MONTHS or self.days > _FARTHEST_DAYS

    def count_from(self, day: date) -> date:
        """The last day of the length that begins on the day after `day`; ValueError or OverflowError past 9999."""
        return add_months(day, self.months, self.days)


def read_length(cursor: Cursor) -> Length | None:
    """A length of time, or several that are added: a year and six months."""
    total = cursor.attempt(_read_term)
    more = cursor.attempt(_read_more) if total is not None else None
    while total is not None and more is not None:
        total = Length(total.months + more.months, total.days + more.days)
        more = cursor.attempt(_read_more)
    return total


def read_anchor(cursor: Cursor) -> date | None:
    """The day that a length counts from where the text names it, else None; raises CountedFromEvent."""
    if cursor.take("hence") is not None:
        return cursor.today
    if not cursor.skip("after", "of"):
        return None
    cursor.skip("the", "of", "after")
    if cursor.take("now") is not None:
        return cursor.today
    if cursor.attempt(_read_adoption):
        return _find_adoption(cursor)
    day = cursor.attempt(read_day)
    if day is None or day.span is not Span.DAY:
        raise CountedFromEvent(cursor.text)
    cursor.named = day
    return day.first


def _read_adoption(cursor: Cursor) -> bool | None:
    """The adoption of the very text that speaks: "its adoption", "the adoption of this resolution"."""
    if cursor.take("adoption") is None:
        return None
    if cursor.at_end:
        return True
    cursor.skip("of")
    is_own = cursor.skip("the", "this") and any("this" in token.parts for token in cursor.tokens[: cursor.position])
    return True if is_own and cursor.take("text") is not None else None


def _find_adoption(cursor: Cursor) -> date:
    """The day of the adoption; raises CountedFromAdoption where it is not known."""
    if cursor.start is None or cursor.start.adopted is None:
        raise CountedFromAdoption(cursor.text)
    return cursor.start.adopted


def _read_more(cursor: Cursor) -> Length | None:
    return _read_term(cursor) if cursor.take("and") is not None else None


def _read_term(cursor: Cursor) -> Length | None:
    cursor.skip("the", "next", "ahead")
    length = cursor.attempt(_read_counted, _read_dual, _read_half, _read_unit_first, _read_alone)
    if length is None:
        return None
    is_half_more = cursor.attempt(_read_and_a_half)
    if is_half_more:
        length = _with_half(length)
    cursor.skip("next", "length")
    return length


def _with_half(length: Length) -> Length | None:
    """Half a year more is six months; half a month or day is no round length."""
    return Length(length.months + _HALF_A_YEAR, 0) if length.months and length.months % 12 == 0 else None


def _read_and_a_half(cursor: Cursor) -> bool | None:
    if cursor.take("and") is None:
        return None
    cursor.skip("one")
    return True if cursor.take("half") is not None and _ends_half(cursor) else None


def _ends_half(cursor: Cursor) -> bool:
    """Arabic may say the unit again: عام ونصف العام."""
    if cursor.plays("year_word"):
        cursor.skip_one()
    return True


def _read_counted(cursor: Cursor) -> Length | None:
    """`six months`, `90 (ninety) days`, `six prochains mois`, `two and a half years`."""
    count = _read_count(cursor)
    if count is None:
        return None
    is_half_more = cursor.attempt(_read_and_a_half)
    cursor.skip("next")
    length = _read_unit(cursor, count)
    return _with_half(length) if is_half_more and length is not None else length


def _read_dual(cursor: Cursor) -> Length | None:
    """The Arabic dual: شهرين, اليومين."""
    months, days = cursor.take("two_months"), cursor.take("two_days")
    return Length(2 * (months or 0), 2 * (days or 0)) if months or days else None


def _read_half(cursor: Cursor) -> Length | None:
    """`half a year`, نصف سنة."""
    if cursor.take("half") is None:
        return None
    cursor.skip("one", "of")
    return Length(_HALF_A_YEAR, 0) if cursor.take("months") == Span.YEAR and not cursor.said_plural else None


def _read_unit_first(cursor: Cursor) -> Length | None:
    """الأشهر الستة المقبلة, and الأيام ال90."""
    unit = _read_unit(cursor, 1) if cursor.plays("counted") else None
    cursor.skip("the")
    count = _read_count(cursor) if unit is not None else None
    return None if unit is None or count is None else Length(unit.months * count, unit.days * count)


def _read_alone(cursor: Cursor) -> Length | None:
    """شهر and سنة واحدة, and what follows "the next": one of it; several without a number are no length."""
    is_one = "next" in cursor.last_token.parts or cursor.plays("alone")
    length = _read_unit(cursor, 1) if is_one else None
    if cursor.token.parts.get("cardinal") == 1:
        cursor.skip_one()
    return None if cursor.said_plural else length


def _read_unit(cursor: Cursor, count: int) -> Length | None:
    """So many of the unit that comes next; hours where they make whole days."""
    months, days, hours = (cursor.token.parts.get(unit, 0) for unit in ("months", "days", "hours"))
    if not (months or days or hours) or (hours and count % _HOURS_IN_A_DAY):
        return None
    cursor.skip_one()
    return Length(months * count, days * count + hours * count // _HOURS_IN_A_DAY)


def _read_count(cursor: Cursor) -> int | None:
    """A number in figures or words; said twice, as in `six (6)`, both must agree."""
    count = cursor.attempt(_read_number, _read_bracketed)
    again = cursor.attempt(_read_bracketed) if count is not None else None
    if again is not None and again != count:
        raise CountsDisagree(cursor.text, first=count, second=again)
    return count


def _read_bracketed(cursor: Cursor) -> int | None:
    count = _read_number(cursor) if cursor.take("(") is not None else None
    return count if count is not None and cursor.take(")") is not None else None


def _read_number(cursor: Cursor) -> int | None:
    return cursor.attempt(_read_figure, _read_hundreds, _read_article_and_number, _read_cardinal, _read_article)


def _read_figure(cursor: Cursor) -> int | None:
    return cursor.take("number")


def _read_cardinal(cursor: Cursor) -> int | None:
    return cursor.take("cardinal")


def _read_article(cursor: Cursor) -> int | None:
    """The article of "a month", which is one."""
    return cursor.take("one")


def _read_article_and_number(cursor: Cursor) -> int | None:
    """The number of "a six-month period", which has an article that does not count."""
    return cursor.attempt(_read_figure, _read_cardinal) if cursor.take("one") is not None else None


def _read_hundreds(cursor: Cursor) -> int | None:
    """`one hundred and eighty`, `cent vingt`, مائة وثمانين."""
    hundreds = cursor.take("hundreds")
    if hundreds is None:
        times = cursor.take("cardinal") or cursor.take("one") or 1
        hundred = cursor.take("hundred")
        hundreds = None if hundred is None or times >= 10 else times * hundred
    if hundreds is None:
        return None
    return hundreds + (cursor.attempt(_read_rest) or 0)


def _read_rest(cursor: Cursor) -> int | None:
    cursor.take("and")
    return cursor.take("cardinal")
