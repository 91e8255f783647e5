"""Documents of one's own that reports are set into, as somebody names them."""

from __future__ import annotations

from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Misused, Refused, marked

# The formats that a template is of: a document of Word, and a folder with the look of a PDF.
DOCUMENT, FOLDER = "docx", "pdf"
MOST_BYTES = 20_000_000


class BadTemplate(Refused):
    message = marked(
        "The template '{path}' cannot be used: {reason} 'ctrack report template FOLDER' writes one to begin with."
    )


class TemplateElsewhere(Misused):
    message = marked("The template '{path}' is one for {own}, and {format} is another format: add --format {own}.")


def format_of(path: str) -> str:
    """The format that a template is for."""
    return FOLDER if Path(path).expanduser().is_dir() else DOCUMENT


def read_template(path: Path) -> bytes:
    """The document in a file, looked at; raises BadTemplate."""
    from ctrack.exchange.word_template import TemplateFault, check_template

    try:
        content = read_bounded(path, MOST_BYTES)
        check_template(content)
    except OSError as error:
        raise BadTemplate(path=path, reason=f"{error.strerror}.") from error
    except TemplateFault as error:
        raise BadTemplate(path=path, reason=error.reason) from error
    return content


def read_folder(path: Path) -> dict[str, bytes]:
    """The files of a folder with the look of a PDF; raises BadTemplate."""
    from ctrack.exchange.style_folder import StyleFault, read_style

    try:
        return read_style(path)
    except OSError as error:
        raise BadTemplate(path=path, reason=f"{error.strerror}.") from error
    except StyleFault as error:
        raise BadTemplate(path=path, reason=error.reason) from error
