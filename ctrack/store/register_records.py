"""What a register holds, as records that name each other by what people call them: the format of a whole register.

It is made from the tables themselves: a column that is added to one is in the format, in its schema and in what reads
it. Numbers of rows are in none of it. What is worked out from the rest, such as folded texts, is left out; so is what
tells of this register alone: its journal, the papers in its ledger, and what was sent and came back.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from sqlalchemy import JSON as Map
from sqlalchemy import Boolean, CheckConstraint, Column, Date, Integer, Table

from ctrack.domain.frozen import dataclass
from ctrack.store.register_kinds import PACKED
from ctrack.store.tables import (
    agency,
    commitment,
    contribution,
    instrument,
    link,
    occurrence,
    party,
    person,
    section,
    setting,
    status_update,
    undertaking,
)


class Shape(StrEnum):
    """What a field of a record holds. EDTF and intervals are texts of a form; names are a list of words."""

    TEXT = "text"
    EDTF = "edtf"
    INTERVAL = "interval"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"
    WORDS = "words"
    NAMES = "names"
    LIST = "list"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field: the column that it is stored in, what it holds, and for a closed vocabulary its words."""

    name: str
    shape: Shape
    is_needed: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The column that names a record of another kind, by as many fields as that takes."""

    fields: tuple[str, ...]
    column: str
    target: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: its table, by what its records are known, whom they name, and which columns are left out.

    One without a field that it is known by gets a number, in the order in which the records came to be.
    """

    name: str
    table: Table
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    left_out: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[RecordField, ...]:
        """The columns that it has itself, in the order of the table."""
        return list_fields(self)

    @property
    def names(self) -> tuple[str, ...]:
        """All of its fields, those that name others first."""
        return list_names(self)


@cache
def list_fields(kind: RecordKind) -> tuple[RecordField, ...]:
    """The columns of a kind that name no others."""
    others = {reference.column for reference in kind.references} | kind.left_out | {"id"}
    return tuple(describe_column(column) for column in kind.table.c if column.name not in others)


@cache
def list_names(kind: RecordKind) -> tuple[str, ...]:
    """The fields of a kind by their names."""
    told = (name for reference in kind.references for name in reference.fields)
    number = (NUMBER,) if kind.key == (NUMBER,) else ()
    return tuple(dict.fromkeys((*number, *told, *(field.name for field in kind.fields))))


NUMBER = "number"
# Columns of texts that are more than that, by their names; all other maps of languages, lists and maps.
SHAPES = {
    **dict.fromkeys(
        ("adopted_on", "deadline", "moved_deadline", "target", "effective", "due", "anchor", "postponed_from",
         "occurrence", "seen_on"), Shape.EDTF,
    ),
    **dict.fromkeys(("every", "recurrence"), Shape.INTERVAL),
    **dict.fromkeys(PACKED, Shape.NAMES),
    **dict.fromkeys(
        ("title", "short", "nature", "adopted_by", "adopted_at", "adopted_note", "paragraph", "paragraph_note",
         "summary", "note", "deadline_words", "reason", "name"), Shape.WORDS,
    ),
    **dict.fromkeys(
        ("languages", "notes", "relations", "history", "earlier", "sources", "moved_sources", "addressee_parties"),
        Shape.LIST,
    ),
    **dict.fromkeys(("review", "corrections", "withdrawn", "own_scale"), Shape.MAP),
}  # fmt: skip
# Shapes that only a column of JSON has: a person's name is a text.
OF_MAPS = frozenset((Shape.WORDS, Shape.LIST, Shape.MAP))


def describe_column(column: Column[object]) -> RecordField:
    """The field of a column."""
    shape = SHAPES.get(column.name, Shape.TEXT)
    if isinstance(column.type, Date):
        shape = Shape.DAY
    elif isinstance(column.type, Boolean):
        shape = Shape.FLAG
    elif isinstance(column.type, Integer):
        shape = Shape.NUMBER
    elif isinstance(column.type, Map) != (shape in OF_MAPS):
        shape = Shape.MAP if isinstance(column.type, Map) else Shape.TEXT
    # An empty list of tags stands as an empty text, and so is no field at all.
    is_needed = not column.nullable and shape is not Shape.NAMES
    return RecordField(column.name, shape, is_needed, find_words(column))


def find_words(column: Column[object]) -> tuple[str, ...]:
    """The words that the table's CHECK lets a column hold; none where it may hold any."""
    for constraint in column.table.constraints:
        told = str(constraint.sqltext) if isinstance(constraint, CheckConstraint) else ""
        if told.startswith(f"{column.name} IN "):
            return tuple(re.findall("'([^']*)'", told))
    return ()


OF_SIDE = Reference(("commitment", "party"), "undertaking_id", "undertakings", is_needed=True)
# In an order in which those come first that others name.
KINDS = (
    RecordKind("settings", setting, ("key",)),
    RecordKind("parties", party, ("code",)),
    RecordKind(
        "agencies", agency, ("code",),
        (Reference(("parent",), "parent_id", "agencies"), Reference(("party",), "party_id", "parties")),
    ),
    RecordKind(
        "people", person, ("name",),
        (Reference(("agency",), "agency_id", "agencies"), Reference(("deputy",), "deputy_id", "people")),
    ),
    RecordKind("instruments", instrument, ("slug",)),
    RecordKind(
        "sections", section, ("instrument", "slug"),
        (Reference(("instrument",), "instrument_id", "instruments", is_needed=True),),
    ),
    RecordKind(
        "commitments", commitment, ("code",),
        (
            Reference(("instrument",), "instrument_id", "instruments", is_needed=True),
            Reference(("instrument", "section"), "section_id", "sections", is_needed=True),
        ),
    ),
    RecordKind(
        "links", link, ("commitment", "to_commitment", "to_instrument", "relation"),
        (
            Reference(("commitment",), "commitment_id", "commitments", is_needed=True),
            Reference(("to_commitment",), "to_commitment_id", "commitments"),
            Reference(("to_instrument",), "to_instrument_id", "instruments"),
        ),
    ),
    RecordKind(
        "undertakings", undertaking, ("commitment", "party"),
        (
            Reference(("commitment",), "commitment_id", "commitments", is_needed=True),
            Reference(("party",), "party_id", "parties", is_needed=True),
            Reference(("lead",), "lead_id", "agencies"),
            Reference(("person",), "person_id", "people"),
            Reference(("overseer",), "overseer_id", "people"),
        ),
    ),
    RecordKind(
        "contributions", contribution, ("commitment", "party", "agency"),
        (OF_SIDE, Reference(("agency",), "agency_id", "agencies", is_needed=True)),
    ),
    RecordKind("occurrences", occurrence, ("commitment", "party", "due_last"), (OF_SIDE,)),
    RecordKind(
        "updates", status_update, (NUMBER,),
        (
            OF_SIDE,
            Reference(("commitment", "party", "occurrence"), "occurrence_id", "occurrences"),
            Reference(("retracts",), "retracts_id", "updates"),
        ),
        frozenset(("journal_number", "note_folded")),
    ),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
