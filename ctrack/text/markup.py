"""Markup that only escaped text can enter: the type checker keeps out of it what was typed or imported.

`Markup` is HTML; everything else is text and passes `escape`, which shows control characters as their pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

from ctrack.text.direction import Direction, way_of
from ctrack.text.safe import make_safe

Markup = NewType("Markup", str)
Value = str | int | bool | None

NOTHING = Markup("")

_SUSPECT = re.compile("[\x00-\x1f\"&'<>\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# What RFC 3986 lets stand in an address, without the apostrophe.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]+")
_COMMAND = re.compile("'ctrack [^']*'")


def escape(text: str) -> Markup:
    """One line of text, for content and for an attribute in double quotes."""
    return Markup(make_safe(text).translate(_ENTITIES) if _SUSPECT.search(text) else text)


def escape_lines(text: str) -> Markup:
    """A text that keeps its own line ends, its addresses on the web made links."""
    return Markup("<br>".join(map(link_addresses, make_safe(text, multiline=True).split("\n"))))


def link_addresses(text: str) -> Markup:
    """One line of text whose addresses on the web are links that say nothing of where the reader comes from."""
    if "://" not in text:
        return escape(text)
    pieces, start = [], 0
    for found in _ADDRESS.finditer(text):
        address = _without_mark_at_end(found[0])
        pieces += [escape(text[start : found.start()]), _link(escape(address))]
        start = found.start() + len(address)
    return join([*pieces, escape(text[start:])])


def _without_mark_at_end(address: str) -> str:
    """An address without the marks of the sentence around it: a bracket stays where its partner is inside."""
    while address[-1] in ".,;:!?" or _is_closing(address[-1], address):
        address = address[:-1]
    return address


def _is_closing(mark: str, address: str) -> bool:
    opener = {")": "(", "]": "["}.get(mark)
    return opener is not None and address.count(mark) > address.count(opener)


def _link(address: Markup) -> Markup:
    return Markup(f'<a href="{address}" rel="noopener noreferrer" dir="ltr">{address}</a>')


def join(parts: Iterable[Markup]) -> Markup:
    """Markup one after the other."""
    return Markup("".join(parts))


def tag(name: str, *content: Markup, **attributes: Value) -> Markup:
    """An element; `class_` and `aria_label` become `class` and `aria-label`, None and False no attribute."""
    return Markup(f"<{name}{write_attributes(attributes)}>{''.join(content)}</{name}>")


def void(name: str, /, **attributes: Value) -> Markup:
    """An element without content."""
    return Markup(f"<{name}{write_attributes(attributes)}>")


def write_attributes(attributes: dict[str, Value]) -> Markup:
    """Attributes with the blank before each."""
    return join(_attribute(name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items())


def _attribute(name: str, value: Value) -> Markup:
    if value is None or value is False:
        return NOTHING
    return Markup(f" {name}") if value is True else Markup(f' {name}="{escape(str(value))}"')


def turned(text: str, page: Direction, language: str = "") -> Direction | None:
    """The `dir` that a text needs on a page; None where it runs as the page does.

    Addresses have no say in it, and commands that are quoted to be typed have none.
    """
    said = _ADDRESS.sub("", text) if "://" in text else text
    direction = way_of(_COMMAND.sub("", said) if "'ctrack " in said else said, page, language)
    return None if direction == page else direction
