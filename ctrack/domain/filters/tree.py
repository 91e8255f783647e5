"""What a filter says, as a tree of plain values; the column where a term starts is no part of equality."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.frozen import field as attribute

Relation = Literal["is", "before", "after", "over", "under"]
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Term:
    """A field that is any of `values`, or whose date stands in the relation to any of `dates`.

    `values` are canonical words of a closed vocabulary, `none` or `any` (absent, present) of an optional
    field, decimal numbers, or text as it was typed. `dates` are first and last days, both included; before
    and after have one day twice, itself excluded: before June is before the 1st, after it after the 30th. `reader` is
    the level of whoever is to see what is found: notes above it are not looked into.
    """

    field: str
    relation: Relation
    values: tuple[str, ...]
    start: int = attribute(default=0, compare=False)
    dates: tuple[Span, ...] = ()
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that must be there (`+tag`) or must not (`-tag`)."""

    name: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Text to be found as it stands: one free word, or a phrase that was quoted, which is never a code or a name.

    `continues` where it stood behind another word in one word of the command line, within its quotation marks.
    """

    text: str
    is_quoted: bool = attribute(default=False, compare=False)
    continues: bool = attribute(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """Two or more parts that must all hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more parts of which one must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """A part that must not hold."""

    part: Node


Node = Term | Tag | Words | And | Or | Not


def read_as(node: Node, level: str) -> Node:
    """The filter of somebody who may read notes of this level and below."""
    match node:
        case Term(field="note"):
            return replace(node, reader=level)
        case And(parts):
            return And(tuple(read_as(part, level) for part in parts))
        case Or(parts):
            return Or(tuple(read_as(part, level) for part in parts))
        case Not(part):
            return Not(read_as(part, level))
        case _:
            return node
