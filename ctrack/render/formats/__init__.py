"""The output formats: one is a module of this package, found by its name and imported when it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from typing import BinaryIO

from ctrack.domain.failures import Failure, Misused, marked
from ctrack.domain.frozen import replace
from ctrack.domain.long_lists import LongList
from ctrack.domain.messages import list_all
from ctrack.render.document import Document, Table
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
        form.write(hold(document), raw, screen)
        return raw.getvalue()
    out = StringIO(newline="")
    form.write(document, out, screen)
    return out.getvalue().encode(getattr(form, "ENCODING", "utf-8"), "backslashreplace")


def prepare(form: Format, document: Document, screen: Screen) -> Callable[[BinaryIO], object]:
    """What writes the file: it is made before there is one, but for a text too long to be held."""
    if not form.IS_BINARY and is_long(document):
        return partial(stream_text, form, document, screen)
    content = encode(form, document, screen)
    return lambda out: out.write(content)


def is_long(document: Document) -> bool:
    """Whether a document has more rows than are held."""
    return any(isinstance(block, Table) and isinstance(block.rows, LongList) for block in document.blocks)


def hold(document: Document) -> Document:
    """The document with every row held, for what goes to and fro between them."""
    if not is_long(document):
        return document
    held = (replace(block, rows=list(block.rows)) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=tuple(held))


def stream_text(form: Format, document: Document, screen: Screen, out: BinaryIO) -> None:
    """Write the bytes of a file of text, as they are made."""
    text = TextIOWrapper(out, getattr(form, "ENCODING", "utf-8"), "backslashreplace", newline="")
    form.write(document, text, screen)
    text.flush()
    text.detach()


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """What is imported within comes with this extra of the package; raises MissingLibrary."""
    try:
        yield
    except ImportError as error:
        raise MissingLibrary(library=error.name or extra, extra=extra) from error
