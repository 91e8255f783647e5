"""Texts as WordprocessingML (ECMA-376, part 1, chapter 17): runs that each run one way, in paragraphs that do.

Every run says whether it is right to left, as UAX #9 resolves it, because Word orders a line by its runs. Sides are
`start` and `end`: of `left` in a right-to-left paragraph the standard's editions think differently.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from ctrack.render.document import Tone
from ctrack.text.direction import Direction, direction_of, runs_of
from ctrack.text.safe import make_safe

TONE_STYLES = {
    Tone.STRONG: "Strong",
    Tone.FAINT: "ToneFaint",
    Tone.GOOD: "ToneGood",
    Tone.BUSY: "ToneBusy",
    Tone.WARNING: "ToneWarning",
    Tone.ALARM: "ToneAlarm",
    Tone.HEADING: "Strong",
}
_DIRECTED = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings and isolates, whose work the runs do; Word shows some of them as boxes."""
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def in_xml(text: str) -> str:
    """A text made safe, as content of an element or between quotation marks (XML 1.0, production 2)."""
    return escape(_NOT_IN_XML.sub("\ufffd", make_safe(text, multiline=True)), {'"': "&quot;"})


def clean(text: str) -> str:
    """A text that XML can hold, its lines divided by newlines."""
    return _NOT_IN_XML.sub("\ufffd", make_safe(text, multiline=True)).strip("\n")


def runs(text: str, way: Direction, tone: Tone = Tone.PLAIN, *, is_strong: bool = False, colour: str = "") -> str:
    """A text as runs, lines divided by breaks."""
    before = f'<w:rStyle w:val="{TONE_STYLES[tone]}"/>' if tone in TONE_STYLES else ""
    before += "<w:b/><w:bCs/>" if is_strong else ""
    before += f'<w:color w:val="{colour}"/>' if colour else ""
    lines = (_line(line, way, before) for line in clean(text).split("\n"))
    return "<w:r><w:br/></w:r>".join(lines)


def _line(line: str, way: Direction, properties: str) -> str:
    return "".join(_run(piece, turn, properties) for piece, turn in runs_of(line, way))


def _run(piece: str, way: Direction, properties: str) -> str:
    piece = piece.translate(_DIRECTED)
    if not piece:
        return ""
    inside = properties + ("<w:rtl/>" if way == "rtl" else "")
    head = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'


def paragraph(
    text: str,
    base: Direction,
    *,
    style: str = "",
    tone: Tone = Tone.PLAIN,
    at_end: bool = False,
    is_centred: bool = False,
    is_strong: bool = False,
    keeps: bool = False,
    colour: str = "",
    around: tuple[str, str] = ("", ""),
) -> str:
    """A text as a paragraph of its own direction that begins at the side where the paper begins."""
    way = direction_of(text, base)
    inside = runs(text, way, tone, is_strong=is_strong, colour=colour)
    head = properties(base, way, style=style, at_end=at_end, is_centred=is_centred, keeps=keeps)
    return f"<w:p>{head}{around[0]}{inside}{around[1]}</w:p>"


def properties(
    base: Direction,
    way: Direction,
    *,
    style: str = "",
    at_end: bool = False,
    is_centred: bool = False,
    keeps: bool = False,
) -> str:
    """What a paragraph sets beside its style: to stay with the next, its direction where not the paper's, its side."""
    parts = [f'<w:pStyle w:val="{style}"/>'] if style else []
    if keeps:
        parts.append("<w:keepNext/>")
    if way != base:
        parts.append(f'<w:bidi w:val="{int(way == "rtl")}"/>')
    if is_centred:
        parts.append('<w:jc w:val="center"/>')
    elif at_end != (way != base):
        parts.append('<w:jc w:val="end"/>')
    inside = "".join(parts)
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def field(instruction: str, shown: str = "1") -> str:
    """A field that the word processor fills in, such as PAGE."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
