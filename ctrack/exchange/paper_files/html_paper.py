"""A report as a page: the seal in a meta element, and the lines that the page shows."""

from __future__ import annotations

from html.parser import HTMLParser

from ctrack.domain.records.papers import SEAL, ReadPaper
from ctrack.exchange.paper_files import read_seal_text, tidy

UNSEEN = ("script", "style", "template", "head")
CELLS = ("td", "th", "dt", "dd", "text")
LINES = ("tr", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "caption", "dl", "svg", "figcaption", "summary")


def read(content: bytes) -> ReadPaper:
    """The paper in a page."""
    reader = Reader()
    reader.feed(content.decode("utf-8-sig"))
    reader.close()
    reader.end_line()
    return ReadPaper(read_seal_text(reader.seal), reader.lines)


class Reader(HTMLParser):
    """Collects the lines of a page as it goes by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seal: str | None = None
        self.lines: list[list[str]] = []
        self.pieces: list[str] = [""]
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line or a piece begins; the seal is a meta element."""
        named = dict(attrs)
        if tag == "meta" and named.get("name") == SEAL:
            self.seal = named.get("content")
        self.unseen += tag in UNSEEN
        self.turn(tag)

    def handle_endtag(self, tag: str) -> None:
        """A line or a piece ends."""
        self.unseen -= tag in UNSEEN and self.unseen > 0
        self.turn(tag)

    def handle_data(self, data: str) -> None:
        """A text that is seen, or is not."""
        if not self.unseen:
            self.pieces[-1] += data

    def turn(self, tag: str) -> None:
        """End the line or the piece where an element of that kind begins or ends."""
        if tag in LINES:
            self.end_line()
        elif tag in CELLS:
            self.pieces.append("")

    def end_line(self) -> None:
        """Take the line down."""
        line = tidy(self.pieces)
        if line:
            self.lines.append(line)
        self.pieces = [""]
