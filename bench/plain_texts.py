"""Plain-text forms of a structured text, as scanners, printers and people make them: pages, columns, notes, hyphens."""

from __future__ import annotations

import random
import textwrap
from typing import Any

Paragraphs = list[dict[str, Any]]
ROWS = 48


def write_paragraph(item: dict[str, Any]) -> str:
    """A paragraph in one line, its number before it."""
    text = " ".join(item["text"].split())
    return f"{item['prefix']} {text}" if item.get("prefix") else text


def write_long(paragraphs: Paragraphs) -> str:
    """A line a paragraph."""
    return "\n".join(map(write_paragraph, paragraphs))


def wrap(item: dict[str, Any], width: int, *, hyphens: bool = False, indent: bool = False) -> list[str]:
    """The rows of a paragraph."""
    lead = "    " * int(item.get("paragraph_level") or 0) if indent else ""
    rows = textwrap.wrap(write_paragraph(item), width, initial_indent=lead, break_on_hyphens=True)
    return hyphenate(rows) if hyphens else rows


def hyphenate(rows: list[str]) -> list[str]:
    """Rows of which some end within a word."""
    made = list(rows)
    for place in range(len(made) - 1):
        first, _, rest = made[place + 1].partition(" ")
        if place % 3 == 0 and len(first) > 8 and first.isalpha() and first.islower() and rest:
            made[place], made[place + 1] = f"{made[place]} {first[:4]}-", f"{first[4:]} {rest}"
    return made


def write_wrapped(paragraphs: Paragraphs, *, blank: bool = True, hyphens: bool = False, width: int = 76) -> str:
    """Rows of one width, a blank one between paragraphs or none."""
    parts = ["\n".join(wrap(item, width, hyphens=hyphens)) for item in paragraphs]
    return ("\n\n" if blank else "\n").join(parts)


def write_pages(paragraphs: Paragraphs, symbol: str, *, feeds: bool = True) -> str:
    """Pages with the symbol and a running title at the head, notes and a number at the foot, indented paragraphs."""
    rows = [row for item in paragraphs for row in [*wrap(item, 80, indent=True), ""]]
    pages = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    written = []
    for number, page in enumerate(pages, 1):
        notes = (
            []
            if number % 3
            else [
                "",
                "_______________",
                f"{number} See A/60/L.62, annex, and the resolution of that",
                "day on the same matter.",
            ]
        )
        head = [f"{symbol}", "The text of the bench, as it was printed", ""]
        foot = ["", f"{number}/{len(pages)}" + " " * 60 + "17-23184", ""]
        written.append("\n".join([*head, *page, *notes, *foot]))
    return ("\f" if feeds else "\n").join(written)


def write_columns(paragraphs: Paragraphs) -> str:
    """Pages of two columns, each a narrow text of its own, with a number at the foot."""
    rows = [row for item in paragraphs for row in [*wrap(item, 40, hyphens=True), ""]]
    pages = []
    for number, start in enumerate(range(0, len(rows), 2 * ROWS), 1):
        left, right = rows[start : start + ROWS], rows[start + ROWS : start + 2 * ROWS]
        right += [""] * (len(left) - len(right))
        page = [f"{first:<48}{second}".rstrip() for first, second in zip(left, right, strict=True)]
        pages.append("\n".join([*page, "", str(number)]))
    return "\f".join(pages)


def write_bare(paragraphs: Paragraphs) -> str:
    """A text that lost its numbers."""
    return "\n\n".join("\n".join(wrap({**item, "prefix": ""}, 76)) for item in paragraphs)


def write_noisy(paragraphs: Paragraphs, seed: int = 1) -> str:
    """Rows of one width with white space as scanners leave it."""
    chance = random.Random(seed)
    return "\n".join(" " * chance.randrange(4) + row for row in write_wrapped(paragraphs).split("\n"))
