"""The output formats by name; a format is the module of its name in this package, imported when chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any, Protocol, cast

from ctrack.domain.failures import Failure, Misused, marked
from ctrack.render.document import Document
from ctrack.render.format_names import FORMATS
from ctrack.render.screen import Screen


class UnknownFormat(Misused):
    message = marked("There is no format {name}. Formats: {known}.")


class MissingLibrary(Failure):
    message = marked(
        "This format needs {library}, which is not installed. 'pip install \"ctrack[{extra}]\"' brings it."
    )


class Format(Protocol):
    """What a format's module offers: `write` takes a stream that keeps line ends as they are.

    A module that says `IS_BINARY = True` writes bytes, to a BinaryIO; the others write text, to a TextIO. A file of
    text is in UTF-8, unless the module names an `ENCODING`.
    """

    @property
    def EXTENSION(self) -> str: ...

    @property
    def IS_FOR_MACHINES(self) -> bool: ...

    def write(self, document: Document, out: Any, screen: Screen) -> None: ...


def load_format(name: str) -> Format:
    """The format of this name; raises UnknownFormat."""
    if name not in FORMATS:
        raise UnknownFormat(name=name, known=", ".join(FORMATS))
    return cast(Format, import_module(f"ctrack.render.formats.{name}"))


def is_binary(form: Format) -> bool:
    """Whether the format writes bytes."""
    return bool(getattr(form, "IS_BINARY", False))


def encode(form: Format, document: Document, screen: Screen) -> bytes:
    """The bytes of a file that holds the document in this format."""
    if is_binary(form):
        raw = BytesIO()
        form.write(document, raw, screen)
        return raw.getvalue()
    out = StringIO(newline="")
    form.write(document, out, screen)
    return out.getvalue().encode(getattr(form, "ENCODING", "utf-8"), "backslashreplace")


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """What is imported within comes with this extra of the package; raises MissingLibrary."""
    try:
        yield
    except ImportError as error:
        raise MissingLibrary(library=error.name or extra, extra=extra) from error
