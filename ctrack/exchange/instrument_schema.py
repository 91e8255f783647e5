"""The JSON Schema of instrument files, made from the vocabularies and forms by which they are read."""

from __future__ import annotations

from typing import Any

from ctrack.domain.languages import OFFICIAL
from ctrack.domain.scales import PLAIN, read_scales
from ctrack.domain.themes import read_themes
from ctrack.domain.vocabulary import (
    FORCES,
    SETTABLE_STATUSES,
    Addressee,
    Basis,
    InstrumentKind,
    Kind,
    Position,
    Relation,
    Verification,
)
from ctrack.exchange.instrument_values import CODE, DURATION, SLUG
from ctrack.exchange.scale_table import WORD

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string", "minLength": 1}
# EDTF is read by the program; the schema holds its outer form alone.
DATE: Schema = {"type": "string", "pattern": r"^(\.\./)?\d{4}"}
ADDRESS: Schema = {"type": "string", "pattern": r"^https?://\S+$"}
FLAG: Schema = {"type": "boolean"}
PARTY: Schema = {"type": "string", "pattern": "^[A-Z0-9-]+$"}


def like(pattern: str) -> Schema:
    """A text of that form and nothing else."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def one_of(words: Any) -> Schema:
    """One of these words."""
    return {"enum": [str(word) for word in words]}


def many(item: Schema) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": item}


def table(properties: Schema, *needed: str) -> Schema:
    """A table with these keys and no others."""
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(needed)} if needed else found


def named(part: str) -> Schema:
    """A part that stands among the definitions."""
    return {"$ref": f"#/$defs/{part}"}


def each(item: Schema) -> Schema:
    """A table whose keys are names that the file gives."""
    return {"type": "object", "additionalProperties": item}


def make_schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": DIALECT,
        "title": "ctrack instrument file",
        "description": "One instrument with its commitments, in TOML; docs/instrument-files.md tells each key.",
        **table(top(), "schema", "slug", "kind", "title"),
        "not": {"required": ["scale", "own_scale"]},
        "$defs": definitions(),
    }


def top() -> Schema:
    """The keys of the file as a whole."""
    words, review = named("words"), {"rule": named("words"), "recurrence": like(DURATION), "last": DATE, "next": DATE}
    relation = {"type": like("[a-z_]+"), "target": words, "slug": like(SLUG), "source": words}
    reading = {"on": DATE, "by": TEXT, "copy": ADDRESS, "what": words}
    return {
        "schema": {"const": 1},
        "slug": like(SLUG),
        "symbol": TEXT,
        "kind": one_of(InstrumentKind),
        **dict.fromkeys(("title", "short", "nature", "adopted_by", "adopted_at", "adopted_note"), words),
        "adopted_on": DATE,
        "url": ADDRESS,
        "languages": many(TEXT),
        "review": table(review),
        "scale": one_of((PLAIN, *read_scales())),
        "own_scale": named("scale"),
        "binding": FLAG,
        "notes": many(words),
        "relation": many(table(relation, "type", "target")),
        "history": many(table({"date": DATE, "text": words, "source": words}, "date", "text")),
        "reading": each(table(reading, "on")),
        "source": each(named("source")),
        "section": many(table({"slug": like(SLUG), "title": words}, "slug", "title")),
        "commitment": many(named("commitment")),
    }


def definitions() -> Schema:
    """The parts that stand in more than one place, and the long ones."""
    languages = dict.fromkeys(OFFICIAL, TEXT)
    source = table({**languages, "url": ADDRESS, "read": TEXT})
    return {
        "words": {**table(languages), "minProperties": 1},
        "source": source,
        "sources": many({"anyOf": [TEXT, named("source")]}),
        "commitment": table(commitment(), "code", "section", "kind", "title", "verification"),
        "scale": scale(),
    }


def commitment() -> Schema:
    """The keys of a commitment."""
    words = named("words")
    observed = {
        "party": PARTY,
        "status": one_of(SETTABLE_STATUSES),
        "on": DATE,
        "seen_on": DATE,
        "verification": one_of(Verification),
        "note": words,
        "sources": named("sources"),
    }
    link = {"to": like(f"{CODE}|{SLUG}"), "relation": one_of(Relation), "reason": words, "basis": one_of(Basis)}
    return {
        "code": like(CODE),
        "section": like(SLUG),
        **dict.fromkeys(("title", "summary", "note", "paragraph", "paragraph_note", "deadline_words"), words),
        "kind": one_of(Kind),
        "addressee": one_of(Addressee),
        "addressee_parties": many(PARTY),
        "joint": FLAG,
        "position": {"type": "object", "propertyNames": PARTY, "additionalProperties": one_of(Position)},
        "force": one_of(FORCES),
        "binding": FLAG,
        "deadline": DATE,
        "moved": table({"deadline": DATE, "sources": named("sources")}, "deadline", "sources"),
        "recurrence": like(DURATION),
        "sources": named("sources"),
        "verification": one_of(Verification),
        "themes": many(one_of(read_themes())),
        "links": many(table(link, "to", "relation")),
        "observed": many(table(observed, "party", "verification")),
    }


def scale() -> Schema:
    """A scale of the instrument's own."""
    words = named("words")
    word = {
        "key": like(WORD),
        "name": words,
        "short": TEXT,
        "status": one_of(SETTABLE_STATUSES),
        "position": one_of(Position),
        "loss": words,
    }
    back = {"status": one_of(SETTABLE_STATUSES), "word": like(WORD), "loss": words}
    return table(
        {
            "title": words,
            "source": words,
            "note": words,
            "word": {**many(table(word, "key", "name")), "minItems": 1},
            "back": many(table(back, "status")),
        },
        "title",
        "word",
    )
