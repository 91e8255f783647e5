"""How wide words come out on paper, in twentieths of a point, and how columns share the width of a page.

No face is at hand, so letters are counted by classes, as wide as in Noto Sans and DejaVu Sans: whatever face stands in
for Calibri and Sakkal Majalla is hardly wider, and a column that is a little too wide breaks no word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ctrack.domain.frozen import dataclass
from ctrack.render.docx.runs import ROOM, clean
from ctrack.text.cells import character_width

PADDING = 200
_SLACK = 40
_SHORT = 1900
_BLANKS = re.compile("[ \n]+")
_CLASSES = (
    (270, " "),
    (330, "iIjl.,:;'|!()[]/-ftr·"),
    (930, "mwMW%@●◐○◔◑◕■"),
    (300, "اأإآ"),
    (420, "ل"),
    (950, "سشصضطظ"),
)
_KINDS = {"L": "latin", "R": "arabic", "AL": "arabic", "NSM": "arabic", "AN": "arabic"}
_KNOWN = {sign: width for width, signs in _CLASSES for sign in signs}
_CAPITAL, _SMALL, _ARABIC, _OTHER = 690, 600, 500, 650
_FINAL = 300
_WIDE_FINALS = re.compile("[بتثسشصضفقكلنىي](?![\u0620-\u065f])")
"""Letters that are this much wider again than others where a word ends."""
_BOLD = 1.15


@dataclass(frozen=True, slots=True)
class Face:
    """The sizes of a text: what an em is in twentieths of a point, of Latin, of Arabic, and of figures and signs."""

    latin: int
    arabic: int
    common: int

    def bold(self) -> Face:
        """The same in bold letters."""
        return Face(*(round(em * _BOLD) for em in (self.latin, self.arabic, self.common)))


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
def _em_of(sign: str) -> tuple[int, str]:
    """How much of an em a sign takes, in thousandths, and of whose em."""
    kind = _KINDS.get(unicodedata.bidirectional(sign), "common")
    if character_width(sign) == 0:
        return 0, kind
    if sign in _KNOWN:
        return _KNOWN[sign], kind
    if kind == "arabic":
        return _ARABIC, kind
    wide = _CAPITAL if sign.isupper() else _SMALL if sign.isalnum() else _OTHER
    return wide * character_width(sign), kind


def width_of(text: str, face: Face) -> int:
    """How wide a text comes out in one line."""
    ems = {"latin": 0, "arabic": 0, "common": 0}
    for em, kind in map(_em_of, text):
        ems[kind] += em
    if ems["arabic"]:
        ems["arabic"] += _FINAL * (text.count(" ") + 1 + len(_WIDE_FINALS.findall(text)))
    return (ems["latin"] * face.latin + ems["arabic"] * face.arabic + ems["common"] * face.common) // 1000


def want_of(heading: str, texts: Iterable[str], face: Face, *, is_running: bool) -> Want:
    """What the column of these texts asks for; a heading may stand on as many lines as it has words."""
    lines = set(map(clean, texts))
    longest = max((width_of(line, face) for text in lines for line in text.split("\n")), default=0)
    words: set[str] = set().union(*map(_BLANKS.split, lines))
    heads = (width_of(word, face.bold()) for word in _BLANKS.split(clean(heading)))
    least = max(*heads, *(width_of(word, face) for word in words), 0)
    return Want(least + PADDING + _SLACK, max(longest, least) + PADDING + _SLACK, is_running)


def share(wants: Sequence[Want], room: int = ROOM) -> list[int]:
    """Widths of columns that fill the room: no word breaks where that can be had, and what runs on has most of it."""
    leasts = [min(want.least, room * 4 // 10) for want in wants]
    if sum(leasts) >= room:
        return _scaled(leasts, room)
    leasts = _firm(leasts, wants, room)
    tops = [max(least, min(want.most, room * 7 // 10)) for want, least in zip(wants, leasts, strict=True)]
    running = [want.is_running for want in wants]
    promised = _promised(leasts, tops, running, room)
    widths = _grown(promised, tops, room, [not runs for runs in running])
    widths = _grown(widths, tops, room, running)
    return _scaled(widths, room) if not any(running) else _filled(widths, running, room)


def _firm(leasts: list[int], wants: Sequence[Want], room: int) -> list[int]:
    """What is short stands on one line, the shortest first, as long as that leaves enough to what runs on."""
    firm = list(leasts)
    short = [at for at, want in enumerate(wants) if want.most <= _SHORT and not want.is_running]
    for at in sorted(short, key=lambda at: wants[at].most - leasts[at]):
        more = wants[at].most - leasts[at]
        if more > 0 and sum(firm) + more <= room * 8 // 10:
            firm[at] += more
    return firm


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
