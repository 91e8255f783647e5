"""The parts of a Word file beside its text: styles, settings, header and footer, properties, and how they belong.

Half points for sizes (`w:sz`), a greater one for complex scripts (`w:szCs`), because Arabic faces run small.
"""

from __future__ import annotations

import re
from datetime import datetime

from ctrack.render.document import Tone
from ctrack.render.print_colours import ACCENT, INKS, MUTED, RULE
from ctrack.render.word_runs import field, in_xml, paragraph, runs
from ctrack.text.direction import Direction

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "header": "header",
    "footer": "footer",
}
_LATIN, _ARABIC = "Calibri", "Sakkal Majalla"
_BODY, _BODY_COMPLEX = 20, 26
_LATIN_SIZE = re.compile(r'<w:sz w:val="(\d+)"')
"""Grown a little in Arabic papers, where codes and numbers stand between letters of a greater size."""
_PLACES = re.compile(r"(\{pages?\})")


def content_types() -> str:
    """What kind each part is."""
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    """Which part is the text, and which tells of it."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def document_relations() -> str:
    """The parts that the text refers to, each by its name."""
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in _PARTS
        if name != "document"
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def core_properties(title: str, language: str, moment: datetime | None) -> str:
    """The title, the language and, where the paper has a day, that day."""
    when = ""
    if moment is not None:
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        when = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified")
        )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{in_xml(title)}</dc:title><dc:creator>ctrack</dc:creator>{when}"
        f"<dc:language>{in_xml(language)}</dc:language></cp:coreProperties>"
    )


def settings(language: str) -> str:
    """How Word treats the file: as one of Word 2013 or later."""
    bidi = "ar-SA" if language == "ar" else in_xml(language)
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="en-GB" w:bidi="{bidi}"/></w:settings>'
    )


def font_table() -> str:
    """The faces, with free ones of much the same shape for where they lack."""
    pairs = ((_LATIN, "Carlito"), (_ARABIC, "Amiri"))
    fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in pairs)
    return f"{HEAD}<w:fonts {W}>{fonts}</w:fonts>"


def header(title: str, base: Direction) -> str:
    """The title at the head of every page but the first."""
    return f"{HEAD}<w:hdr {W}>{paragraph(title, base, style='Header')}</w:hdr>"


def footer(stamp: str, page_of: str, base: Direction) -> str:
    """The stamp where the line begins, the number of the page where it ends."""
    fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
    pieces = _PLACES.split(page_of)
    counted = "".join(fields[piece] if piece in fields else runs(piece, base) for piece in pieces)
    body = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{runs(stamp, base)}<w:r><w:tab/></w:r>{counted}</w:p>'
    return f"{HEAD}<w:ftr {W}>{body}</w:ftr>"


def styles(base: Direction, room: int) -> str:
    """Word's own styles by their own names, so that a house can put its own in their place."""
    sheet = _styles(base, room)
    return _LATIN_SIZE.sub(_grow, sheet) if base == "rtl" else sheet


def _grow(size: re.Match[str]) -> str:
    return f'<w:sz w:val="{round(int(size[1]) * 1.12)}"'


def _styles(base: Direction, room: int) -> str:
    bidi = "<w:bidi/>" if base == "rtl" else ""
    fonts = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{_LATIN}" w:cs="{_ARABIC}"/>'
    edge = f'<w:bottom w:val="single" w:sz="12" w:space="6" w:color="{ACCENT}"/>'
    thin = f'w:val="single" w:sz="4" w:space="4" w:color="{RULE}"'
    tab = f'<w:tabs><w:tab w:val="end" w:pos="{room}"/></w:tabs>'
    dots = f'<w:tabs><w:tab w:val="end" w:leader="dot" w:pos="{room}"/></w:tabs>'
    keep = "<w:keepNext/><w:keepLines/>"
    small = _size(16) + f'<w:color w:val="{MUTED}"/>'
    return "".join((
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'{_size(_BODY)}<w:lang w:val="en-GB" w:eastAsia="en-GB" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="259" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
        _style("Normal", "Normal", bidi, f'<w:color w:val="{INKS[Tone.PLAIN]}"/>', based="", is_default=True),
        _style("Title", "Title", f"{keep}<w:pBdr>{edge}</w:pBdr>" + _space(0, 240), _bold(36)),
        _style("Heading1", "heading 1", keep + _space(360, 120) + _level(0), _bold(25)),
        _style("Heading2", "heading 2", keep + _space(280, 100) + _level(1), _bold(22)),
        _style("Heading3", "heading 3", keep + _space(240, 80) + _level(2), _bold(20)),
        _style("Caption", "caption", "<w:keepNext/>" + _space(160, 80), _bold(19)),
        _style("Header", "header", f"<w:pBdr><w:bottom {thin}/></w:pBdr>" + _space(0, 0), small),
        _style("Footer", "footer", f"<w:pBdr><w:top {thin}/></w:pBdr>{tab}" + _space(0, 0), small),
        _style("TOCHeading", "TOC Heading", keep + _space(240, 80), _bold(22)),
        _style("TOC1", "toc 1", dots + _space(0, 40), ""),
        _style("TOC2", "toc 2", dots + '<w:spacing w:before="0" w:after="40"/><w:ind w:start="280"/>', ""),
        _style("Key", "Key", _space(60, 120), _size(17) + f'<w:color w:val="{MUTED}"/>'),
        _style("Gap", "Gap", '<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>', _size(10)),
        _character_styles(),
        _table_styles(),
        "</w:styles>",
    ))  # fmt: skip


