"""How columns share the cells of a line: each is given what it wants, or as near to it as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.frozen import dataclass
from ctrack.text.cells import cell_width

READABLE = 24
"""The cells that running text wants, so that a line holds a few words."""
LEGIBLE = 14
"""The cells below which it is a ladder of broken words."""


@dataclass(frozen=True, slots=True)
class Need:
    """The cells that a column would take, and the fewest that it can do with."""

    most: int
    least: int


def is_simple(text: str) -> bool:
    """Whether it is printable ASCII, of which every character takes one cell."""
    return text.isascii() and text.isprintable()


def widest(texts: Sequence[str]) -> int:
    """The cells of the widest of many texts."""
    if is_simple("".join(texts)):
        return max(map(len, texts), default=0)
    return max(map(cell_width, set(texts)), default=0)


def need_of_running(heading: str, cells: Sequence[str], min_width: int) -> Need:
    """What a column of running text needs, which wraps at words down to this width."""
    body = widest(cells)
    least = max(min(body, min_width), _widest_word([heading]))
    return Need(max(body, cell_width(heading)), least)


def need_of_whole(heading: str, cells: Sequence[str]) -> Need:
    """What a column needs whose cells stay on one line; its heading may wrap at words."""
    body = widest(cells)
    return Need(max(body, cell_width(heading)), max(body, _widest_word([heading])))


def need_of_words(heading: str, cells: Sequence[str]) -> Need:
    """What a column needs whose words stay whole."""
    return Need(widest([heading, *cells]), _widest_word([heading, *cells]))


def _widest_word(texts: Sequence[str]) -> int:
    return widest([word for text in set(texts) for word in text.split()])


def share_room(needs: Sequence[Need], room: int | None) -> list[int] | None:
    """A width for each column within this many cells together; None where they cannot do with so few."""
    if room is None:
        return [need.most for need in needs]
    widths = [need.least for need in needs]
    spare = room - sum(widths)
    if spare < 0:
        return None
    wishes = sorted(range(len(needs)), key=lambda index: needs[index].most - needs[index].least)
    for place, index in enumerate(wishes):
        given = min(needs[index].most - needs[index].least, spare // (len(wishes) - place))
        widths[index] += given
        spare -= given
    return widths
