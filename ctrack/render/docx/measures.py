"""How wide words come out on paper, in twentieths of a point, and how columns share the width of a page.

No face is at hand, so letters are counted by classes, as wide as in Noto Sans and Noto Naskh Arabic: whatever face
stands in for Calibri and Sakkal Majalla is hardly wider, and a column that is a little too wide breaks no word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ctrack.render.docx.runs import clean
from ctrack.text.cells import character_width

ROOM = 9638
"""The width of the text on A4 with margins of 20 mm."""
PADDING = 200
_SLACK = 40
_BLANKS = re.compile("[ \n]+")
_CLASSES = (
    (270, " "),
    (330, "iIjl.,:;'|!()[]/-ftr·"),
    (930, "mwMW%@●◐○◔◑◕■"),
    (280, "اأإآل"),
    (800, "سشصض"),
)
_KNOWN = {sign: width for width, signs in _CLASSES for sign in signs}
_CAPITAL, _SMALL, _ARABIC, _OTHER = 690, 580, 480, 650


@dataclass(frozen=True, slots=True)
class Face:
    """The sizes of a text: what an em of Latin and one of Arabic is, in twentieths of a point."""

    latin: int
    arabic: int


@dataclass(frozen=True, slots=True)
class Want:
    """What a column asks for: `least` for its longest word, `most` for its longest line."""

    least: int
    most: int
    is_running: bool

    def scaled(self, part: float) -> Want:
        """The same in smaller letters."""
        return Want(round(self.least * part), round(self.most * part), self.is_running)


@lru_cache(maxsize=4096)
def _em_of(sign: str) -> tuple[int, bool]:
    """How much of an em a sign takes, in thousandths, and whether it is an Arabic one."""
    is_right = unicodedata.bidirectional(sign) in ("R", "AL", "NSM", "AN")
    if character_width(sign) == 0:
        return 0, is_right
    if sign in _KNOWN:
        return _KNOWN[sign], is_right
    if character_width(sign) == 2:
        return 1050, False
    kind = _CAPITAL if sign.isupper() else _SMALL if sign.isalnum() else _OTHER
    return (_ARABIC if is_right else kind), is_right


def width_of(text: str, face: Face) -> int:
    """How wide a text comes out in one line."""
    ems = map(_em_of, text)
    return sum(em * (face.arabic if is_right else face.latin) for em, is_right in ems) // 1000


def want_of(heading: str, texts: Iterable[str], face: Face, *, is_running: bool) -> Want:
    """What the column of these texts asks for; a heading may stand on as many lines as it has words."""
    words = set(_BLANKS.split(clean(heading)))
    lines = set(map(clean, texts))
    longest = max((width_of(line, face) for text in lines for line in text.split("\n")), default=0)
    least = max((width_of(word, face) for word in words.union(*map(_BLANKS.split, lines))), default=0)
    return Want(least + PADDING + _SLACK, max(longest, least) + PADDING + _SLACK, is_running)


def share(wants: Sequence[Want], room: int = ROOM) -> list[int]:
    """Widths of columns that fill the room: no word breaks where that can be had, and what runs on has most of it."""
    leasts = [min(want.least, room * 4 // 10) for want in wants]
    if sum(leasts) >= room:
        return _scaled(leasts, room)
    tops = [max(least, min(want.most, room * 7 // 10)) for want, least in zip(wants, leasts, strict=True)]
    running = [want.is_running for want in wants]
    promised = _promised(leasts, tops, running, room)
    widths = _grown(promised, tops, room, [not runs for runs in running])
    widths = _grown(widths, tops, room, running)
    return _scaled(widths, room) if not any(running) else _filled(widths, running, room)


def _promised(leasts: list[int], tops: list[int], running: list[bool], room: int) -> list[int]:
    """The least of each column; what runs on is promised nearly half of the room before others grow."""
    spare = room - sum(leasts)
    goal = room * 45 // 100 // max(sum(running), 1)
    wanted = [
        max(min(goal, top) - least, 0) if runs else 0 for least, top, runs in zip(leasts, tops, running, strict=True)
    ]
    part = min(1.0, spare / sum(wanted)) if sum(wanted) else 0
    return [least + int(want * part) for least, want in zip(leasts, wanted, strict=True)]


def _grown(widths: list[int], tops: list[int], room: int, chosen: list[bool]) -> list[int]:
    """The chosen columns grown towards what they would like, each by the same share of its wish."""
    spare = room - sum(widths)
    wishes = [
        max(top - width, 0) if is_chosen else 0 for width, top, is_chosen in zip(widths, tops, chosen, strict=True)
    ]
    part = min(1.0, spare / sum(wishes)) if sum(wishes) else 0
    return [width + int(wish * part) for width, wish in zip(widths, wishes, strict=True)]


def _filled(widths: list[int], running: list[bool], room: int) -> list[int]:
    """What is left over goes to what runs on."""
    spare, count = room - sum(widths), sum(running)
    return [width + (spare // count if runs else 0) for width, runs in zip(widths, running, strict=True)]


def _scaled(widths: list[int], room: int) -> list[int]:
    whole = sum(widths)
    return [width * room // whole for width in widths]
