"""What one language brings to the grammar of deadlines. Lists of phrases are told apart by semicolons.

The parts that a phrase can play:

    by, in       lead to a date in the deadline      limit   "no later than": may also follow the date
    before       leads to a date just past it        max     "not exceeding": a limit to a length of time
    span, label  "a period of", "target date:"       after   leads to a beginning, or to what is counted from
    end, start, last_day, first                      which days of a period are meant
    month, weekday, part (3 or 6 months), ordinal    what a date is made of
    days, months, hours, two_days, two_months        units of time, and the Arabic duals
    alone, counted                                   a unit that means one of it, or stands before its number
    cardinal, hundred, hundreds, half, one, and      what a count is made of
    now, hence, this, next, ahead, length            what is counted from today
    the, of, fixed, era, corresponding               small words
    year_word, month_word, day_word                  said beside the year, month or day: "the year 2026"
    clock, clock_word, noon, at_time, zone           the time of the day
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NumberWords = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language by the part that they play; a key such as "days 7" gives the part and its value.

    `signs` are words that no deadline holds, by the reason for which a text that holds one is refused.
    """

    words: Mapping[str, str]
    signs: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    cardinals: NumberWords
    ordinals: NumberWords


def spellings(listed: str) -> list[str]:
    """The phrases in a list."""
    return [phrase.strip() for phrase in listed.split(";")]


def numbered(words: str, start: int = 1) -> list[tuple[str, int]]:
    """Words told apart by blanks, each with its place in the row."""
    return [(word, value) for value, word in enumerate(words.split(), start)]
