"""Word files, read back as the XML that they are and by python-docx."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import docx
from docx.document import Document as WordDocument

from ctrack.render.document import Document
from tests.support.papers import written, xml_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document: Document) -> WordDocument:
    """A document as python-docx reads it."""
    return docx.Document(io.BytesIO(written("docx", document)))


def body(document: Document) -> ElementTree.Element:
    """The part that holds the text."""
    return xml_parts(written("docx", document))["word/document.xml"]


def text_of(root: ElementTree.Element) -> str:
    """The text below an element, a newline after each paragraph."""
    kinds = {f"{W}t": lambda node: node.text or "", f"{W}br": lambda node: "\n", f"{W}p": lambda node: "\n"}
    return "".join(kinds[node.tag](node) for node in root.iter() if node.tag in kinds)


def fields_of(root: ElementTree.Element) -> list[str]:
    """What the fields below an element ask for."""
    return [node.text for node in root.iter(f"{W}instrText") if node.text]
