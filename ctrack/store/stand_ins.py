"""Values that stand in for others while a statement is made, each of them like no other."""

from __future__ import annotations

from datetime import date
from typing import Any

# Beyond what any command asks for, and within what SQLAlchemy takes for a number of the ordinary size.
FIRST_NUMBER, FIRST_DAY = 1_930_000_000, 3_000_000


def stand_in(place: int, value: Any) -> Any:
    """A value of the same type; a text has in it what LIKE has to be guarded against."""
    match value:
        case str():
            return f"<<{place}>>%_/"
        case date():
            return date.fromordinal(FIRST_DAY + place)
        case float():
            return FIRST_NUMBER + place + 0.5
        case _:
            return FIRST_NUMBER + place


def find_mark(stand_in: Any) -> str:
    """What tells a value that stands in for another wherever it is spelled."""
    return str(stand_in).partition(">>")[0]


def is_made_of_stand_in(value: Any) -> bool:
    """Whether a number, or a day as it is stored, lies where only those that stand in for others do."""
    if isinstance(value, str):
        return value[:10] >= date.fromordinal(FIRST_DAY).isoformat() and value[:4].isdecimal()
    return isinstance(value, int | float) and abs(value) > FIRST_NUMBER / 2


def escape(text: str) -> str:
    """A text with what LIKE takes for signs of its own guarded, as SQLAlchemy does it (`autoescape`)."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")
