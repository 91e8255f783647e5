"""A field compared by a sign, as people write it who know other programs: status=overdue, due<2027, progress>=50."""

from __future__ import annotations

import re

from ctrack.domain.filters.filter_fields import FIELDS
from ctrack.domain.filters.terms import find_field
from ctrack.domain.nearness import nearest

COMPARED = re.compile(r"(?P<name>[^\W\d][\w-]*)(?P<sign><=|>=|!=|==|[=<>])(?P<value>.+)")
# A shorter name before a sign of comparison is no mistyped field: a=b.
SHORTEST_MISTYPED = 3


def is_nearly_a_field(name: str) -> bool:
    """Whether the name is that of a field, or one that was mistyped and is to be refused with the nearest."""
    return find_field(name) is not None or (len(name) > SHORTEST_MISTYPED and bool(nearest(name, FIELDS)))


def compare(name: str, sign: str, value: str) -> tuple[str, ...]:
    """The words of the grammar that say what a sign of comparison says; what the field cannot be is refused later."""
    field = find_field(name)
    low, high = ("under", "over") if field is not None and field.takes_numbers else ("before", "after")
    relation = {"<": low, ">": high}.get(sign[0])
    if sign == "!=":
        return "not", f"{name}:{value}"
    if relation is None:
        return (f"{name}:{value}",)
    if sign.endswith("="):
        return "(", f"{name}.{relation}:{value}", "or", f"{name}:{value}", ")"
    return (f"{name}.{relation}:{value}",)
