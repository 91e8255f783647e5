"""JSON on one line: text as it is, days in ISO form, and escapes for what could steer a terminal or is no character."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

_SUSPECT = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def write_plain(value: Any) -> str:
    """A value that JSON does not know as one that it does."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=write_plain)


def encode(value: Any) -> str:
    """The value on one line."""
    return escape(_ENCODER.encode(value))


def escape(text: str) -> str:
    """JSON with escapes for what could steer a terminal, which stands in its strings alone."""
    return text if text.isprintable() else _SUSPECT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_line(value: Any) -> bytes:
    """The value on one line, which ends."""
    return encode(value).encode() + b"\n"
