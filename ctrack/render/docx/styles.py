"""Word's own styles by their own names, so that a house can put its own in their place, and those of the tables.

Half points for sizes (`w:sz`), a somewhat greater one for complex scripts (`w:szCs`), because Arabic letters are lower.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle

from ctrack.domain.frozen import dataclass
from ctrack.render.document import Tone
from ctrack.render.docx.elements import make, named, put
from ctrack.render.docx.measures import PADDING, Face
from ctrack.render.docx.runs import TONE_STYLES, Script
from ctrack.render.print_colours import ACCENT, INKS, MUTED, RULE

LATIN, ARABIC = "Calibri", "Arial"
STAND_INS = ((LATIN, "Carlito"), (ARABIC, "Noto Sans Arabic"))
"""The faces, with free ones of much the same shape for where they lack.

Arabic is set in the face that Word itself takes for it: of those that are made for Arabic alone (Sakkal Majalla,
Traditional Arabic) each runs so small that whatever stands in for it elsewhere comes out half as wide again.
"""
TABLE, SMALL_TABLE, FACTS, STAMP = "ReportTable", "ReportTableSmall", "ReportFacts", "ReportStamp"
BARS, STACK, MAP, PLAIN = "ReportBars", "ReportStack", "ReportMap", "ReportBeside"
SIZES = {TABLE: 18, SMALL_TABLE: 15, FACTS: 20, STAMP: 15, BARS: 18, MAP: 17, "Footer": 15}
"""The sizes of what is measured, in half points of Latin."""
_BODY = 20
_COMPLEX = 1.1
_GROWN = 1.05
"""How much greater Latin is in Arabic papers, where codes and numbers stand between letters of a greater size."""
_KEPT = ("Default Paragraph Font", "Normal Table", "No List")


@dataclass(frozen=True, slots=True)
class Letters:
    """How a style's letters look; size in half points, 0 for that of the body."""

    size: int = 0
    is_bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Spacing:
    """The room around a style's paragraphs, in twentieths of a point; `line` is exact, None for the body's."""

    before: int = 0
    after: int = 100
    line: int | None = None
    start: int = 0
    keeps: bool = False


_PARAGRAPHS = {
    "Title": (Spacing(0, 240, keeps=True), Letters(36, True, ACCENT)),
    "Heading 1": (Spacing(360, 120, keeps=True), Letters(25, True, ACCENT)),
    "Heading 2": (Spacing(280, 100, keeps=True), Letters(22, True, ACCENT)),
    "Heading 3": (Spacing(240, 80, keeps=True), Letters(20, True, ACCENT)),
    "Caption": (Spacing(160, 80, keeps=True), Letters(19, True, ACCENT)),
    "Header": (Spacing(0, 0), Letters(16, False, MUTED)),
    "Footer": (Spacing(0, 0), Letters(SIZES["Footer"], False, MUTED)),
    "TOC Heading": (Spacing(240, 80, keeps=True), Letters(22, True, ACCENT)),
    "toc 1": (Spacing(0, 30), Letters(19)),
    "toc 2": (Spacing(0, 10, start=280), Letters(18)),
    "Key": (Spacing(60, 120), Letters(17, False, MUTED)),
    "Gap": (Spacing(0, 0, line=200), Letters(10)),
}
_LINES = (("Title", "bottom", 12, 6, ACCENT), ("Header", "bottom", 4, 4, RULE), ("Footer", "top", 4, 4, RULE))
_BUILT_IN = frozenset(_PARAGRAPHS) - {"Key", "Gap"}
_IDS = {"Header": "Header", "Footer": "Footer", "toc 1": "TOC1", "toc 2": "TOC2"}
"""The names by which Word refers to its own styles, where they are not those that python-docx makes of them."""


def face_of(style: str, script: Script) -> Face:
    """How large the letters of a table or of the foot are."""
    latin, arabic = _latin_size(SIZES[style], script) * 10, round(SIZES[style] * _COMPLEX) * 10
    return Face(latin, arabic, arabic if script.base == "rtl" else latin)


