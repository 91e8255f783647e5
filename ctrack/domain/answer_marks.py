"""The mark of a reminder, which an answer to it has to carry: 80 bits drawn by lot, in letters that nobody confuses."""

from __future__ import annotations

import re

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
LENGTH = 16
_MARK = re.compile(rf"(?<![A-Za-z0-9])[{LETTERS}]{{{LENGTH}}}(?![A-Za-z0-9])", re.IGNORECASE)
# An answer is rarely to more: a mail shows fewer.
MOST = 60


def draw_mark() -> str:
    """A mark that nobody can guess."""
    import secrets

    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def find_marks(text: str) -> tuple[str, ...]:
    """What may be marks in a text, each once, in their order."""
    return tuple(dict.fromkeys(found.lower() for found in _MARK.findall(text)))[:MOST]
