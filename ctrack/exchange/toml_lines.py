"""Which line of a TOML file a value stands on; the parser of the standard library does not say.

A place is a path such as ("commitment", 3, "title"): the fourth [[commitment]], its key `title`. Lines count from 1.
"""

from __future__ import annotations

import re
from functools import cached_property

Place = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[|\[)\s*([A-Za-z0-9_.\-]+)\s*\]")
KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+)(?:\.[A-Za-z0-9_\-]+)*\s*=")
MULTILINE_QUOTES = re.compile(r"'''|\"\"\"")


def index_lines(text: str) -> dict[Place, int]:
    """The line of every table and of every key that begins a line."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if not inside:
            header = HEADER.match(line)
            key = KEY.match(line)
            if header:
                table = enter_table(header[2].split("."), header[1] == "[[", counts)
                lines.setdefault(table, number)
            elif key:
                lines.setdefault((*table, key[1]), number)
        if len(MULTILINE_QUOTES.findall(line)) % 2:
            inside = not inside
    return lines


def enter_table(names: list[str], is_array: bool, counts: dict[Place, int]) -> Place:
    """The place of a table header, counting the elements of arrays as they come."""
    place: Place = ()
    for depth, name in enumerate(names):
        place = (*place, name)
        last = depth + 1 == len(names)
        if last and is_array:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


class Lines:
    """The lines of a text by their places, which are looked up once somebody asks: most files have nothing wrong."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def known(self) -> dict[Place, int]:
        """The line of every table and key."""
        return index_lines(self.text)

    def find(self, place: Place) -> int:
        """The line of a place, or of the nearest table around it; 1 where nothing is known."""
        while place and place not in self.known:
            place = place[:-1]
        return self.known[place] if place else 1