def _size(half_points: int) -> str:
    """A size for Latin and the one that looks like it in Arabic."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{round(half_points * _BODY_COMPLEX / _BODY)}"/>'


def _bold(half_points: int) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>{_size(half_points)}'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


def _style(key: str, name: str, paragraphs: str, texts: str, *, based: str = "Normal", is_default: bool = False) -> str:
    default = ' w:default="1"' if is_default else ""
    on = f'<w:basedOn w:val="{based}"/><w:next w:val="Normal"/>' if based else ""
    inside = (f"<w:pPr>{paragraphs}</w:pPr>" if paragraphs else "") + (f"<w:rPr>{texts}</w:rPr>" if texts else "")
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{on}<w:qFormat/>'
        f"{inside}</w:style>"
    )


def _character_styles() -> str:
    tones = ((tone, f"Tone{tone.value.capitalize()}") for tone in (Tone.FAINT, Tone.GOOD, Tone.BUSY, Tone.WARNING))
    parts = [_character(key, f"Tone {tone.value}", f'<w:color w:val="{INKS[tone]}"/>') for tone, key in tones]
    alarm = f'<w:b/><w:bCs/><w:color w:val="{INKS[Tone.ALARM]}"/>'
    parts.append(_character("ToneAlarm", "Tone alarm", alarm))
    parts.append(_character("Strong", "Strong", "<w:b/><w:bCs/>"))
    return "".join(parts)


def _character(key: str, name: str, texts: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{texts}</w:rPr></w:style>"
    )


def _table_styles() -> str:
    plain = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    heavy = f'w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}"'
    white = 'w:val="single" w:sz="12" w:space="0" w:color="FFFFFF"'
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'
        f'{_size(17)}</w:rPr><w:tcPr><w:tcBorders><w:bottom {heavy}/></w:tcBorders><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr>"
    )
    lines = f"<w:tblBorders><w:bottom {plain}/><w:insideH {plain}/></w:tblBorders>"
    gaps = f"<w:tblBorders><w:insideH {white}/><w:insideV {white}/></w:tblBorders>"
    thin = '<w:tblBorders><w:insideV w:val="single" w:sz="4" w:space="0" w:color="FFFFFF"/></w:tblBorders>'
    rule = f"<w:tblBorders><w:top {heavy}/></w:tblBorders>"
    bold_head = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
    return "".join((
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        _table("ReportTable", "Report Table", lines, 30, _size(18), head),
        _table("ReportFacts", "Report Facts", lines, 40, "", ""),
        _table("ReportStamp", "Report Stamp", rule, 10, _size(15) + f'<w:color w:val="{MUTED}"/>', ""),
        _table("ReportBars", "Report Bars", "", 30, _size(18), ""),
        _table("ReportStack", "Report Stack", thin, 0, "", "", sides=0),
        _table("ReportMap", "Report Map", gaps, 40, _size(17), bold_head),
    ))  # fmt: skip


def _table(key: str, name: str, borders: str, space: int, texts: str, more: str, *, sides: int = 100) -> str:
    margins = (
        f'<w:tblCellMar><w:top w:w="{space}" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
        f'<w:bottom w:w="{space}" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        f'<w:style w:type="table" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        + (f"<w:rPr>{texts}</w:rPr>" if texts else "")
        + f"<w:tblPr>{borders}{margins}</w:tblPr>{more}</w:style>"
    )
