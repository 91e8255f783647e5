"""A strict reader of HTML: every element is closed, in order, and every name stands once.

It is stricter than a browser, which mends what is wrong; a page of ours needs no mending.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br"}


@dataclass
class Element:
    """An element with its attributes, its own text, and the elements in it."""

    name: str
    attributes: dict[str, str | None]
    pieces: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All the text in it."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    def walk(self) -> Iterator[Element]:
        """The element and all that it holds, in order."""
        yield self
        for piece in self.pieces:
            if isinstance(piece, Element):
                yield from piece.walk()

    def all(self, name: str, **attributes: str) -> list[Element]:
        """The elements of this name in it with these attributes; `class_` is one class of several."""
        return [element for element in self.walk() if element.name == name and element.has(**attributes)]

    def one(self, name: str, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} elements {name} {attributes}"
        return found[0]

    def has(self, **attributes: str) -> bool:
        """Whether it has these attributes."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        one_of = wanted.pop("class", None)
        classes = (self.attributes.get("class") or "").split()
        return (one_of is None or one_of in classes) and all(self.attributes.get(key) == wanted[key] for key in wanted)


class Reader(HTMLParser):
    """Reads a page into elements; raises AssertionError for what a browser would have to mend."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.opened = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.add(tag, attrs)
        if tag in VOID:
            self.opened.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element and close it again: SVG only."""
        self.add(tag, attrs)
        self.opened.pop()

    def add(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        """Put an element into the one that is open."""
        assert len(dict(attributes)) == len(attributes), f"an attribute twice: {name} {attributes}"
        element = Element(name, dict(attributes))
        self.opened[-1].pieces.append(element)
        self.opened.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        opened = self.opened.pop()
        assert opened.name == tag, f"{opened.name} closed by {tag}"

    def handle_data(self, data: str) -> None:
        """Add text."""
        self.opened[-1].pieces.append(data)

    def handle_comment(self, data: str) -> None:
        """We write none."""
        raise AssertionError(f"a comment: {data}")


def read_markup(text: str) -> Element:
    """The element of a whole page."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.opened == [reader.root]
    names = [element.attributes["id"] for element in reader.root.walk() if "id" in element.attributes]
    assert len(set(names)) == len(names)
    return reader.root.one("html")
