"""Output that goes to a file: never over another without --force, and the whole of it or nothing."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.domain.failures import Failure, Misused, Refused, marked
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.render.document import Document
    from ctrack.render.formats import Format
    from ctrack.render.screen import Screen

# What a spreadsheet program needs in front of a CSV file to read it as UTF-8.
BYTE_ORDER_MARK = "\ufeff"


class OutputExists(Refused):
    message = marked("{path} exists already and was left alone. --force replaces it.")


class OutputUnwritable(Failure):
    message = marked("{path} cannot be written: {detail}.")


class OutputWanted(Misused):
    message = marked("The format {format} is not for a terminal: give --output FILE, or send it on through a pipe.")


def write_output(invocation: Invocation, document: Document, screen: Screen) -> None:
    """Write the document where --output says, else to standard output."""
    from ctrack.render.formats import is_binary, load_format

    renderer = load_format(invocation.format)
    target = invocation.options.get("output")
    if target is not None:
        save(Path(target), render(renderer, document, screen, invocation.format), forces=invocation.forces)
        invocation.say(_("Written: {path}").format(path=target))
    elif is_binary(renderer):
        if invocation.out.isatty():
            raise OutputWanted(format=invocation.format)
        invocation.out.flush()
        sys.stdout.buffer.write(render(renderer, document, screen, invocation.format))
        sys.stdout.buffer.flush()
    else:
        renderer.write(document, invocation.out, screen)
        invocation.out.flush()


def render(renderer: Format, document: Document, screen: Screen, name: str) -> bytes:
    """The bytes of a document in a format."""
    from ctrack.render.formats import is_binary

    if is_binary(renderer):
        raw = io.BytesIO()
        renderer.write(document, raw, screen)
        return raw.getvalue()
    out = io.StringIO(newline="")
    renderer.write(document, out, screen)
    text = out.getvalue()
    return (BYTE_ORDER_MARK + text if name == "csv" else text).encode("utf-8", "backslashreplace")


def save(path: Path, content: bytes, *, forces: bool) -> None:
    """Write a file as a whole: a draft beside it takes its place only when all of it is there.

    What is there and is no file, such as a terminal or a pipe with a name, is written to and never replaced; of a
    link, what it leads to is replaced.
    """
    if path.exists() and not path.is_file():
        write_through(path, content)
        return
    if (path.exists() or path.is_symlink()) and not forces:
        raise OutputExists(path=path)
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputUnwritable(path=path, detail=error.strerror or error) from error


def write_through(path: Path, content: bytes) -> None:
    """Write to a device or a pipe; a folder is refused."""
    try:
        with path.open("wb") as stream:
            stream.write(content)
    except OSError as error:
        raise OutputUnwritable(path=path, detail=error.strerror or error) from error