def set_styles(word: WordDocument, script: Script) -> None:
    """Put the styles of reports in place of those that python-docx brings."""
    for style in [style for style in word.styles if style.name not in _KEPT]:
        style.delete()
    _set_defaults(word, script)
    _add_normal(word, script)
    add_styles(word, script)


def add_styles(word: WordDocument, script: Script) -> None:
    """Add the styles of reports that the document has not, by their names."""
    there = {style.name for style in word.styles}
    new = {name: form for name, form in _PARAGRAPHS.items() if name not in there}
    for name, (spacing, letters) in new.items():
        _add_paragraph_style(word, name, spacing, letters, script)
    _decorate(word, script, new)
    for tone, style_id in TONE_STYLES.items():
        if tone is not Tone.HEADING and _name_tone(tone) not in there:
            _add_tone(word, tone, style_id, script)
    for style_xml in _table_styles(script):
        if style_xml.find(named("name")).get(named("val")) not in there:
            word.styles.element.append(style_xml)


def style_ids() -> dict[str, str]:
    """The id by which a report calls each style, by the name that word processors keep for it, in small letters."""
    plain = {name: _IDS.get(name, name.replace(" ", "")) for name in _PARAGRAPHS}
    tones = {_name_tone(tone): key for tone, key in TONE_STYLES.items() if tone is not Tone.HEADING}
    return {name.casefold(): key for name, key in {**plain, **tones}.items()}


def _set_defaults(word: WordDocument, script: Script) -> None:
    defaults = word.styles.element.find(named("docDefaults"))
    word.styles.element.remove(defaults)
    defaults = make("docDefaults")
    letters = put(put(defaults, "rPrDefault"), "rPr")
    put(letters, "rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=LATIN, cs=ARABIC)
    put(letters, "sz", val=_latin_size(_BODY, script))
    put(letters, "szCs", val=round(_BODY * _COMPLEX))
    put(letters, "lang", val=script.left, eastAsia=script.left, bidi=script.right)
    put(put(put(defaults, "pPrDefault"), "pPr"), "spacing", after=100, line=259, lineRule="auto")
    word.styles.element.insert(0, defaults)


def _latin_size(size: int, script: Script) -> int:
    return round(size * _GROWN) if script.base == "rtl" else size


def _add_normal(word: WordDocument, script: Script) -> None:
    style = _paragraph_style(word, "Normal", is_built_in=True)
    style.element.set(named("default"), "1")
    if script.base == "rtl":
        put(style.element.get_or_add_pPr(), "bidi")
    style.font.color.rgb = RGBColor.from_string(INKS[Tone.PLAIN])


def _paragraph_style(word: WordDocument, name: str, *, is_built_in: bool) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_built_in)
    assert isinstance(style, ParagraphStyle)
    style.quick_style, style.hidden = True, False
    if name in _IDS:
        style.element.set(named("styleId"), _IDS[name])
    return style


def _add_paragraph_style(word: WordDocument, name: str, spacing: Spacing, letters: Letters, script: Script) -> None:
    style = _paragraph_style(word, name, is_built_in=name in _BUILT_IN)
    if "Normal" in word.styles:
        style.base_style = word.styles["Normal"]
        style.next_paragraph_style = word.styles["Normal"]
    form = style.paragraph_format
    form.space_before, form.space_after = Twips(spacing.before), Twips(spacing.after)
    if spacing.line is not None:
        form.line_spacing = Twips(spacing.line)
    if spacing.start:
        put(style.element.get_or_add_pPr(), "ind", start=spacing.start)
    if spacing.keeps:
        form.keep_with_next = form.keep_together = True
    _set_letters(style, letters, script)


def _set_letters(style: CharacterStyle, letters: Letters, script: Script) -> None:
    if letters.is_bold:
        style.font.bold = style.font.cs_bold = True
    if letters.colour:
        style.font.color.rgb = RGBColor.from_string(letters.colour)
    if letters.size:
        style.font.size = Pt(_latin_size(letters.size, script) / 2)
        style.element.rPr.append(make("szCs", val=round(letters.size * _COMPLEX)))


