"""What one language brings to the grammar of deadlines. Lists of phrases are told apart by semicolons.

The parts that a phrase can play:

    by, in       lead to a date in the deadline      limit   "no later than": may also follow the date
    before       leads to a date just past it        max     "not exceeding": a limit to a length of time
    span, label  "a period of", "target date:"       after   leads to a beginning, or to what is counted from
    end, start, last_day, first                      which days of a period are meant
    month, weekday, part (3 or 6 months), ordinal    what a date is made of
    days, months, hours, two_days, two_months        units of time, and the Arabic duals
    alone, counted                                   a unit that means one of it, or stands before its number
    plural                                           a word that speaks of several: without a number it gives no date
    cardinal, hundred, hundreds, half, one, and      what a count is made of
    now, hence, this, next, ahead, length            what is counted from today
    adoption, text                                   what a text counts from: "of the adoption of this resolution"
    the, of, fixed, era, corresponding               small words
    year_word, month_word, day_word                  said beside the year, month or day: "the year 2026"
    term             "الفصل": a part of a year where a number follows it, and else a season or a chapter
    mid, biennium    "mid-2026", and "biennium 2026-2027", whose value is how many years it has
    later            "بعد", which counts from today before a length of time
    haste, anyway, but     "as soon as possible but in any event", before a date that is its limit
    percent, share   "by 50 per cent", beside a date
    clock, clock_word, noon, at_time, zone, place    the time of the day, and where
    closing          "close of business", where it follows a day
    hijri_month      a month of the Hijri calendar, for which a text is refused where no Gregorian date stands beside it
"""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.frozen import dataclass

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
    hijri_months: tuple[str, ...]


def spellings(listed: str) -> list[str]:
    """The phrases in a list."""
    return [phrase.strip() for phrase in listed.split(";")]


def numbered(words: str, start: int = 1) -> list[tuple[str, int]]:
    """Words told apart by blanks, each with its place in the row."""
    return [(word, value) for value, word in enumerate(words.split(), start)]
