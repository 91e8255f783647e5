"""The output formats: one is a module of this package, found by its name and imported when it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO

from ctrack.domain.failures import Failure, Misused, marked
from ctrack.domain.messages import list_all
from ctrack.render.document import Document
from ctrack.render.format_names import FORMATS, PICTURES, Format, import_format
from ctrack.render.screen import Screen


class UnknownFormat(Misused):
    message = marked("There is no format {name}. Formats: {known}.")


class MissingLibrary(Failure):
    message = marked(
        "This format needs {library}, which is not installed. 'pip install \"ctrack[{extra}]\"' brings it."
    )


def load_format(name: str) -> Format:
    """The format of this name; raises UnknownFormat, and MissingLibrary where it cannot write here."""
    if name not in FORMATS and name not in PICTURES:
        raise UnknownFormat(name=name, known=list_all((*FORMATS, *PICTURES)))
    form = import_format(name)
    getattr(form, "check", lambda: None)()
    return form


def encode(form: Format, document: Document, screen: Screen) -> bytes:
    """The bytes of a file that holds the document in this format."""
    if form.IS_BINARY:
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
