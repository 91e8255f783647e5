"""The output formats: their names, those of the modules in `formats`, and what each offers; imported when asked for."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from ctrack.domain.modules import list_modules

if TYPE_CHECKING:
    from ctrack.render.document import Document
    from ctrack.render.screen import Screen

FORMATS = list_modules(os.path.join(os.path.dirname(__file__), "formats"))
# What holds the picture of one chart, and so nothing that has none.
PICTURES = list_modules(os.path.join(os.path.dirname(__file__), "picture_formats"))


class Format(Protocol):
    """What a format's module offers.

    `write` takes a stream that keeps line ends as they are: a BinaryIO where `IS_BINARY`, else a TextIO. A format
    that `IS_OF_ROWS` writes the main table alone, so that it is given every column. A module may have more: the
    `ENCODING` of a file of text, where that is not UTF-8, `check()`, which raises MissingLibrary, and `IS_PAPER` where
    it makes pages that are printed or handed on, so that internal notes stay out unless they are asked for.
    """

    @property
    def DESCRIPTION(self) -> str: ...

    @property
    def ENDINGS(self) -> tuple[str, ...]: ...

    @property
    def IS_BINARY(self) -> bool: ...

    @property
    def IS_OF_ROWS(self) -> bool: ...

    def write(self, document: Document, out: Any, screen: Screen) -> None: ...


def import_format(name: str) -> Format:
    """The module of a format."""
    folder = "picture_formats" if name in PICTURES else "formats"
    return cast(Format, import_module(f"ctrack.render.{folder}.{name}"))


def describe_formats() -> dict[str, str]:
    """What each format is for, as a message to translate; this imports all of them."""
    return {name: import_format(name).DESCRIPTION for name in (*FORMATS, *PICTURES)}


def find_format(path: str) -> str | None:
    """The format that the ending of a file name means: the one of that name, else one whose files end so."""
    ending = path.rpartition(".")[2].lower()
    if ending in FORMATS or ending in PICTURES:
        return ending
    return next((name for name in FORMATS if ending in import_format(name).ENDINGS), None)
