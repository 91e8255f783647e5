"""JSON on one line: text as it is, days in ISO form, and escapes for what could steer a terminal or is no character."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ctrack.domain.json_signs import escape_suspects


def write_plain(value: Any) -> str:
    """A value that JSON does not know as one that it does."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=write_plain)


def encode(value: Any) -> str:
    """The value on one line."""
    return escape_suspects(_ENCODER.encode(value))
