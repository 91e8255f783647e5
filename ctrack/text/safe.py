"""Stored text made harmless for a terminal; the one place that does it, and it never hides what it found.

A control character becomes its picture (ESC is shown as ␛): one visible cell, so that a reader sees what was
planted, and no caret notation, which an author may have typed. C1 controls and lone surrogates, which have no
picture, become the replacement character U+FFFD; overrides of direction become their names. Joiners, vowel marks and
direction marks are text and stay.
"""

from __future__ import annotations

import re

from ctrack.text.controls import balance

_C0, _C1 = range(0x20), range(0x80, 0xA0)
_SURROGATES = range(0xD800, 0xE000)
_VISIBLE: dict[int, str] = (
    {code: chr(0x2400 + code) for code in _C0}
    | dict.fromkeys((*_C1, *_SURROGATES), "\ufffd")
    | {0x09: " ", 0x7F: "\u2421"}
    # Overrides turn what people read into something else than is there, so that they see the sign and not its work.
    | {0x202D: "⟨U+202D⟩", 0x202E: "⟨U+202E⟩"}
)
_LINE_END = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_SUSPECT = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_SUSPECT_IN_LINE = re.compile(f"[\x00-\x1f{_SUSPECT}]")
_SUSPECT_IN_LINES = re.compile(f"[\x00-\x09\x0b-\x1f{_SUSPECT}]")


def is_safe(text: str, *, multiline: bool = False) -> bool:
    """Whether a text can steer nothing; texts put together are safe where each of them is."""
    if text.isascii() and text.isprintable():
        return True
    return not (_SUSPECT_IN_LINES if multiline else _SUSPECT_IN_LINE).search(text)


def make_safe(text: str, *, multiline: bool = False) -> str:
    """Text that cannot steer a terminal or turn what stands next to it; doing it twice changes nothing.

    Line ends of every kind become a space, or a newline when `multiline`; a tab becomes a space. On each line
    direction controls are closed and stray closers dropped (UAX #9, BD9 and BD11).
    """
    if is_safe(text, multiline=multiline):
        return text
    lines = (balance(line.translate(_VISIBLE)) for line in _LINE_END.split(text))
    return ("\n" if multiline else " ").join(lines)