def _decorate(word: WordDocument, script: Script, new: Container[str]) -> None:
    """Lines under the title and the head and over the foot, tabs to the far side, levels of headings; of new styles."""
    for name, side, size, space, colour in _LINES:
        if name in new:
            _draw_line(word, name, side, size, space, colour)
    for name, leader in (("Header", "none"), ("Footer", "none"), ("toc 1", "dot"), ("toc 2", "dot")):
        if name not in new:
            continue
        tabs = make("tabs")
        put(tabs, "tab", val="end", leader=leader, pos=script.room)
        _insert(word, name, tabs, "spacing")
    for level in (level for level in range(3) if f"Heading {level + 1}" in new):
        put(word.styles[f"Heading {level + 1}"].element.get_or_add_pPr(), "outlineLvl", val=level)


def _draw_line(word: WordDocument, name: str, side: str, size: int, space: int, colour: str) -> None:
    borders = make("pBdr")
    put(borders, side, val="single", sz=size, space=space, color=colour)
    _insert(word, name, borders, "tabs", "spacing")


def _insert(word: WordDocument, name: str, element: Any, *successors: str) -> None:
    inside = word.styles[name].element.get_or_add_pPr()
    inside.insert_element_before(element, *(f"w:{successor}" for successor in successors))


def _name_tone(tone: Tone) -> str:
    return "Strong" if tone is Tone.STRONG else f"Tone {tone.value}"


def _add_tone(word: WordDocument, tone: Tone, style_id: str, script: Script) -> None:
    style = word.styles.add_style(_name_tone(tone), WD_STYLE_TYPE.CHARACTER, builtin=tone is Tone.STRONG)
    assert isinstance(style, CharacterStyle)
    style.element.set(named("styleId"), style_id)
    style.quick_style, style.hidden = True, False
    is_bold = tone in (Tone.STRONG, Tone.ALARM)
    _set_letters(style, Letters(0, is_bold, "" if tone is Tone.STRONG else INKS[tone]), script)


def _table_styles(script: Script) -> list[Any]:
    """The styles of tables, of which python-docx knows no more than the names."""
    plain = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    heavy = f'w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}"'
    white = 'w:val="single" w:sz="12" w:space="0" w:color="FFFFFF"'
    lines = f"<w:tblBorders><w:bottom {plain}/><w:insideH {plain}/></w:tblBorders>"
    gaps = f"<w:tblBorders><w:insideH {white}/><w:insideV {white}/></w:tblBorders>"
    thin = '<w:tblBorders><w:insideV w:val="single" w:sz="4" w:space="0" w:color="FFFFFF"/></w:tblBorders>'
    bold_head = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'
        f'</w:rPr><w:tcPr><w:tcBorders><w:bottom {heavy}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr>"
    )
    return [
        _table_style(TABLE, "Report Table", lines, 30, script, head),
        _table_style(SMALL_TABLE, "Report Table Small", lines, 30, script, head),
        _table_style(FACTS, "Report Facts", lines, 40, script),
        _table_style(PLAIN, "Report Beside", "", 20, script),
        _table_style(STAMP, "Report Stamp", f"<w:tblBorders><w:top {heavy}/></w:tblBorders>", 10, script),
        _table_style(BARS, "Report Bars", "", 30, script),
        _table_style(STACK, "Report Stack", thin, 0, script, sides=0),
        _table_style(MAP, "Report Map", gaps, 40, script, bold_head),
    ]


def _table_style(
    key: str, name: str, borders: str, space: int, script: Script, more: str = "", sides: int = PADDING // 2
) -> Any:
    size = SIZES.get(key, _BODY)
    colour = f'<w:color w:val="{MUTED}"/>' if key == STAMP else ""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'</w:pPr><w:rPr>{colour}<w:sz w:val="{_latin_size(size, script)}"/>'
        f'<w:szCs w:val="{round(size * _COMPLEX)}"/></w:rPr><w:tblPr>{borders}<w:tblCellMar>'
        f'<w:top w:w="{space}" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/><w:bottom w:w="{space}" w:type="dxa"/>'
        f'<w:right w:w="{sides}" w:type="dxa"/></w:tblCellMar></w:tblPr>{more}</w:style>'
    )
