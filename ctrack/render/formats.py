"""The output formats by name; a format is the module of its name in this package, imported when chosen."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, TextIO, cast

from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Document
from ctrack.render.screen import Screen

FORMATS = {
    "table": marked("tables and bars for a terminal"),
    "plain": marked("aligned columns without colour, nothing cut off"),
    "tsv": marked("rows with tabs between the cells, raw values"),
    "csv": marked("rows for a spreadsheet, raw values"),
    "json": marked("everything, for programs"),
    "md": marked("Markdown, for a document"),
}


class UnknownFormat(Misused):
    message = marked("There is no format {name}. Formats: {known}.")


class Format(Protocol):
    """What a format's module offers: `write` takes a stream that keeps line ends as they are."""

    @property
    def EXTENSION(self) -> str: ...

    @property
    def IS_FOR_MACHINES(self) -> bool: ...

    def write(self, document: Document, out: TextIO, screen: Screen) -> None: ...


def load_format(name: str) -> Format:
    """The format of this name; raises UnknownFormat."""
    if name not in FORMATS:
        raise UnknownFormat(name=name, known=", ".join(FORMATS))
    return cast(Format, import_module(f"ctrack.render.{name}"))
