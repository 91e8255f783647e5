"""A report set into a document of one's own: its styles, pages, head and foot stay, and its marked places are filled.

The report stands in a content control that a reader finds again; what the document says around it is its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from ctrack.render.document import Document
from ctrack.render.docx.elements import make, named, put
from ctrack.render.docx.runs import clean
from ctrack.render.page_frame import say_as_of, say_level_word
from ctrack.text.controls import LRM, RLM
from ctrack.text.digit_shapes import say_figure
from ctrack.text.direction import direction_of

TAG = "ctrack-report"
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_REPORT = re.compile(r"\s*\{\{\s*report\s*\}\}\s*")
_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
_LEAST_ROOM = 2000
# A chain of styles that is longer goes round.
_MOST_RESTED = 20
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class OwnTemplate:
    """The document, open: where the report goes, how wide its text is, and what is written into its places."""

    def __init__(self, content: bytes) -> None:
        self.word: WordDocument = docx.Document(io.BytesIO(content))
        self.room = self._find_room()

    def _find_room(self) -> int:
        """The width of the text in the section that the report stands in, in twentieths of a point."""
        place = self._find_place()
        after = [place, *place.itersiblings()]
        sections = (found for element in after for found in element.iter(named("sectPr")))
        section = next(sections, self.word.element.body.sectPr)
        if section is None:
            return _LEAST_ROOM * 5
        size, margins = section.find(named("pgSz")), section.find(named("pgMar"))
        width = _number(size, "w", 11906) - _number(margins, "left", 1134) - _number(margins, "right", 1134)
        columns = max(_number(section.find(named("cols")), "num", 1), 1)
        return max(width // columns, _LEAST_ROOM)

    def _find_place(self) -> Any:
        """The paragraph that the report takes the place of."""
        for paragraph in self.word.element.body.iter(named("p")):
            if _REPORT.fullmatch(_text_of(paragraph)):
                return paragraph
        raise LookupError("report")

    def open_place(self) -> Any:
        """The element that the report is put into, in place of its mark."""
        place = self._find_place()
        control = make("sdt")
        properties = put(control, "sdtPr")
        put(properties, "tag", val=TAG)
        put(properties, "id", val=796_110_312)
        content = put(control, "sdtContent")
        section = place.find(f"{named('pPr')}/{named('sectPr')}")
        place.addprevious(control)
        if section is None:
            place.getparent().remove(place)
        else:
            _empty(place)
        return content

    def fill_places(self, document: Document) -> None:
        """Write what the paper says of itself into the places of the text, of heads and of feet."""
        values = values_of(document)
        mirrored = {style.get(named("styleId")) for style in self._mirrored_styles()}
        for root in self._pages():
            for paragraph in root.iter(named("p")):
                _fill(paragraph, values, RLM if _is_mirrored(paragraph, mirrored) else LRM)

    def _mirrored_styles(self) -> Iterator[Any]:
        """The styles whose paragraphs run from right to left, by themselves or by those that they rest on."""
        styles = {style.get(named("styleId")): style for style in self.word.styles.element.findall(named("style"))}
        for style in styles.values():
            seen: Any = style
            for _ in range(_MOST_RESTED):
                if seen is None or _says_mirrored(seen):
                    break
                below = seen.find(named("basedOn"))
                seen = styles.get(below.get(named("val"))) if below is not None else None
            if seen is not None and _says_mirrored(seen):
                yield style

    def _pages(self) -> Iterator[Any]:
        yield self.word.element
        for part in self.word.part.package.iter_parts():
            if re.search(r"/(?:header|footer)\d*\.xml$", str(part.partname)):
                yield part.element

    def rename_styles(self, ids: Mapping[str, str]) -> None:
        """Give the document's styles of these names the ids by which a report calls them.

        A word processor that speaks another language calls its own styles otherwise.
        """
        renamed = {}
        for style in self.word.styles.element.findall(named("style")):
            name = style.find(named("name"))
            wanted = ids.get(str(name.get(named("val"))).casefold()) if name is not None else None
            if wanted and style.get(named("styleId")) != wanted:
                renamed[style.get(named("styleId"))] = wanted
                style.set(named("styleId"), wanted)
        if renamed:
            for root in (*self._pages(), self.word.styles.element):
                _refer_anew(root, renamed)


def values_of(document: Document) -> dict[str, str]:
    """What stands in each place; nothing where the paper does not say it."""
    stamp = document.stamp
    found = {**document.said, "title": document.said.get("title", document.title)}
    found["classification"] = say_level_word(document)
    if stamp is not None:
        found |= {
            "as_of": say_as_of(stamp, document.language),
            "entry": say_figure(stamp.entry),
            "fingerprint": stamp.fingerprint,
        }
    return found


def _refer_anew(root: Any, renamed: Mapping[str, str]) -> None:
    for tag in _REFERENCES:
        for element in root.iter(named(tag)):
            value = element.get(named("val"))
            element.set(named("val"), renamed.get(value, value))


def _says_mirrored(element: Any) -> bool:
    """Whether a paragraph or a style says itself that it runs from right to left."""
    found = element.find(f"{named('pPr')}/{named('bidi')}")
    return found is not None and found.get(named("val"), "1") not in ("0", "false", "off")


def _is_mirrored(paragraph: Any, mirrored: Container[str]) -> bool:
    """Whether a paragraph runs from right to left: by itself, else by its style, else as Normal does."""
    inside = paragraph.find(named("pPr"))
    if inside is not None and inside.find(named("bidi")) is not None:
        return _says_mirrored(paragraph)
    style = inside.find(named("pStyle")) if inside is not None else None
    return (style.get(named("val")) if style is not None else "Normal") in mirrored


def _held(text: str, end: str) -> str:
    """A value between marks, so that it stays as it is and where it is; `end` is the mark of its paragraph's direction.

    The figures of a date or the hyphens of a fingerprint would else go with what stands beside (UAX #9, W2 and W4).
    """
    inner = RLM if direction_of(text, "ltr") == "rtl" else LRM
    is_plain = text.isascii() and end == LRM
    return text if is_plain or not text else f"{end}{inner}{text}{inner}{end}"


def _fill(paragraph: Any, values: Mapping[str, str], side: str) -> None:
    """Each place with its value, in the letters of the run in which it begins; a place may lie over several runs."""
    texts = list(paragraph.iter(qn("w:t")))
    for found in reversed(list(_PLACE.finditer("".join(text.text or "" for text in texts)))):
        if found[1] == "report":
            continue
        start, end, new = found.start(), found.end(), _held(clean(values.get(found[1], "")).replace("\n", " "), side)
        for text in texts:
            said = text.text or ""
            length, at = len(said), max(start, 0)
            if end > 0 and at < length:
                text.text = said[:at] + new + said[max(end, 0) :]
                text.set(_SPACE, "preserve")
                new = ""
            start, end = start - length, end - length


def _text_of(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _empty(paragraph: Any) -> None:
    for child in list(paragraph):
        if child.tag != named("pPr"):
            paragraph.remove(child)


def _number(element: Any, name: str, otherwise: int) -> int:
    """An attribute that is a number; a document may have measures with a unit, which count as none."""
    value = str(element.get(named(name), "")) if element is not None else ""
    return int(value) if re.fullmatch(r"\d{1,6}", value) else otherwise
