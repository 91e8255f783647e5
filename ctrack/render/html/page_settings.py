"""What a page stands in: its language, its direction, its words, and the site around it where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ctrack.domain.frozen import dataclass, field
from ctrack.render.document import Document
from ctrack.render.page_frame import is_mirrored, words_in
from ctrack.text.direction import Direction


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a site: where to, relative to the page, and in which language if in another."""

    text: str
    href: str
    language: str | None = None
    is_current: bool = False


def find_nothing(code: str) -> None:
    """No code has a page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a site puts around a page: the way that led here, its sections, the same page in other languages.

    `find` says where the page of a code is, `keywords` what else a row with that code is found by, and `below` the
    pages under this one.
    """

    trail: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    twins: tuple[Link, ...] = ()
    find: Callable[[str], str | None] = find_nothing
    keywords: Mapping[str, str] = field(default_factory=dict)
    below: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A page's language, the direction it is read in, the page's own words in that language, and its frame."""

    language: str
    direction: Direction
    say: Callable[[str], str]
    frame: Frame

    @property
    def is_mirrored(self) -> bool:
        """Whether pictures run from right to left."""
        return self.direction == "rtl"


def make_setting(document: Document, frame: Frame) -> Setting:
    """The setting of a document's page."""
    direction: Direction = "rtl" if is_mirrored(document) else "ltr"
    return Setting(document.language, direction, words_in(document.language), frame)
