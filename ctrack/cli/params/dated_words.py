"""A date among words behind codes: done KWT-25 yesterday; update KWT-25 done on 3 may; postpone KWT-25 to june 2027."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Failure
from ctrack.domain.filters.date_beginnings import date_beginnings
from ctrack.domain.folding import fold

# As many words as a date has at most: end of the next year, il y a trois semaines.
MOST_WORDS = 5
# What people write before a date on which something was, and before one until which it is put off.
ON = frozenset(map(fold, ["on", "since", "as", "of", "at", "in", "le", "depuis", "en", "في", "بتاريخ", "منذ", "يوم"]))
UNTIL = frozenset(map(fold, ["to", "till", "until", "by", "jusqu'à", "jusqu'au", "au", "à", "إلى", "حتى", "لغاية"]))
# What counts from today begins or ends so: in 3 weeks, il y a 3 jours, 3 days ago.
COUNTED = frozenset(map(fold, ["in", "within", "dans", "il", "منذ", "قبل", "بعد", "خلال"]))
AGO = "ago"
IN_FIGURES = re.compile(
    r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}|\d{4}-(\d\d|[QH]\d)|\d{4}|[+-]\d+[dwmy]", re.I
)
A_DAY = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{4}")
DAY_OF_MONTH = re.compile(r"\d\d?(st|nd|rd|th|er)?")

Read = Callable[[str], Deadline]


def take_first_date(
    words: Sequence[str], read: Read, before: frozenset[str]
) -> tuple[Deadline | None, tuple[str, ...]]:
    """The date with which the words begin, as the longest of them write it, and the words behind it; None without one.

    Words of `before` may stand before the date. What is quoted as one is a date as a whole or none. A date in figures
    that is none, or has two readings, and a day and a month alone raise what is wrong with them.
    """
    if len(words) == 1 and " " in words[0].strip():
        found, left = find_first_date(words[0].split(), read, before)
        return (found, ()) if found is not None and not left else (None, tuple(words))
    found, left = find_first_date(words, read, before)
    if found is None:
        refuse_half_a_date(skip(words, before), read, is_alone=before is ON)
    return found, left


def find_first_date(
    words: Sequence[str], read: Read, before: frozenset[str]
) -> tuple[Deadline | None, tuple[str, ...]]:
    """The same of words apart; nothing is raised."""
    skipped = len(words) - len(skip(words, before))
    for start in range(skipped, -1, -1):
        for end in range(min(len(words), start + MOST_WORDS), start, -1):
            found = find_date(words[start:end], read, is_past=before is ON)
            if found is not None:
                return found, tuple(words[end:])
    return None, tuple(words)


def skip(words: Sequence[str], before: frozenset[str]) -> Sequence[str]:
    """The words without those that only lead to a date; the last one stays."""
    start = 0
    while start < len(words) - 1 and fold(words[start]) in before:
        start += 1
    return words[start:]


def refuse_half_a_date(words: Sequence[str], read: Read, *, is_alone: bool) -> None:
    """Raise what is wrong with a date in figures, or with a day and a month; where `is_alone`, with nothing behind."""
    if words and A_DAY.fullmatch(fold(words[0])):
        read(words[0])
    if is_day_and_month(words[:2]) and (len(words) == 2 or not is_alone):
        read(" ".join(words[:2]))


def take_last_date(words: Sequence[str], read: Read) -> tuple[tuple[str, ...], Deadline | None]:
    """The words before the date with which they end, and the date; at least one word stands before it."""
    for count in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        found = find_date(words[-count:], read, is_past=True)
        if found is not None:
            left = list(words[:-count])
            while len(left) > 1 and fold(left[-1]) in ON:
                left.pop()
            return tuple(left), found
    return tuple(words), None


def find_date(words: Sequence[str], read: Read, *, is_past: bool) -> Deadline | None:
    """The words as one date, or None where they are none; of a weekday that was, the last one."""
    text = " ".join(words)
    if not may_be_date(text.split()):
        return None
    for spelt in (f"last {text}", text) if is_past and text.isalpha() else (text,):
        try:
            return read(spelt)
        except Failure:
            continue
    return None


def may_be_date(words: Sequence[str]) -> bool:
    """Whether the words look like a date: the grammar of dates costs much to ask, and notes begin with many words."""
    first, *others = (fold(word).strip(",.") for word in words)
    if first in date_beginnings() or IN_FIGURES.fullmatch(first):
        return True
    if DAY_OF_MONTH.fullmatch(first) and date_beginnings().intersection(others[:2]):
        return True
    return first in COUNTED or (bool(others) and others[-1] == AGO)


def is_day_and_month(words: Sequence[str]) -> bool:
    """Whether a day and a month stand there and nothing else."""
    if len(words) != 2:
        return False
    day, month = sorted((fold(word).strip(",.") for word in words), key=lambda word: not word[:1].isdecimal())
    return bool(DAY_OF_MONTH.fullmatch(day)) and month in date_beginnings()


def begins_with_day(words: Sequence[str]) -> bool:
    """Whether the first word, which looks like a code, is a date in figures, or belongs to the date in words there."""
    if A_DAY.fullmatch(fold(words[0])):
        return True
    others = [fold(word).strip(",.") for word in words[1:]]
    is_month = bool(DAY_OF_MONTH.fullmatch(fold(words[0]))) and bool(date_beginnings().intersection(others[:2]))
    return is_month or AGO in others[1:2]
