"""The output formats: one is a module of this package, found by its name and imported when it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from ctrack.domain.failures import Failure, Misused, marked
from ctrack.render.document import Document
from ctrack.render.format_names import FORMATS, import_format
from ctrack.render.screen import Screen


class UnknownFormat(Misused):
    message = marked("There is no format {name}. Formats: {known}.")


class MissingLibrary(Failure):
    message = marked(
        "This format needs {library}, which is not installed. 'pip install \"ctrack[{extra}]\"' brings it."
    )


class Format(Protocol):
    """What a format's module offers.

    `write` takes a stream that keeps line ends as they are: a BinaryIO where `IS_BINARY`, else a TextIO. A format
    that `IS_OF_ROWS` writes the main table alone, so that it is given every column. A module may have more: a text
    `FILE_MARK` that goes before what is written to a file, and `check()`, which raises MissingLibrary.
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


def load_format(name: str) -> Format:
    """The format of this name; raises UnknownFormat, and MissingLibrary where it cannot write here."""
    if name not in FORMATS:
        raise UnknownFormat(name=name, known=", ".join(FORMATS))
    form = import_format(name)
    getattr(form, "check", lambda: None)()
    return form


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """What is imported within comes with this extra of the package; raises MissingLibrary."""
    try:
        yield
    except ImportError as error:
        raise MissingLibrary(library=error.name or extra, extra=extra) from error
