"""Text that stands on one line, and no longer than there is room for."""

from __future__ import annotations

import re

# Control characters, line ends, lone surrogates and what turns the direction of a line: no line has a use for them.
_UNWELCOME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def make_line(text: str) -> str:
    """The text as one line that cannot end a header, nor turn what stands next to it; no-break blanks stay."""
    return " ".join(filter(None, _UNWELCOME.sub(" ", text).split(" "))).strip()


def shorten(text: str, most: int) -> str:
    """At most so many characters, cut at a word where one ends in the second half, with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > most // 2 else head).rstrip(" ,;:،؛") + "…"
