"""The rules of recurrence: an interval, the first due date it counts from, and the dates that follow from both.

Occurrence n is the anchor plus n intervals, counted from the anchor each time: 31 August and every 6 months is
28 February and 31 August again. An occurrence keeps the anchor's precision and comes due on its last day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from ctrack.domain.failures import marked
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.periods import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    Period,
    Span,
    add_months,
    months_between,
    period_from_edtf,
)
from ctrack.domain.phrases.refusals import DeadlineError, NotEdtf, YearOutOfRange

Unit = Literal["D", "W", "M", "Y"]

_MONTHS = {"M": 1, "Y": 12}
_DAYS = {"D": 1, "W": 7}
_LONGEST_YEARS = 100
_LONGEST_MONTHS = _LONGEST_YEARS * 12
_LONGEST_DAYS = _LONGEST_YEARS * 366
_LONGEST_TEXT = 100

# What may stand before a length where it is said how often; "every other" and "every second" is every two.
_LEAD = re.compile(r"^(?:every|each|once (?:a|an|every)|tou(?:s|tes) les|chaque|كل|مره كل|مره في)\s+")
_OTHER = re.compile(r"(?:other|second)\s+")
_ISO = re.compile(r"([+-]?)p?([+-]?)(?=\d)(?:(\d+) ?y)?(?:(\d+) ?m)?(?:(\d+) ?w)?(?:(\d+) ?d)?", re.ASCII)
_ADVERBS: dict[str, str] = {
    "1d": "daily; يوميا; quotidien; quotidiennement",
    "1w": "weekly; أسبوعيا; أسبوعي; hebdomadaire",
    "2w": "fortnightly",
    "1m": "monthly; شهريا; شهري; mensuel; mensuellement",
    "3m": "quarterly; فصليا; فصلي; ربع سنوي; ربع سنويا; trimestriel",
    "6m": "semiannually; semi-annually; half-yearly; twice a year; نصف سنوي; نصف سنويا; semestriel",
    "1y": "yearly; annually; annual; per year; سنويا; سنوي; annuel; annuellement; par an; tous les ans",
    "2y": "biennially; biennial; biennal",
    "3y": "triennially; triennial; triennal",
}
_TWO_SENSES = frozenset({"biannual", "biannually", "bimonthly", "biweekly"})
_WORDS = {fold(word): iso for iso, words in _ADVERBS.items() for word in words.split(";")}


class NotAnInterval(DeadlineError):
    reason = "not_an_interval"
    message = marked(
        '"{text}" does not say how often. Write 6m, 2y, 2w or 10d, P6M (ISO 8601), 6 months, every 2 years or yearly.'
    )


class TwoIntervals(DeadlineError):
    reason = "two_intervals"
    message = marked('"{text}" can mean twice in that time or every second time. Write which, such as 6m or 2y.')


class IntervalIsNothing(DeadlineError):
    reason = "interval_is_nothing"
    message = marked('"{text}" takes no time: what comes back does so after a day at least.')


class IntervalTooLong(DeadlineError):
    reason = "interval_too_long"
    message = marked('"{text}" is longer than {most} years.')


class IntervalUnfit(DeadlineError):
    """An interval that would lead from a whole month, quarter, half or year into the midst of another."""

    reason = "interval_unfit"
    message = marked(
        "An interval of {text} is not a multiple of the period {anchor} that it counts from. Give the first date as "
        "one day, or another interval."
    )


class CountsFrom(StrEnum):
    """What the next occurrence counts from: the first due date, or the day on which the last one was done."""

    ANCHOR = "anchor"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class Interval:
    """So many days, weeks, months or years, from a day to 100 years; raises a DeadlineError for others."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise IntervalIsNothing(self.iso)
        if self.months > _LONGEST_MONTHS or self.days > _LONGEST_DAYS:
            raise IntervalTooLong(self.iso, most=_LONGEST_YEARS)

    @property
    def iso(self) -> str:
        """The interval as a duration of ISO 8601: P2Y."""
        return f"P{self.count}{self.unit}"

    @property
    def months(self) -> int:
        """Its length in months; 0 where it is one of days."""
        return self.count * _MONTHS.get(self.unit, 0)

    @property
    def days(self) -> int:
        """Its length in days; 0 where it is one of months."""
        return self.count * _DAYS.get(self.unit, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """How something comes back; `anchor` is its first due date in EDTF, `until` the last day that may be due.

    Raises a DeadlineError where the anchor is no date, or the interval no multiple of the anchor's period.
    """

    every: Interval
    anchor: str
    counts_from: CountsFrom = CountsFrom.ANCHOR
    until: date | None = None

    def __post_init__(self) -> None:
        start = period_from_edtf(self.anchor)
        if start is None:
            raise NotEdtf(self.anchor)
        if not start.is_within_bounds:
            raise YearOutOfRange(self.anchor, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
        if start.span is not Span.DAY and (self.every.days or self.every.months % start.span):
            raise IntervalUnfit(self.every.iso, anchor=self.anchor)

    @property
    def start(self) -> Period:
        """The anchor as a period."""
        start = period_from_edtf(self.anchor)
        assert start is not None
        return start


def parse_interval(text: str) -> Interval:
    """How often a text says that something comes back, in English, Arabic or French; raises a DeadlineError.

    ISO 8601 and its short form keep their unit; in words, days that make whole weeks and months that make whole
    years are taken together.
    """
    if len(text) > _LONGEST_TEXT:
        raise NotAnInterval(text)
    folded = fold(text)
    words = _LEAD.sub("", folded)
    if words in _TWO_SENSES:
        raise TwoIntervals(text)
    match = _ISO.fullmatch(_WORDS.get(folded, _WORDS.get(words, words)))
    if match is None:
        return _read_words(text, words)
    if "-" in (match[1], match[2]):
        raise IntervalIsNothing(text)
    if any(len(figures or "") > len(str(_LONGEST_DAYS)) for figures in match.groups()):
        raise IntervalTooLong(text, most=_LONGEST_YEARS)
    years, months, weeks, days = (int(figures or 0) for figures in match.groups()[2:])
    return _join(text, years, months, weeks, days)


def _join(text: str, years: int, months: int, weeks: int, days: int) -> Interval:
    """The parts of a length in the largest unit that holds them all; months and days do not mix."""
    if (years or months) and (weeks or days):
        raise NotAnInterval(text)
    if months:
        return Interval(years * 12 + months, "M")
    if years:
        return Interval(years, "Y")
    if days:
        return Interval(weeks * 7 + days, "D")
    if weeks:
        return Interval(weeks, "W")
    raise IntervalIsNothing(text)


def _read_words(text: str, words: str) -> Interval:
    """An interval in words, by the grammar of deadlines."""
    # The words of the grammar cost more to load than all the rest of the domain.
    from ctrack.domain.phrases.counts import read_length
    from ctrack.domain.phrases.cursor import Cursor

    found = _OTHER.match(words)
    count, unit = ("2", words[found.end() :]) if found else ("1", words)
    tries = [words] if any(letter.isdecimal() for letter in words) else [words, f"{count} {unit}"]
    for written in tries:
        cursor = Cursor(written, date.min)
        length = cursor.attempt(read_length)
        if length is None or not cursor.at_end:
            continue
        if length.is_too_far:
            raise IntervalTooLong(text, most=_LONGEST_YEARS)
        return _join(text, *_wholes(length.months, 12), *_wholes(length.days, 7))
    raise NotAnInterval(text)


def _wholes(amount: int, size: int) -> tuple[int, int]:
    """How often a size goes into an amount, and the rest; all is rest where it does not go evenly."""
    return (0, amount) if amount % size else (amount // size, 0)


def occurrence(rule: Rule, n: int) -> Period | None:
    """Occurrence n, from 0, at the precision of the anchor; None past the end of the rule or of the calendar."""
    if n < 0:
        raise ValueError(n)
    start = rule.start
    try:
        day = add_months(start.first, n * rule.every.months, n * rule.every.days)
    except (OverflowError, ValueError):
        return None
    found = start.like(day)
    is_past = not found.is_within_bounds or (rule.until is not None and found.last > rule.until)
    return None if is_past else found


def occurrences(rule: Rule, after: date, before: date) -> Iterator[Period]:
    """The occurrences whose last day comes after `after` and not after `before`, in order."""
    n = _index_past(rule, after)
    while (found := occurrence(rule, n)) is not None and found.last <= before:
        yield found
        n += 1


def first_from(rule: Rule, day: date) -> Period | None:
    """The first occurrence whose last day is that day or later."""
    if day == date.min:
        return occurrence(rule, 0)
    return occurrence(rule, _index_past(rule, day - timedelta(days=1)))


def following(rule: Rule, due_last: date, completed_on: date | None) -> Period | None:
    """What comes due next after an occurrence whose last day was `due_last`; it is always later than that.

    A rule that counts from completion has no next occurrence before `completed_on` is known. What was done more than
    an interval early is due as many intervals after completion as lead past `due_last`.
    """
    if rule.counts_from is CountsFrom.ANCHOR:
        return occurrence(rule, _index_past(rule, due_last))
    if completed_on is None:
        return None
    done = replace(rule, anchor=rule.start.like(completed_on).edtf)
    return occurrence(done, max(1, _index_past(done, due_last)))


def _index_past(rule: Rule, day: date) -> int:
    """The number of the first occurrence whose last day comes after `day`, whether the rule reaches so far or not."""
    last = rule.start.last
    if last > day:
        return 0
    if rule.every.days:
        return (day - last).days // rule.every.days + 1
    n = months_between(last, day) // rule.every.months
    found = occurrence(rule, n)
    return n if found is None or found.last > day else n + 1
