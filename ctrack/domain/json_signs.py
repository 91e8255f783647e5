"""Signs of a text in JSON that could steer a terminal, turn the text around them or are no characters, as escapes."""

from __future__ import annotations

import re

SUSPECT = r"\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_SUSPECT = re.compile(f"[{SUSPECT}]")
# Blanks that keep words together, as French has them before its signs; no harm is in them.
_NO_BREAK, _NARROW = "\xa0", "\u202f"


def escape_suspects(text: str) -> str:
    """The text, whose readers get back the very same strings; to see that all can be printed is the quickest look."""
    if text.isprintable() or text.replace(_NARROW, "").replace(_NO_BREAK, "").isprintable():
        return text
    return _SUSPECT.sub(write_escape, text)


def write_escape(suspect: re.Match[str]) -> str:
    """The escape of a sign."""
    return f"\\u{ord(suspect[0]):04x}"
