"""Text as roff with the macros of man(7): nothing in a text acts as a request, and what is to be typed stays ASCII."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from ctrack.text.labels import end_label

PREAMBLE = (
    '\'\\" -*- coding: utf-8 -*-\n.\\" Written by `python -m tools.manpages`; what it says is mended in the program.'
)
# groff would set a hyphen, curly quotation marks and accents for these.
_ESCAPES = str.maketrans(
    {"\\": "\\(rs", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq",
     "\u00a0": "\\~", "\u202f": "\\~"}
)  # fmt: skip
# Blanks at which a line may be broken; French has others, at which it may not.
_BLANKS = re.compile(r"[ \t\r\n]+")
# What stands for a mark of French on a terminal that lacks it.
_PLAIN = {"’": "\\(aq", "«": "<<", "»": ">>", "œ": "oe", "Œ": "Oe", "–": "\\-"}


def escape(text: str) -> str:
    """A text as one line in which nothing acts."""
    line = _BLANKS.sub(" ", text).strip(" ").translate(_ESCAPES)
    return f"\\&{line}" if line.startswith(".") else line


def write_title(name: str, version: str, manual: str) -> list[str]:
    """How the page begins: flush at one side and without hyphenation, which knows nothing of Arabic."""
    return [f'.TH {name.upper()} 1 "" "{escape(version)}" "{escape(manual)}"', ".nh", ".ad l"]


def write_fallbacks(lines: Iterable[str]) -> list[str]:
    """What stands for each character of the lines on a terminal that lacks it."""
    foreign = sorted({character for line in lines for character in line if not character.isascii()})
    return [f".fchar \\[u{ord(character):04X}] {stand_in(character)}".rstrip() for character in foreign]


def stand_in(character: str) -> str:
    """A letter without its accent, of what has no letter below it a question mark, of a mark of vowels nothing."""
    if combining(character):
        return ""
    letter = normalize("NFKD", character)[0]
    return _PLAIN.get(character) or (letter if letter.isascii() and letter.isalpha() else "?")


def write_section(title: str) -> list[str]:
    """A heading of the page."""
    return [f'.SH "{escape(title)}"']


def write_subsection(title: str) -> list[str]:
    """A heading within a section."""
    return [f'.SS "{escape(title)}"']


def write_paragraph(text: str) -> list[str]:
    """A paragraph."""
    return [".PP", escape(text)]


def write_item(term: str, meaning: str) -> list[str]:
    """A term with what it means below it."""
    return [".TP", f'.B "{escape(term)}"', escape(meaning) or "\\&"]


def write_examples(title: str, lines: Iterable[str]) -> list[str]:
    """Command lines under a heading, broken nowhere."""
    typed = [escape(line) for line in lines]
    return [".PP", escape(end_label(title)), ".PP", ".nf", ".RS 4", *typed, ".RE", ".fi"] if typed else []
