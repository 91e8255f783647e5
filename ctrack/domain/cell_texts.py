"""What a cell or a line of a file may hold of a text: no control characters but the newline and the tab."""

from __future__ import annotations

import re

_LINE_END = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean(text: str) -> str:
    """The text, its lines ended by newlines, without controls; half a pair of surrogates is a sign of its own."""
    if not _SUSPECT.search(text):
        return text
    return _SUSPECT.sub(_replace, _LINE_END.sub("\n", text))


def _replace(found: re.Match[str]) -> str:
    return "\ufffd" if found[0] >= "\ud800" else ""
