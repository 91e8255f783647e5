"""The apostrophe that keeps a spreadsheet from calculating a cell, and how it comes off again.

A cell is guarded when its first sign, after blanks, direction marks and quotation marks, would begin a
formula, full-width signs too, unless the whole is a plain number. Text that begins with an apostrophe is
guarded as well, so that taking one off is exact.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ctrack.domain.cell_texts import clean

_GUARD = "'"
_FORMULA_SIGNS = frozenset("=+-@|%")
_NOT_FIRST = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_NUMBER = re.compile(r"[+\-\u2212]?\d+(?:[.,]\d+)*%?")


def make_cell(value: Any) -> str | int | float | None:
    """A value as the cell of a CSV file: a text is guarded, a number and nothing stay what they are."""
    kind = type(value)
    if kind is str:
        return make_text(value)
    if value is None or kind is int or kind is float:
        return value  # type: ignore[no-any-return]
    return ("true" if value else "false") if kind is bool else make_text(str(value))


def make_text(text: str) -> str:
    """A text without controls or tabs that no spreadsheet calculates; that of nearly every cell is so already."""
    if text.isprintable() and text[:1].isalnum():
        return text
    return guard(clean(text).replace("\t", " "))


def guard(text: str) -> str:
    """The text as a CSV cell that no spreadsheet takes for a formula (CWE-1236)."""
    return _GUARD + text if _needs_guard(text) else text


def unguard(text: str) -> str:
    """The text that was guarded; whatever carries no guard of ours comes back as it is."""
    return text[1:] if text[:1] == _GUARD and _needs_guard(text[1:]) else text


def _needs_guard(text: str) -> bool:
    if not text or text[0].isalnum():
        return False
    if text[0] in "'\t\r\n":
        return True
    return _first_sign(text) in _FORMULA_SIGNS and not _NUMBER.fullmatch(text)


def _first_sign(text: str) -> str:
    """The first character that a reader would see, a full-width, small or raised sign as the plain one."""
    seen = (sign for sign in text if sign != '"' and unicodedata.category(sign) not in _NOT_FIRST)
    return unicodedata.normalize("NFKC", next(seen, ""))[:1].replace("\u2212", "-")
