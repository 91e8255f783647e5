"""The envelope as JSON: two spaces of indent, text as it is, dates in ISO form, vocabularies as their words.

Characters that could steer a terminal or turn the text around them are written as escapes, and so are lone
surrogates; every reader of JSON gets back the very same strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set
from datetime import date, time
from enum import Enum
from typing import Any, TextIO

from ctrack.domain.failures import marked
from ctrack.render.document import Document
from ctrack.render.screen import Screen

DESCRIPTION = marked("everything, for programs")
ENDINGS = ("json",)
IS_BINARY = False
IS_OF_ROWS = False

_SUSPECT = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the data and a newline; raises TypeError for what JSON has no form for, ValueError for NaN."""
    text = json.dumps(document.data, ensure_ascii=False, allow_nan=False, indent=2, default=_plain)
    out.write(_SUSPECT.sub(_escape, text) + "\n")


def _plain(value: Any) -> Any:
    """A value that JSON does not know as one that it does."""
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _escape(suspect: re.Match[str]) -> str:
    return f"\\u{ord(suspect[0]):04x}"
