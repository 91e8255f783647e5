"""What is said beside a date and moves it nowhere: the time of the day, a place, haste, a share of something.

A deadline runs through the end of its day, so that a time adds nothing, nor does the clock by which it is read.
"""

from __future__ import annotations

import re

from ctrack.domain.phrases.cursor import Cursor

LEADS = ("by", "in", "span", "label", "max", "limit", "before")

# The United Nations write 11.59 p.m.
_HOUR_AND_MINUTES = re.compile(r"(?:0?\d|1\d|2[0-4])\.[0-5]\d")


def read_clock(cursor: Cursor) -> bool | None:
    """A time of the day: `by 5 p.m.`, `at midnight, New York time`."""
    cursor.skip(",", "(", "before", "by", "limit")
    is_hour = cursor.skip("clock_word")
    is_at = cursor.skip("at_time")
    has_time = cursor.take("time") is not None or cursor.take("noon") is not None
    if not has_time:
        has_hour = _take_hour(cursor)
        if not (has_hour and (is_hour or cursor.plays("clock", "noon") or (is_at and cursor.plays("hours")))):
            return None
    cursor.skip("clock", "hours", "noon")
    cursor.attempt(read_place)
    cursor.skip(")", ",", "of")
    return True


def _take_hour(cursor: Cursor) -> bool:
    if _HOUR_AND_MINUTES.fullmatch(cursor.token.text):
        return cursor.skip_one()
    return cursor.take("number") is not None


def read_closing(cursor: Cursor) -> bool | None:
    """`, close of business`, where it follows a day."""
    cursor.skip(",", "(", "by", "at_time")
    if not cursor.skip("closing"):
        return None
    cursor.skip(")")
    return True


def read_place(cursor: Cursor) -> bool | None:
    """Whose clock is meant, or where: `(UTC)`, `, New York time`, `in Geneva`."""
    cursor.skip(",", "(", "in", "at_time")
    if not cursor.skip("zone", "place"):
        return None
    cursor.skip(",", "(", "zone", "place", ")")
    return True


def read_haste(cursor: Cursor) -> bool | None:
    """`as soon as possible and in any event`, where a date follows: that is the limit. Else it is no date."""
    cursor.skip("by", "in")
    if cursor.take("haste") is None:
        return None
    is_joined = cursor.skip(",", "and", "but", "anyway")
    return True if cursor.plays("limit", "max") or (is_joined and cursor.plays(*LEADS)) else None


def read_share(cursor: Cursor) -> bool | None:
    """`by 50 per cent`, where a date follows: how much is due, and not how often."""
    cursor.skip("by", "of", "share")
    if cursor.take("number") is None or not cursor.skip("percent", "%"):
        return None
    cursor.skip(",")
    return True if cursor.plays(*LEADS) else None
