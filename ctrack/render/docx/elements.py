"""Elements of WordprocessingML (ECMA-376, part 1, chapter 17) that python-docx has no words for, in the order given.

The schema orders what stands in an element; whoever puts elements here puts them in that order.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

_NAMESPACES = {"w": nsmap["w"]}
_NAMED = f' xmlns:w="{nsmap["w"]}"'.encode()


@cache
def named(name: str) -> str:
    """The name of an element or attribute as lxml writes it."""
    return qn(f"w:{name}")


def put(parent: Any, tag: str, /, **attributes: object) -> Any:
    """A new last element of the parent."""
    element = etree.SubElement(parent, named(tag))
    for key, value in attributes.items():
        element.set(named(key), str(value))
    return element


def make(tag: str, /, **attributes: object) -> Any:
    """An element without a parent yet."""
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(named(key), str(value))
    return element


def make_loose(tag: str, /) -> Any:
    """An element that is written by itself and is none of python-docx's, which take three times as long to make."""
    return etree.Element(named(tag), nsmap=_NAMESPACES)


def write_loose(element: Any) -> bytes:
    """A loose element as it stands in a part whose root names the namespace."""
    text: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False)
    return text.replace(_NAMED, b"", 1)


def put_field(parent: Any, instruction: str, shown: str) -> None:
    """A field that the word processor fills in, such as PAGE, and what it shows until then."""
    put(put(parent, "r"), "fldChar", fldCharType="begin")
    words = put(put(parent, "r"), "instrText")
    words.text = f" {instruction} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    put(put(parent, "r"), "fldChar", fldCharType="separate")
    put(put(parent, "r"), "t").text = shown
    put(put(parent, "r"), "fldChar", fldCharType="end")
