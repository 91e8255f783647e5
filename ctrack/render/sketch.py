"""A picture before it is drawn: boxes, lines, dots and words on a plane whose x runs the way the page is read.

Lengths are points; x is reckoned from the side where reading begins, so that what draws mirrors it for Arabic, and y
from the top. A colour is a tone and how many shades lighter; words stand on their base line. `told` says in words what
the picture shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from ctrack.domain.frozen import dataclass, replace
from ctrack.render.tones import Tone
from ctrack.text.cells import character_width

WIDTH = 482.0
"""The room between the margins of A4."""
SMALL, LETTER, TALL = 8.0, 9.0, 11.0
_NARROW, _WIDE = frozenset("iIjl.,:;'|!()[]/-ftr· "), frozenset("mwMW%@—…")
_ELLIPSIS = "…"
Point = tuple[float, float]


class Anchor(StrEnum):
    """Which part of a word stands at its place, as one reads."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Dash(StrEnum):
    """How a line is broken, so that lines are told apart without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `hint` is what a pointer over it is told."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    shade: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[Point, ...]
    tone: Tone
    width: float = 1.6
    dash: Dash = Dash.SOLID
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle around a point."""

    x: float
    y: float
    radius: float
    tone: Tone
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words; on a fill, `on` is its tone and shade, and the ink is chosen for it."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    size: float = LETTER
    tone: Tone = Tone.PLAIN
    on: tuple[Tone, int] | None = None


Mark = Box | Stroke | Dot | Word


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole picture, and what it shows in words."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    told: str


def place_title(sketch: Sketch, title: str) -> Sketch:
    """The picture under its title, for where no heading stands over it."""
    lines = fold_words(title, sketch.width, TALL, most=3)
    room = len(lines) * TALL * 1.4 + 8
    head = (Word(0, TALL * (1.1 + 1.4 * at), line, size=TALL, tone=Tone.HEADING) for at, line in enumerate(lines))
    return replace(sketch, height=sketch.height + room, marks=(*head, *(_lower(mark, room) for mark in sketch.marks)))


def _lower(mark: Mark, by: float) -> Mark:
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple((x, y + by) for x, y in mark.points))
    return replace(mark, y=mark.y + by)


def words_width(text: str, size: float) -> float:
    """About how wide words come out, and rather wider: no font is at hand."""
    return size * sum(map(_share_of_em, text))


def _share_of_em(sign: str) -> float:
    cells = character_width(sign)
    if cells == 0:
        return 0
    share = 0.33 if sign in _NARROW else 0.88 if sign in _WIDE else 0.68 if sign.isupper() else 0.53
    return share * cells


def fold_words(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """The text in at most so many lines; what has no room ends with an ellipsis, and a table says it whole."""
    lines = [""]
    for word in text.split():
        wider = f"{lines[-1]} {word}".strip()
        if lines[-1] and words_width(wider, size) > room:
            lines.append(word)
        else:
            lines[-1] = wider
        if len(lines) > most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}{_ELLIPSIS}"]
    return [_cut(line, room, size) for line in lines]


def _cut(line: str, room: float, size: float) -> str:
    if words_width(line, size) <= room:
        return line
    kept = line[:400]
    while kept and words_width(kept + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def steps_to(highest: int, most: int = 4, lowest: int = 0) -> range:
    """Round counts from the lowest (made round) up past the highest: each 1, 2 or 5 times a power of ten apart."""
    step, factors, span = 1, (2, 5, 10), max(highest - lowest, 1)
    for turn in range(60):
        if span / step <= most:
            break
        step = factors[turn % 3] * 10 ** (turn // 3)
    first, last = lowest // step * step, -(-highest // step) * step
    return range(first, max(last, first + step) + 1, step)


def list_key(entries: Iterable[tuple[str, Tone, int]], y: float, width: float = WIDTH) -> tuple[list[Mark], float]:
    """What each fill is called, in lines below a picture, and where the last of them ends."""
    marks: list[Mark] = []
    x = 0.0
    for label, tone, shade in entries:
        need = 12 + words_width(label, SMALL) + 14
        if x and x + need > width:
            x, y = 0.0, y + SMALL * 1.7
        marks.append(Box(x, y - 6.5, 7, 7, tone, shade))
        line = fold_words(label, width - 11, SMALL, most=1)[0]
        marks.append(Word(x + 11, y, line, size=SMALL, tone=Tone.FAINT))
        x += need
    return marks, y + 4


def spread(heights: Sequence[float], least: float = 11) -> list[float]:
    """The heights of labels in their order, each moved up where it would stand on the one below it."""
    found = [0.0] * len(heights)
    below = float("inf")
    for place in sorted(range(len(heights)), key=heights.__getitem__, reverse=True):
        below = found[place] = min(heights[place], below - least)
    return found
