"""Pairs of a day and a number as one text, so that a statement is the same however many are given with it.

A list of a thousand values would make another statement of each length, longer than what is kept of statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ctrack.store.sql import ColumnElement, Text, cast, func, literal, select

# The room of each pair: ten signs for the day, and the others for the number.
WIDTH = 20


def pack(pairs: Iterable[tuple[date, int]]) -> str:
    """The pairs behind one another, each in as many signs."""
    return "".join([f"{day.isoformat()}{number}".ljust(WIDTH) for day, number in pairs])


def is_packed(day: ColumnElement[date], number: ColumnElement[int], packed: str) -> ColumnElement[bool]:
    """The condition that a day with a number is one of the pairs."""
    text = cast(literal(packed), Text)
    place = select(literal(1).label("place")).cte(recursive=True)
    place = place.union_all(select(place.c.place + WIDTH).where(place.c.place + WIDTH < func.length(text)))
    each = select(func.rtrim(func.substr(text, place.c.place, WIDTH)))
    return (cast(day, Text) + cast(number, Text)).in_(each)
