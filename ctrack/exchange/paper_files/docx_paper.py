"""A report of Word: the seal among the custom properties, and the text's paragraphs and rows of tables.

Head, foot and contents are left out: Word writes their page numbers anew.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from ctrack.domain.records.papers import SEAL, ReadPaper
from ctrack.exchange.paper_files import read_seal_text, tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, CUSTOM = "word/document.xml", "docProps/custom.xml"
MOST_UNPACKED = 500_000_000
REPORT = "ctrack-report"


class Oversized(ValueError):
    """A part that would not stay within memory, or that defines entities of its own."""


def read(content: bytes) -> ReadPaper:
    """The paper in a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        seal = read_property(read_part(package, CUSTOM)) if CUSTOM in names else None
        body = read_part(package, BODY)
    report = next((part for part in body.iter(f"{W}sdt") if is_report(part)), body)
    lines = [line for element in report for line in read_block(element)]
    return ReadPaper(read_seal_text(seal), lines)


def is_report(control: ElementTree.Element) -> bool:
    """Whether a content control is that of a report within a document of somebody's own, whose words are not ours."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag is not None and tag.get(f"{W}val") == REPORT


def read_part(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A part of the package as elements; one with entities of its own, or of no end, is refused."""
    if package.getinfo(name).file_size > MOST_UNPACKED:
        raise Oversized(name)
    text = package.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Oversized(name)
    root = ElementTree.fromstring(text)
    return root[0] if name == BODY else root


def read_property(properties: ElementTree.Element) -> str | None:
    """The text of the custom property that is the seal."""
    for item in properties:
        if item.get("name") == SEAL:
            return "".join(item.itertext())
    return None


def read_block(element: ElementTree.Element) -> Iterator[list[str]]:
    """The lines of a paragraph, a table or what holds them."""
    if element.tag == f"{W}p":
        line = [] if is_contents(element) else tidy([text_of(element)])
        if line:
            yield line
    elif element.tag == f"{W}tr":
        line = tidy([text_of(cell) for cell in element.iter(f"{W}tc")])
        if line:
            yield line
    else:
        for child in element:
            yield from read_block(child)


def is_contents(paragraph: ElementTree.Element) -> bool:
    """Whether a paragraph is a line of the table of contents."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(f"{W}val", "")).upper().startswith("TOC")


def text_of(element: ElementTree.Element) -> str:
    """The text of an element, a blank between its paragraphs."""
    pieces = []
    for item in element.iter():
        if item.tag == f"{W}t":
            pieces.append(item.text or "")
        elif item.tag in (f"{W}p", f"{W}br", f"{W}tab"):
            pieces.append(" ")
    return "".join(pieces)
