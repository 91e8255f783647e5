"""What the kinds of OSCAL documents share (OSCAL 1.1): names that stay the same, heads, properties and single lines.

Every UUID is made of what it names (RFC 9562, version 5), so that the same register gives the same document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from ctrack.domain.cell_texts import clean
from ctrack.domain.records.oscal_texts import OscalHead
from ctrack.exchange.json_text import escape

VERSION = "1.1.3"
# The namespace of the properties that OSCAL itself does not know.
SPACE = "urn:ctrack:oscal"
_NOT_IN_TOKEN = re.compile(r"[^A-Za-z0-9._-]")
Oscal = dict[str, Any]


def name_uuid(*words: str) -> str:
    """The UUID of what these words name."""
    return str(uuid5(NAMESPACE_URL, ":".join((SPACE, *words))))


def name_token(text: str, prefix: str = "c") -> str:
    """An identifier as OSCAL has them: it begins with a letter, and what may not stand in one is told by its number."""
    plain = _NOT_IN_TOKEN.sub(lambda found: f"_{ord(found[0]):x}_", text)
    return plain if plain[:1].isalpha() or plain[:1] == "_" else f"{prefix}-{plain}"


def one_line(text: str) -> str:
    """A text on one line without blanks around it; a dash where nothing is left."""
    return " ".join(clean(text).split()) or "-"


def make_head(head: OscalHead) -> Oscal:
    """The metadata of a document."""
    return {
        "title": one_line(head.title),
        "last-modified": head.written_at.astimezone(UTC).isoformat(timespec="seconds"),
        "version": head.entry,
        "oscal-version": VERSION,
    }


def make_props(facts: Mapping[str, Any]) -> list[Oscal]:
    """The properties that say something; several of one name where it is a list."""
    found = []
    for name, value in facts.items():
        values: Iterable[Any] = value if isinstance(value, (list, tuple)) else () if value in (None, "") else (value,)
        found += [{"name": name, "ns": SPACE, "value": one_line(say(each))} for each in values]
    return found


def say(value: Any) -> str:
    """A value as a property has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def name_moment(day: date, *, at_end: bool = False) -> str:
    """The beginning of a day, or its end, in UTC."""
    clock = time(23, 59, 59) if at_end else time(0)
    return datetime.combine(day, clock, UTC).isoformat()


def write_json(name: str, document: Oscal, out: BinaryIO) -> None:
    """Write a document under its name."""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode({name: document}):
        out.write(escape(piece).encode())
    out.write(b"\n")
