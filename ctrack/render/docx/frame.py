"""What a Word file has beside its text: properties, settings, faces, and the pages with their head and foot."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Twips

from ctrack.render.document import Document
from ctrack.render.docx.elements import make, named, put, put_field
from ctrack.render.docx.measures import width_of
from ctrack.render.docx.runs import ROOM, Look, Script, clean, fill, put_properties, put_runs
from ctrack.render.docx.styles import STAND_INS, face_of
from ctrack.render.page_frame import PAGE_OF, foot_line, has_contents, moment_of, shorten, words_in

_A4 = (11906, 16838)
_MARGIN = (_A4[0] - ROOM) // 2
_PLACES = re.compile(r"(\{pages?\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_BETWEEN = " · "
_BEHIND_UPDATES = (
    "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang",
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator",
)  # fmt: skip
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_OF_THE_TEMPLATE = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects", "numbering", "webSettings")
"""What python-docx's own template carries and a report does not: its picture, its author's program, its lists."""


def set_frame(word: WordDocument, document: Document, script: Script) -> None:
    """Give the file its properties, its settings, its faces and its pages."""
    title = name_file(word, document)
    leave_out(word)
    _set_settings(word.settings.element, script, is_updated=has_contents(document))
    _set_faces(word)
    section = word.sections[0]
    set_pages(section, script)
    fill(_emptied(section.header.paragraphs[0]._p), title, script, Look("Header"))
    for foot in (section.footer, section.first_page_footer):
        _fill_foot(_emptied(foot.paragraphs[0]._p), document, script)


def name_file(word: WordDocument, document: Document) -> str:
    """Set the properties of the file, and give its title."""
    title = shorten(clean(document.title)) or "ctrack"
    _set_properties(word, title, document)
    return title


def update_fields(settings: Any) -> None:
    """Have the page numbers of the contents worked out when the file is opened."""
    if settings.find(named("updateFields")) is None:
        settings.insert_element_before(
            make("updateFields", val="true"), *(f"w:{name}" for name in _BEHIND_UPDATES), "m:mathPr"
        )


def leave_out(word: WordDocument) -> None:
    """Leave out what python-docx's own template carries and a report does not."""
    for rels in (word.part.package.rels, word.part.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in _OF_THE_TEMPLATE:
                del rels[key]


def _set_properties(word: WordDocument, title: str, document: Document) -> None:
    core = word.core_properties
    moment = moment_of(document) or _UNDATED
    core.title, core.author, core.language = title, "ctrack", clean(document.language)
    core.comments = core.last_modified_by = core.keywords = ""
    core.created = core.modified = moment.replace(tzinfo=None)


def _set_settings(settings: Any, script: Script, *, is_updated: bool) -> None:
    """As of Word 2013 or later; page numbers of the contents are worked out when the file is opened."""
    for child in list(settings):
        settings.remove(child)
    put(settings, "zoom", percent=100)
    put(settings, "defaultTabStop", val=720)
    if is_updated:
        put(settings, "updateFields", val="true")
    compat = put(settings, "compat")
    office = "http://schemas.microsoft.com/office/word"
    put(compat, "compatSetting", name="compatibilityMode", uri=office, val=15)
    put(settings, "themeFontLang", val=script.left, bidi=script.right)


def _set_faces(word: WordDocument) -> None:
    kind = RELATIONSHIP_TYPE.FONT_TABLE
    for key in [key for key, rel in word.part.rels.items() if rel.reltype == kind]:
        del word.part.rels[key]
    fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in STAND_INS)
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, text.encode(), word.part.package)
    word.part.relate_to(part, kind)


def set_pages(section: Section, script: Script) -> None:
    """A4 with margins of 20 mm; the first page has no head."""
    section.page_width, section.page_height = map(Twips, _A4)
    section.left_margin = section.right_margin = Twips(_MARGIN)
    section.top_margin, section.bottom_margin = Twips(1300), Twips(1200)
    section.header_distance, section.footer_distance = Twips(600), Twips(560)
    section.different_first_page_header_footer = True
    if script.base == "rtl":
        section._sectPr.insert_element_before(make("bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings")


def _emptied(paragraph: Any) -> Any:
    for child in list(paragraph):
        paragraph.remove(child)
    return paragraph


def _fill_foot(paragraph: Any, document: Document, script: Script) -> None:
    """The stamp where the line begins, the number of the page where it ends, on one line."""
    page_of = words_in(document.language)(PAGE_OF)
    put_properties(paragraph, script, script.base, Look("Footer"))
    put_runs(paragraph, _fitted(document, page_of, script), script.base, script)
    put(put(paragraph, "r"), "tab")
    for piece in _PLACES.split(page_of):
        if piece in _FIELDS:
            put_field(paragraph, _FIELDS[piece], "1")
        else:
            put_runs(paragraph, piece, script.base, script)


def _fitted(document: Document, page_of: str, script: Script) -> str:
    """The foot with as many of its parts as leave room for the number; classification and fingerprint always stay."""
    face = face_of("Footer", script)
    room = script.room - width_of(page_of.format(page=9999, pages=9999), face) - width_of("    ", face)
    parts = foot_line(document).split(_BETWEEN)
    fewest = 2 if document.level else 1
    while len(parts) > fewest and width_of(_BETWEEN.join(parts), face) > room:
        del parts[-2]
    return _BETWEEN.join(parts)
