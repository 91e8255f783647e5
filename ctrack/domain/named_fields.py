"""Which fields a filter speaks of, and which parties it names; loaded before any filter is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctrack.domain.filters.tree import Node


def names_field(node: Node | None, name: str) -> bool:
    """Whether a filter speaks of a field at all."""
    if node is None:
        return False
    from ctrack.domain.filters.tree import And, Not, Or, Term

    match node:
        case Term(field=field):
            return field == name
        case And(parts) | Or(parts):
            return any(names_field(part, name) for part in parts)
        case Not(part):
            return names_field(part, name)
        case _:
            return False


def named_parties(node: Node | None, *, is_wanted: bool = True) -> tuple[str, ...]:
    """The parties that a filter asks for by name, each once; one that it shuts out is not asked for."""
    if node is None:
        return ()
    from ctrack.domain.filters.tree import And, Not, Or, Term

    match node:
        case Term(field="party", values=values):
            return values if is_wanted else ()
        case And(parts) | Or(parts):
            found = (code for part in parts for code in named_parties(part, is_wanted=is_wanted))
            return tuple(dict.fromkeys(found))
        case Not(part):
            return named_parties(part, is_wanted=not is_wanted)
        case _:
            return ()
