"""Texts as paragraphs of runs: each paragraph of the direction of its own text, each run of one way and one language.

Sides are `start` and `end`: of `left` in a right-to-left paragraph the standard's editions think differently.
"""

from __future__ import annotations

import re
from typing import Any

from ctrack.domain.frozen import dataclass, replace
from ctrack.render.document import Tone
from ctrack.render.docx.elements import put
from ctrack.render.docx.stretches import stretches_of
from ctrack.text.direction import Direction, way_of
from ctrack.text.language import RIGHT_TO_LEFT
from ctrack.text.safe import make_safe

ROOM = 9638
"""The width of the text on A4 with margins of 20 mm."""
TONE_STYLES = {
    Tone.STRONG: "Strong",
    Tone.FAINT: "ToneFaint",
    Tone.GOOD: "ToneGood",
    Tone.BUSY: "ToneBusy",
    Tone.WARNING: "ToneWarning",
    Tone.ALARM: "ToneAlarm",
    Tone.HEADING: "Strong",
}
_TAGS = {"en": "en-GB", "ar": "ar-SA"}
_NOT_IN_XML = re.compile("[\ufdd0\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Script:
    """The direction of the paper, the languages that its runs of either direction are tagged with, and its room.

    The room is the width of the text in twentieths of a point.
    """

    base: Direction
    left: str
    right: str
    room: int = ROOM


def script_of(language: str, room: int = ROOM) -> Script:
    """The script of papers in this language."""
    tag = _TAGS.get(language, language)
    is_mirrored = language in RIGHT_TO_LEFT
    return Script("rtl", _TAGS["en"], tag, room) if is_mirrored else Script("ltr", tag, _TAGS["ar"], room)


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is beside its text; `keeps` holds it on the page of the next one, `is_whole` on one page.

    `language` is that of its words, where it is not the paper's.
    """

    style: str = ""
    tone: Tone = Tone.PLAIN
    at_end: bool = False
    is_centred: bool = False
    is_strong: bool = False
    keeps: bool = False
    colour: str = ""
    is_whole: bool = False
    starts_page: bool = False
    language: str = ""


PLAIN = Look()


def clean(text: str) -> str:
    """A text that XML can hold (XML 1.0, production 2), its lines divided by newlines."""
    return _NOT_IN_XML.sub("\ufffd", make_safe(text, multiline=True)).strip("\n")


def put_paragraph(parent: Any, text: str, script: Script, look: Look = PLAIN) -> Any:
    """A text as a new last paragraph, which begins at the side where the paper begins."""
    paragraph = put(parent, "p")
    fill(paragraph, text, script, look)
    return paragraph


def fill(paragraph: Any, text: str, script: Script, look: Look = PLAIN) -> None:
    """Give an empty paragraph its properties and its text."""
    way = way_of(text, script.base, look.language)
    put_properties(paragraph, script, way, look)
    put_runs(paragraph, text, way, _tagged(script, look.language), look)


def _tagged(script: Script, language: str) -> Script:
    """The script whose runs of the direction of this language are tagged with it."""
    if not language:
        return script
    tag = _TAGS.get(language, language)
    is_right = language.partition("-")[0] in RIGHT_TO_LEFT
    return replace(script, right=tag) if is_right else replace(script, left=tag)


def put_properties(paragraph: Any, script: Script, way: Direction, look: Look = PLAIN) -> None:
    """Style, what stays with it on a page, direction and side (in the order of CT_PPrBase)."""
    inside = put(paragraph, "pPr")
    if look.style:
        put(inside, "pStyle", val=look.style)
    if look.keeps:
        put(inside, "keepNext")
    if look.is_whole:
        put(inside, "keepLines")
    if look.starts_page:
        put(inside, "pageBreakBefore")
    if way != script.base:
        put(inside, "bidi", val=int(way == "rtl"))
    elif way == "rtl":
        put(inside, "bidi")
    if look.is_centred:
        put(inside, "jc", val="center")
    elif look.at_end != (way != script.base):
        put(inside, "jc", val="end")


def put_runs(paragraph: Any, text: str, way: Direction, script: Script, look: Look = PLAIN) -> None:
    """A text as runs, its lines divided by breaks."""
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            put(put(paragraph, "r"), "br")
        for piece, turn in stretches_of(line, way):
            _put_run(paragraph, piece, turn, script, look)


def _put_run(paragraph: Any, piece: str, turn: Direction, script: Script, look: Look) -> None:
    """One run, its properties in the order of CT_RPr."""
    run = put(paragraph, "r")
    inside = put(run, "rPr")
    if look.tone in TONE_STYLES:
        put(inside, "rStyle", val=TONE_STYLES[look.tone])
    if look.is_strong:
        put(inside, "b")
        put(inside, "bCs")
    if look.colour:
        put(inside, "color", val=look.colour)
    if turn == "rtl":
        put(inside, "rtl")
        put(inside, "lang", bidi=script.right)
    else:
        put(inside, "lang", val=script.left)
    words = put(run, "t")
    words.text = piece
    words.set(_SPACE, "preserve")
