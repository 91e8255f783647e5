"""The JSON Schema (draft 2020-12) of a register in JSON, made from the records that are written and read."""

from __future__ import annotations

from typing import Any

from ctrack.store.register_kinds import FORMAT, VERSION
from ctrack.store.register_records import KINDS, NUMBER, RecordKind, Shape

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = f"urn:{FORMAT}:{VERSION}"
TEXT = {"type": "string"}
NAME = {"type": "string", "minLength": 1}
SHAPES: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: TEXT,
    Shape.EDTF: {"$ref": "#/$defs/edtf"},
    Shape.INTERVAL: {"$ref": "#/$defs/interval"},
    Shape.DAY: {"type": "string", "format": "date"},
    Shape.NUMBER: {"type": "integer"},
    Shape.FLAG: {"type": "boolean"},
    Shape.WORDS: {"$ref": "#/$defs/words"},
    Shape.NAMES: {"type": "array", "items": NAME},
    Shape.LIST: {"type": "array"},
    Shape.MAP: {"type": "object"},
}
DEFINED = {
    "words": {
        "description": "A text in the languages that it has, by their codes (BCP 47).",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "additionalProperties": TEXT,
    },
    "edtf": {
        "description": "A date at its own precision (EDTF, ISO 8601-2); ../DATE is at the latest then.",
        "type": "string",
        "pattern": r"^((\.\./)?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
    },
    "interval": {"description": "A length of time (ISO 8601).", "type": "string", "pattern": "^P[0-9YMWD]+$"},
}


def make_schema() -> dict[str, Any]:
    """The schema of the whole file."""
    lists = {kind.name: {"type": "array", "items": describe_kind(kind)} for kind in KINDS}
    return {
        "$schema": DRAFT,
        "$id": ADDRESS,
        "title": "A register of ctrack",
        "type": "object",
        "required": ["format", "version", *lists],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "filter": {"description": "What a part of a register was filtered for.", **TEXT},
            "level": {"description": "Notes above this level were left out.", "enum": ["public", "restricted"]},
            **lists,
        },
        "$defs": DEFINED,
    }


def describe_kind(kind: RecordKind) -> dict[str, Any]:
    """The schema of a record."""
    named = {name: NAME for reference in kind.references for name in reference.fields}
    own = {field.name: {"enum": list(field.words)} if field.words else SHAPES[field.shape] for field in kind.fields}
    needed = [name for reference in kind.references if reference.is_needed for name in reference.fields]
    needed += [field.name for field in kind.fields if field.is_needed]
    number = {"type": "integer", "minimum": 1}
    known = {**named, **own}
    if kind.key == (NUMBER,):
        needed.append(NUMBER)
        known |= {NUMBER: number, "retracts": number, "occurrence": SHAPES[Shape.DAY]}
    return {
        "type": "object",
        "required": list(dict.fromkeys(needed)),
        "additionalProperties": False,
        "properties": {name: known[name] for name in kind.names},
    }
